// Buttons that copy a text of the page, or the whole address of a link; where the browser does not let them,
// the text is selected.
for (const button of document.querySelectorAll("button.copy")) {
  const source = document.getElementById(button.dataset.copies);
  const told = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = "";
    const isDone = await copied(source.href ?? source.textContent, source);
    told.textContent = isDone ? button.dataset.done : button.dataset.failed;
  });
}

async function copied(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch { // not over https, or not allowed
    getSelection().selectAllChildren(source);
    return false;
  }
}

const onPaper = document.querySelector(".on-paper span");
if (onPaper) onPaper.textContent = document.getElementById("dia-chi").href; // whole: paper has no links
