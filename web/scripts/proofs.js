// Pointing at a fact of an article, or moving the focus into it, outlines the words that it was read from.
const proven = [...document.querySelectorAll("[data-of]")];
if (proven.length) proving();

function proving() {
  let lit = null;

  function light(fact) {
    if (fact === lit) return;
    lit?.classList.remove("is-lit");
    lit = fact;
    lit?.classList.add("is-lit");
    const name = lit?.dataset.fact;
    for (const words of proven) words.classList.toggle("is-lit", words.dataset.of.split(" ").includes(name));
  }

  const factAt = (element) => element?.closest?.("[data-fact]") ?? null;
  document.addEventListener("pointerover", (event) => light(factAt(event.target) ?? factAt(document.activeElement)));
  document.addEventListener("focusin", (event) => light(factAt(event.target)));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    light(null);
    for (const words of document.querySelectorAll("[data-of]:target")) words.classList.add("is-off");
  });
  addEventListener("hashchange", () => proven.forEach((words) => words.classList.remove("is-off")));
}
