// Elements made of text, never of HTML. The script of the site and that of the embed (`web/embed/`) both use this.

// Whether a key belongs to a field that is being filled in, on the page or in a shadow tree.
function isTyping(event) {
  return event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]") != null;
}

// An element with properties and what is inside it.
function made(tag, properties, ...inside) {
  const { role, ...others } = properties;
  const element = Object.assign(document.createElement(tag), others);
  if (role) element.setAttribute("role", role);
  element.append(...inside);
  return element;
}

// A text with its marks, `[start, length]` in code points; `look` are properties of each mark.
function marked(text, marks, look = {}) {
  const letters = [...text];
  const shown = made("span", {});
  let at = 0;
  for (const [start, length] of marks) {
    shown.append(letters.slice(at, start).join(""), made("mark", look, letters.slice(start, start + length).join("")));
    at = start + length;
  }
  shown.append(letters.slice(at).join(""));
  return shown;
}
