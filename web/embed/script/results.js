// Results below the box, for the mode `results`.

function drawnResults({ site, scope, texts, lang, target }, found, q) {
  const all = new URL("tim", site);
  all.search = new URLSearchParams([["q", q], ...scope, ["lang", lang]]);
  const link = (href, part, ...inside) => made("a", { href, part, target, rel: "noopener" }, ...inside);
  const hits = [...found.pinned ?? [], ...found.hits.filter((hit) => !hit.pinned)];
  const parts = [made("p", { className: "total", part: "total" }, counted(texts, found.total, lang))];
  if (found.notice) parts.unshift(made("p", { className: "notice", part: "notice" }, found.notice));
  if (hits.length) parts.push(made("ol", {}, ...hits.map((hit) => drawnHit(hit, site, texts, q, link))));
  if (found.total > hits.length || !found.total) {
    parts.push(made("p", { className: "more" }, link(all.href, "more", found.total ? texts.all : texts.there)));
  }
  return parts;
}

function counted(texts, total, lang) {
  return total ? texts.articles[Number(total !== 1)].replace("{n}", total.toLocaleString(lang)) : texts.none;
}

function drawnHit({ id, title, snippets, published, location, source }, site, texts, q, link) {
  const address = new URL(`bai/${encodeURIComponent(id)}`, site);
  if (q) address.search = new URLSearchParams({ q });
  const mark = { part: "mark" };
  const head = title.text ? marked(title.text, title.marks, mark) : texts.untitled;
  const facts = [published.label, location?.then.label, source].filter(Boolean);
  return made("li", { part: "hit" },
    made("p", { className: "title", lang: "vi" }, link(address.href, "title", head)),
    ...snippets.map((one) => made("p", { className: "snippet", part: "snippet", lang: "vi" }, marked(one.text, one.marks, mark))),
    made("p", { className: "facts", part: "meta" }, facts.join(" · ")));
}
