// The box in its shadow tree: a form of its own, made like the one that the page holds for browsers without script.
function drawnBox(element, { site, scope, texts, lang }) {
  const outer = element.querySelector("form");
  const field = outer?.querySelector('input[name="q"]');
  const target = element.getAttribute("target") ?? outer?.getAttribute("target") ?? "";
  const chip = made("span", { id: "chip", className: "chip", part: "chip", hidden: !scopeText(element, scope, texts) });
  chip.append(made("span", {}, texts.scope), made("b", {}, scopeText(element, scope, texts)));
  const box = made("input", {
    id: "q", className: "q", part: "input", name: "q", type: "text", value: field?.value ?? "", autocomplete: "off", autocapitalize: "off",
    spellcheck: false, enterKeyHint: "search", placeholder: field?.placeholder || texts.hint, ariaLabel: texts.label,
  });
  box.setAttribute("aria-describedby", "chip");
  const list = made("div", { id: "list", className: "list", part: "list", ariaLabel: texts.suggestions, hidden: true });
  const button = made("button", { type: "submit", part: "button" }, outer?.querySelector("button")?.textContent.trim() || texts.send);
  const row = made("div", { className: "row" }, box, button, list);
  const hidden = [...scope, ["lang", lang]].map(([name, value]) => made("input", { type: "hidden", name, value }));
  const form = made("form", { className: "form", part: "form", role: "search", method: "get", target }, chip, row, ...hidden);
  form.setAttribute("action", new URL("tim", site));
  form.setAttribute("aria-label", nameOf(element, texts.label, chip.lastChild.textContent));
  const found = made("div", { className: "found", part: "results", hidden: true });
  const told = made("p", { className: "away", part: "status", role: "status" });
  const whole = made("div", { className: "all", lang }, form, found, told);
  return { whole, form, box, list, chip, found, told, target };
}

// The name of a box among those of its page: landmarks of one name get a number.
function nameOf(element, label, scope) {
  const others = [...document.querySelectorAll("tra-tin")].filter((one) => one !== element);
  const taken = new Set(others.map((one) => one.shadowRoot?.querySelector("form")?.getAttribute("aria-label")));
  const name = scope ? `${label}: ${scope}` : label;
  let own = name;
  for (let number = 2; taken.has(own); number += 1) own = `${name} (${number})`;
  return own;
}

// What the chip says until the site tells the names: the label given, or what is a name already.
function scopeText(element, scope, texts) {
  const label = element.getAttribute("label");
  if (label !== null) return label;
  const plain = scope.filter(([name]) => ["source", "from", "to"].includes(name)).map(([, value]) => value);
  const isPart = scope.some(([name]) => name !== "accent" && name !== "map");
  return plain.join(" · ") || (isPart ? texts.part : "");
}
