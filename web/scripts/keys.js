// "/" puts the cursor into the search box, unless something is being typed already.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  event.preventDefault();
  box?.focus();
  box?.select();
});
if (box) clearing(box);
