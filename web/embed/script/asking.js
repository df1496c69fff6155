// What the site is asked for: where it is, under which scope, and how.
const SCOPE = { place: "place", topic: "topic", source: "source", since: "from", until: "to", map: "map", accent: "accent" };

// The address of the site, with a stroke at its end: that of `src`, else where the form is sent; null for none.
function siteOf(element) {
  const given = element.getAttribute("src");
  const action = element.querySelector("form")?.getAttribute("action");
  if (given === null && !action) return null;
  try {
    const site = new URL(".", new URL(given === null ? action : `${given.replace(/\/+$/, "")}/`, document.baseURI));
    return /^https?:$/.test(site.protocol) ? site : null;
  } catch {
    return null;
  }
}

// Names and values that go along with whatever is typed: those of attributes, and hidden fields of the form; each once.
function scopeOf(element) {
  const own = Object.entries(SCOPE).map(([attribute, name]) => [name, element.getAttribute(attribute)?.trim()]);
  const hidden = [...element.querySelectorAll('input[type="hidden"][name]')].map((field) => [field.name, field.value]);
  const given = [...own, ...hidden].filter(([name, value]) => value && name !== "lang" && name !== "q");
  return [...new Map(given.map((pair) => [JSON.stringify(pair), pair])).values()];
}

// An answer of the API. No cookie goes along, nor the address of this page.
async function answerOf(site, path, pairs, signal) {
  const address = new URL(`api/v1/${path}`, site);
  address.search = new URLSearchParams(pairs);
  const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer", signal });
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
  return answer.json();
}

// An address of the site; whatever leads elsewhere leads to its first page.
function within(site, path) {
  const there = new URL(path, site);
  return there.origin === site.origin ? there.href : site.href;
}
