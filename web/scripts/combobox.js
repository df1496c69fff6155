// An ARIA 1.2 combobox: a box, and below it a list of links in groups. The box keeps the focus and its text; choosing
// follows a link. The script of the site and that of the embed (`web/embed/`) both use this.
const QUIET = 600; // milliseconds until what changed is spoken

// `find(signal)` gives the groups for what is in the box, or nothing; `tell(number)` speaks, null hushes it.
// `address(item)` is where an item leads, `look(kind)` the properties of a part by its kind, `pick(item, event)` is told of
// a choice before it is followed. `hasEnds` gives Home and End to the list once an option is active. Returns `close`.
function combobox(box, list, { wait, lang, find, tell, address, look, pick = () => {}, hasEnds = true }) {
  let options = [];
  let active = -1;
  let asking = null;
  let timer = 0;
  let telling = 0;

  for (const [key, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, "aria-haspopup": "listbox",
  })) box.setAttribute(key, value);
  list.setAttribute("role", "listbox");
  list.hidden = true;

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
      const heading = made("span", { id: `${list.id}-${at}`, role: "presentation", ...look("kind") }, group.label);
      const part = made("div", { role: "group", ...look("group") }, heading, ...group.items.map(drawn));
      part.setAttribute("aria-labelledby", heading.id);
      return part;
    }));
    show(options.length > 0);
    telling = setTimeout(tell, QUIET, options.length);
  }

  function drawn(item) {
    const option = made("a", { href: address(item), role: "option", tabIndex: -1, id: `${list.id}-m${options.length}`, ...look("option") });
    option.setAttribute("aria-selected", "false");
    option.append(marked(item.text, item.marks, look("mark")));
    if (item.count > 1) option.append(made("span", look("count"), item.count.toLocaleString(lang)));
    option.addEventListener("click", (event) => pick(item, event));
    options.push(option);
    return option;
  }

  async function ask() {
    close();
    if ([...box.value.matchAll(/[\p{L}\p{N}]/gu)].length < 2) return;
    const mine = asking = new AbortController();
    try {
      const groups = await find(mine.signal);
      if (groups && asking === mine && box.matches(":focus")) draw(groups);
    } catch { /* aborted, or no network: the form works without */ }
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  };
  box.addEventListener("input", (event) => {
    tell(null);
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
    const isChoosing = active >= 0;
    const needed = { ArrowUp: isOpen, Escape: isOpen, Home: hasEnds && isChoosing, End: hasEnds && isChoosing, Enter: isChoosing };
    if (!(event.key in steps) || needed[event.key] === false) return;
    event.preventDefault();
    steps[event.key]();
  });
  return close;
}

// Esc in the box, for the second time in a row, clears it; what was cleared can be undone like a word that was deleted.
// To be called before `combobox`: it must see whether the list is open before that is closed.
function clearing(box) {
  let isSecond = false;
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.keyCode === 229) {
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
  box.addEventListener("blur", () => { isSecond = false; });
}
