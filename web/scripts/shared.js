// Enhancement only: every page works without it. What the other parts use.
const box = document.getElementById("q");

// Whether a key belongs to a field that is being filled in.
function isTyping(event) {
  return event.target.closest?.("input, textarea, select, [contenteditable]") != null;
}

// An element with properties and what is inside it.
function made(tag, properties, ...inside) {
  const { role, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  if (role) element.setAttribute("role", role);
  element.append(...inside);
  return element;
}

// A text with its marks, `[start, length]` in code points.
function marked(text, marks) {
  const letters = [...text];
  const shown = made("span", {});
  let at = 0;
  for (const [start, length] of marks) {
    shown.append(letters.slice(at, start).join(""), made("mark", {}, letters.slice(start, start + length).join("")));
    at = start + length;
  }
  shown.append(letters.slice(at).join(""));
  return shown;
}

// The one place of a page whose changes are spoken.
const told = made("p", { className: "away", role: "status" });
document.body.append(told);
