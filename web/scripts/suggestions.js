// Suggestions below the search box of the site.
const WAIT = 80; // milliseconds after a letter until suggestions are asked for
if (box?.dataset.suggest) suggestions(box, box.dataset);

function suggestions(box, { suggest, name, one, many }) {
  const list = made("div", { id: "goi-y", className: "suggest", ariaLabel: name });
  const looks = { kind: { className: "kind" }, count: { className: "count" } };
  box.form.append(list);
  combobox(box, list, {
    wait: WAIT,
    lang: document.documentElement.lang,
    async find(signal) {
      list.style.top = `${box.offsetTop + box.offsetHeight}px`;
      const answer = await fetch(`${suggest}?${new URLSearchParams(new FormData(box.form))}`, { signal });
      return answer.ok ? (await answer.json()).groups : null;
    },
    tell(count) {
      told.textContent = count === null ? "" : count === 1 ? one : many.replace("2", count);
    },
    address: (item) => item.href,
    look: (kind) => looks[kind] ?? {},
  });
}
