// Bars of years or months: a drag or Shift and arrows choose all that lie between, in place of those chosen.
// Each bar stays a link that is followed by a click; what is asked for stands in the address alone.
const QUIET = 600; // milliseconds until what would be chosen is spoken
document.querySelectorAll(".histogram").forEach(histogram);

function histogram(chart) {
  const { name, rest, one, many, hint, keys } = chart.dataset;
  const bars = [...chart.querySelectorAll("a")];
  const read = chart.querySelector(".read");
  const help = made("p", { className: "away", id: `phim-${name}` }, keys);
  let from = -1; // where the range began; -1: there is none
  let to = -1;
  let down = -1; // where the pointer went down
  let isDragging = false;
  let telling = 0;

  read.textContent = hint;
  chart.append(help);
  chart.setAttribute("aria-describedby", help.id);
  const stop = bars.find((bar) => bar === document.activeElement) ?? bars.find((bar) => bar.ariaCurrent) ?? bars.at(-1);
  for (const bar of bars) bar.tabIndex = bar === stop ? 0 : -1;

  const picked = () => (from < 0 ? [] : bars.slice(Math.min(from, to), Math.max(from, to) + 1));

  function label(some) {
    const names = some.length > 1 ? `${some[0].dataset.label}–${some.at(-1).dataset.label}` : some[0].dataset.label;
    const count = some.reduce((sum, bar) => sum + Number(bar.dataset.count), 0);
    const shown = count.toLocaleString(document.documentElement.lang);
    return (count === 1 ? one : many).replace("{name}", () => names).replace("{n}", () => shown);
  }

  function pick(first, last) {
    [from, to] = [first, last];
    const some = picked();
    for (const bar of bars) bar.classList.toggle("is-picked", some.includes(bar));
    chart.classList.toggle("is-picking", some.length > 0);
    read.textContent = some.length ? label(some) : hint;
    clearTimeout(telling);
    told.textContent = "";
    if (some.length) telling = setTimeout(() => { told.textContent = label(some); }, QUIET);
  }

  function clear() {
    down = -1;
    isDragging = false;
    pick(-1, -1);
  }

  function go() {
    const there = new URL(rest, location.href);
    bars[to].dispatchEvent(new Event("chosen", { bubbles: true }));
    for (const bar of picked()) there.searchParams.append(name, bar.dataset.value);
    location.assign(there);
  }

  // The bar at a place from left to right, whatever the height; outside, the nearest one.
  const at = (x) => Math.max(bars.findLastIndex((bar) => bar.getBoundingClientRect().left <= x), 0);

  chart.addEventListener("dragstart", (event) => event.preventDefault());
  chart.addEventListener("pointerdown", (event) => {
    clear();
    const isPlain = event.button === 0 && event.isPrimary && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (isPlain) down = bars.indexOf(event.target.closest("a"));
  });
  chart.addEventListener("pointermove", (event) => {
    if (down < 0) return;
    const here = at(event.clientX);
    if (!isDragging && here !== down) {
      isDragging = true;
      chart.setPointerCapture(event.pointerId);
    }
    if (isDragging && (from < 0 || here !== to)) pick(down, here);
  });
  chart.addEventListener("pointerup", () => {
    if (isDragging) go();
    down = -1;
  });
  chart.addEventListener("pointercancel", clear);
  // The click after a drag is none; the next press begins anew.
  chart.addEventListener("click", (event) => { if (isDragging) event.preventDefault(); }, true);
  chart.addEventListener("pointerover", (event) => {
    const bar = event.target.closest("a");
    if (from < 0) read.textContent = bar ? label([bar]) : hint;
  });
  chart.addEventListener("pointerleave", () => { if (from < 0) read.textContent = hint; });

  chart.addEventListener("focusin", (event) => {
    for (const bar of bars) bar.tabIndex = bar === event.target ? 0 : -1;
    if (from < 0) read.textContent = label([event.target]);
  });
  chart.addEventListener("focusout", (event) => { if (!chart.contains(event.relatedTarget) && !isDragging) clear(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && from >= 0) clear(); });
  chart.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = bars.indexOf(document.activeElement);
    const last = bars.length - 1;
    const there = { ArrowLeft: Math.max(here - 1, 0), ArrowRight: Math.min(here + 1, last), Home: 0, End: last }[event.key];
    if (here >= 0 && there !== undefined) {
      event.preventDefault();
      if (event.shiftKey) pick(from < 0 ? here : from, there);
      else clear();
      bars[there].focus();
    } else if (event.key === "Enter" && from >= 0) {
      event.preventDefault();
      go();
    }
  });
  addEventListener("pageshow", clear); // a page that comes back is as its address says
}
