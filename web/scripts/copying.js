// Buttons that copy a text of the page or an address, and the one that prints. Only the browser knows the name
// of the host, which makes an address whole.
const whole = (path) => new URL(path, location.href).href;

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // only secure pages may: others copy what is selected
    const field = made("textarea", { value: text, className: "away" });
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    return isDone;
  }
  return true;
}

for (const button of document.querySelectorAll("[data-copy], [data-copies], [data-print]")) {
  const { copy, copies, done, failed } = button.dataset;
  button.disabled = false;
  button.addEventListener("click", async () => {
    if ("print" in button.dataset) return print();
    const source = document.getElementById(copies);
    const isDone = await copied(source ? source.href ?? source.innerText.trim() : whole(copy));
    if (!isDone && source) getSelection().selectAllChildren(source);
    if (isDone || failed) told.textContent = button.textContent = isDone ? done : failed;
    button.focus();
  });
}

for (const link of document.querySelectorAll("[data-whole]")) link.textContent = link.href;
