// "/" puts the cursor into the search box, unless something is being typed already.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  event.preventDefault();
  box?.focus();
  box?.select();
});
