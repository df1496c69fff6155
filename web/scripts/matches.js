// Steps through the matches of an article: by the links below it, or n and p. The place is in the address, so
// reload and back keep it; each step takes the place of the one before, so that back leads to the results.
const walk = document.querySelector(".walk");
if (walk) walking(walk, Number(walk.dataset.last));

function walking(walk, last) {
  const [back, on] = walk.querySelectorAll("a");
  const at = walk.querySelector("span");
  const all = at.textContent;
  for (const links of document.querySelectorAll(".hop")) links.remove(); // those stand there for want of a script

  const here = () => Number(location.hash.match(/^#khop-(\d+)$/)?.[1] ?? 0);
  const beside = (step) => `#khop-${here() ? ((here() - 1 + step + last) % last) + 1 : step > 0 ? 1 : last}`;

  function show() {
    const number = here();
    at.textContent = number ? `${number}/${last}` : all;
    back.hash = beside(-1);
    on.hash = beside(1);
  }

  function go(step) {
    location.replace(beside(step)); // follows the anchor, and `:target` with it
    show();
    told.textContent = walk.dataset.told.replace("0", here());
  }

  for (const [link, step] of [[back, -1], [on, 1]]) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(step);
    });
  }
  document.addEventListener("keydown", (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    go(step);
  });
  addEventListener("hashchange", show);
  show();
}
