// "/" puts the cursor into the search box, unless something is being typed already.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  event.preventDefault();
  box?.focus();
  box?.select();
});

// Esc in the box, for the second time in a row, clears it; what was cleared can be undone like a word that was deleted.
let isSecond = false;
box?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing) {
    isSecond = false;
    return;
  }
  event.preventDefault(); // a field of its own accord would clear at once
  if (isSecond && box.getAttribute("aria-expanded") !== "true" && box.value) {
    box.select();
    document.execCommand("delete");
  }
  isSecond = !isSecond || box.value !== "";
});
box?.addEventListener("blur", () => { isSecond = false; });
