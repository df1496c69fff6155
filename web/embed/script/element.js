// <tra-tin>: a search box of the site on any page. The form inside works before this script and without it.
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

class TraTin extends HTMLElement {
  static observedAttributes = [...Object.keys(SCOPE), "src", "lang", "label", "mode", "target"];
  #shown = null; // what `drawnBox` gave, and what it was made of
  #close = () => {};
  #asking = null;
  #leaving = null;

  connectedCallback() {
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => this.#begin(), { once: true });
    else this.#begin();
  }

  disconnectedCallback() {
    this.#leaving?.abort();
    this.#asking?.abort();
  }

  attributeChangedCallback() {
    if (this.#shown) this.#draw(this.value);
  }

  get value() {
    return this.#shown?.box.value ?? this.querySelector('input[name="q"]')?.value ?? "";
  }

  set value(text) {
    const box = this.#shown?.box ?? this.querySelector('input[name="q"]');
    if (box) box.value = text;
  }

  // Search for a text, as if it had been typed and sent.
  search(q) {
    this.value = q;
    (this.#shown?.form ?? this.querySelector("form"))?.requestSubmit();
  }

  // Who is typing already goes on undisturbed: an input method may hold the letters.
  #begin() {
    if (!this.isConnected) return;
    const field = this.querySelector('input[name="q"]');
    if (!this.#shown && field?.value && field === document.activeElement) {
      field.addEventListener("blur", () => this.#begin(), { once: true });
      return;
    }
    const hasFocus = field !== null && field === document.activeElement;
    if (!this.#shown) this.#draw(field?.value ?? "");
    if (!this.#shown) return;
    this.#leaving = new AbortController();
    document.addEventListener("keydown", (event) => this.#shortcut(event), { signal: this.#leaving.signal });
    if (hasFocus) this.#shown.box.focus();
  }

  #draw(value) {
    const site = siteOf(this);
    if (!site) return; // nothing to ask: what the page holds stays
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const isFirst = !this.#shown;
    const hasFocus = this.#shown?.box.matches(":focus");
    const given = this.getAttribute("lang") ?? this.closest("[lang]")?.lang ?? "";
    const lang = given.toLowerCase().startsWith("en") ? "en" : "vi";
    const basis = { site, scope: scopeOf(this), texts: TEXTS[lang], lang };
    this.#close();
    this.#shown = { ...basis, ...drawnBox(this, basis) };
    const { form, box, list, whole } = this.#shown;
    box.value = value;
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(whole);
    clearing(box);
    if (this.#mode !== "page") this.#close = combobox(box, list, this.#ways());
    form.addEventListener("submit", (event) => this.#send(event));
    if (hasFocus) box.focus();
    if (isFirst) this.#tell("ready");
  }

  get #mode() {
    return this.getAttribute("mode") ?? "suggest";
  }

  #number(name, usual) {
    const given = this.getAttribute(name) ?? "";
    return /^\d{1,5}$/.test(given) ? Number(given) : usual;
  }

  // What the combobox is to do.
  #ways() {
    const { site, scope, texts, lang, told, box, target } = this.#shown;
    const find = async (signal) => {
      const pairs = [["q", box.value], ...scope, ["lang", lang], ["limit", this.#number("limit", 8)]];
      const found = await this.#asked("suggest", pairs, signal);
      this.#name(found.scope);
      return found.groups;
    };
    return {
      wait: this.#number("debounce", 150),
      lang,
      find,
      tell(count) {
        told.textContent = count === null ? "" : texts.counted[Number(count !== 1)].replace("{n}", count);
      },
      address: (item) => within(site, item.href),
      look: (kind) => ({ part: kind, className: kind, ...kind === "option" && { target, rel: "noopener" } }),
      pick: (item, event) => this.#pick(item, event),
      hasEnds: false,
    };
  }

  async #asked(path, pairs, signal) {
    try {
      return await answerOf(this.#shown.site, path, pairs, signal);
    } catch (error) {
      if (error.name !== "AbortError") this.#tell("error", { status: error.status ?? 0, message: error.message });
      throw error;
    }
  }

  // The names of the scope, once the site has told them; a label that was given stays.
  #name(scope = []) {
    const { chip, form, texts } = this.#shown;
    const names = scope.map((one) => one.label).join(" · ");
    if (!names || this.hasAttribute("label") || chip.lastChild.textContent === names) return;
    chip.lastChild.textContent = names;
    chip.hidden = false;
    form.setAttribute("aria-label", nameOf(this, texts.label, names));
  }

  #pick(item, event) {
    const isTaken = this.#tell("select", { text: item.text, q: item.q, href: event.currentTarget.href });
    if (!isTaken) event.preventDefault();
    else if (this.#mode === "results" && item.q && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      this.search(item.q);
    }
  }

  #send(event) {
    const q = this.value.trim();
    const isTaken = this.#tell("search", { q });
    if (!isTaken || this.#mode === "results") event.preventDefault();
    if (isTaken && this.#mode === "results") this.#find(q);
  }

  async #find(q) {
    const { scope, lang, texts, found, told } = this.#shown;
    this.#asking?.abort();
    const mine = this.#asking = new AbortController();
    found.setAttribute("aria-busy", "true");
    try {
      const pairs = [["q", q], ...scope, ["lang", lang], ["size", this.#number("size", 5)]];
      const answer = await this.#asked("search", pairs, mine.signal);
      if (this.#asking !== mine) return;
      found.replaceChildren(...drawnResults(this.#shown, answer, q));
      told.textContent = counted(texts, answer.total, lang);
      this.#tell("results", { q, total: answer.total });
    } catch (error) {
      if (this.#asking !== mine || error.name === "AbortError") return;
      told.textContent = error.status === 429 ? texts.busy : texts.failed;
      found.replaceChildren(made("p", { className: "total", part: "total" }, told.textContent));
    }
    found.hidden = false;
    found.removeAttribute("aria-busy");
  }

  // "/", or Ctrl (on a Mac Cmd) and a letter (`mod+k`), as the attribute `shortcut` says; none of its own accord.
  #shortcut(event) {
    const [key, modifier] = (this.getAttribute("shortcut") ?? "").toLowerCase().split("+").reverse();
    const isHeld = event.ctrlKey || event.metaKey;
    if (!key || event.key.toLowerCase() !== key || event.isComposing || event.altKey || isHeld !== (modifier === "mod")) return;
    if (!isHeld && isTyping(event)) return;
    event.preventDefault();
    this.#shown.box.focus();
    this.#shown.box.select();
  }

  #tell(name, detail = {}) {
    const cancelable = name === "search" || name === "select";
    return this.dispatchEvent(new CustomEvent(`tt-${name}`, { detail, cancelable, bubbles: true, composed: true }));
  }
}

if (!customElements.get("tra-tin")) customElements.define("tra-tin", TraTin);
