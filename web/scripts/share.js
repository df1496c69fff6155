// Copying a short link, printing, and addresses with the name of the host, which only the browser knows.
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

for (const button of document.querySelectorAll("[data-copy], [data-print]")) {
  button.disabled = false;
  button.addEventListener("click", async () => {
    if ("print" in button.dataset) return print();
    if (await copied(whole(button.dataset.copy))) told.textContent = button.textContent = button.dataset.done;
    button.focus();
  });
}
for (const link of document.querySelectorAll("[data-whole]")) link.textContent = link.href;
