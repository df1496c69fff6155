// Suggestions: an ARIA 1.2 combobox. The box keeps the focus and its text; choosing follows a link.
const WAIT = 80; // milliseconds after a letter until suggestions are asked for
const QUIET = 600; // and until their number is spoken
if (box?.dataset.suggest) suggestions(box, box.dataset);

function suggestions(box, { suggest, name, one, many }) {
  const list = made("div", { id: "goi-y", className: "suggest", role: "listbox", ariaLabel: name, hidden: true });
  let options = [];
  let active = -1;
  let asking = null;
  let timer = 0;
  let telling = 0;

  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox",
  })) box.setAttribute(key, value);
  box.form.append(list);

  function activate(at) {
    options[active]?.setAttribute("aria-selected", "false");
    active = at;
    if (at >= 0) stop(); // what is being chosen from stays, however late the answer to the last letter is
    const option = options[at];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function show(isOpen) {
    activate(-1);
    list.style.top = `${box.offsetTop + box.offsetHeight}px`;
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", String(isOpen));
  }

  // Nothing that was asked before may draw the list again.
  function stop() {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
  }

  function close() {
    stop();
    clearTimeout(telling);
    show(false);
  }

  function draw(groups) {
    options = [];
    list.replaceChildren(...groups.map((group, at) => {
      const heading = made("span", { id: `goi-y-${at}`, className: "kind", role: "presentation" }, group.label);
      const part = made("div", { role: "group" }, heading, ...group.items.map(drawn));
      part.setAttribute("aria-labelledby", heading.id);
      return part;
    }));
    show(options.length > 0);
    const count = options.length;
    telling = setTimeout(() => { told.textContent = (count === 1 ? one : many.replace("2", count)); }, QUIET);
  }

  function drawn(item) {
    const option = made("a", { href: item.href, role: "option", tabIndex: -1, id: `goi-y-m${options.length}` });
    option.setAttribute("aria-selected", "false");
    option.append(marked(item.text, item.marks));
    if (item.count > 1) option.append(made("span", { className: "count" }, item.count.toLocaleString(document.documentElement.lang)));
    options.push(option);
    return option;
  }

  async function ask() {
    close();
    if ([...box.value.matchAll(/[\p{L}\p{N}]/gu)].length < 2) return;
    const mine = asking = new AbortController();
    try {
      const given = new URLSearchParams(new FormData(box.form));
      const answer = await fetch(`${suggest}?${given}`, { signal: mine.signal });
      const found = answer.ok ? await answer.json() : null;
      if (found && asking === mine && document.activeElement === box) draw(found.groups);
    } catch { /* aborted, or no network: the form works without */ }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };
  box.addEventListener("input", (event) => {
    told.textContent = "";
    if (event.isComposing) close();
    else soon();
  });
  box.addEventListener("compositionend", soon);
  box.addEventListener("blur", close);
  box.form.addEventListener("submit", close);
  addEventListener("pagehide", close); // a page that is kept comes back without its list
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus

  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const isOpen = !list.hidden;
    const last = options.length - 1;
    const steps = {
      ArrowDown: () => { if (!isOpen) ask(); else if (!event.altKey) activate(active === last ? -1 : active + 1); },
      ArrowUp: () => { if (event.altKey) close(); else activate(active === -1 ? last : active - 1); },
      Home: () => activate(0),
      End: () => activate(last),
      Enter: () => options[active].click(),
      Escape: () => close(),
    };
    const needed = { ArrowUp: isOpen, Escape: isOpen, Home: active >= 0, End: active >= 0, Enter: active >= 0 };
    if (!(event.key in steps) || needed[event.key] === false) return;
    event.preventDefault();
    steps[event.key]();
  });
}
