// Enhancement only: every page works without it.
const box = document.getElementById("q");

// "/" puts the cursor into the search box, unless something is being typed already.
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
  event.preventDefault();
  box?.focus();
  box?.select();
});

// Browsers that cannot show a closed <details> by style get it opened where there is room for it.
const filters = document.querySelector("details.filters");
if (filters && !CSS.supports("selector(::details-content)")) {
  const wide = matchMedia("(min-width: 60rem)");
  const follow = () => { filters.open = wide.matches; };
  wide.addEventListener("change", follow);
  follow();
}
