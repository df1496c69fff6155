// A page that comes back out of the browser's memory shows what its address asks for, not what was typed for the next one.
addEventListener("pageshow", (event) => {
  if (event.persisted && box) box.value = box.defaultValue;
});

// Who chooses a value stays at it: on the next page it has the focus again, and stands where it stood.
const CHOSEN = "tratin-chosen";
const FOLD = "details:not(.filters)";
const PICK = ".pick, .histogram a";
const where = (pick) => JSON.stringify([pick.closest(".facet").className, pick.matches(".pick"), pick.dataset.value]);
const isBeside = matchMedia("(min-width: 60rem)");

function keep(event) {
  const pick = event.target.closest(PICK);
  if (!pick || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  try {
    sessionStorage.setItem(CHOSEN, JSON.stringify([where(pick), pick.getBoundingClientRect().top]));
  } catch { /* no memory: the page begins at its head, as without script */ }
}
// A range of bars is no click; `histogram.js` tells of it.
for (const kind of ["click", "chosen"]) document.querySelector(".facets")?.addEventListener(kind, keep);

function again() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(CHOSEN));
    sessionStorage.removeItem(CHOSEN);
  } catch { /* as above */ }
  const filters = document.querySelector("details.filters");
  if (!kept || !filters) return;
  if (!isBeside.matches) { // folded away: the head with the number of results is what is wanted
    filters.querySelector("summary").focus({ preventScroll: true });
    return;
  }
  const pick = [...filters.querySelectorAll(PICK)].find((one) => where(one) === kept[0]);
  for (let part = pick?.closest(FOLD); part; part = part.parentElement.closest(FOLD)) part.open = true;
  pick?.focus({ preventScroll: true });
  if (pick) scrollBy({ top: pick.getBoundingClientRect().top - kept[1], behavior: "instant" });
}
again();
