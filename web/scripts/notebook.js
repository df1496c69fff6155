// A passage is added to the notebook that was last seen in this tab; it remembers the codes, and nothing else.
const NOTEBOOK = "so-tay";

if (document.body.classList.contains("notebook")) {
  const codes = [...document.querySelectorAll(".kept input[name=passage]")].map((field) => field.value);
  if (codes.length) sessionStorage.setItem(NOTEBOOK, JSON.stringify(codes));
  else if (!document.querySelector(".kept")) sessionStorage.removeItem(NOTEBOOK);
}

for (const link of document.querySelectorAll("[data-adds]")) {
  const kept = JSON.parse(sessionStorage.getItem(NOTEBOOK) ?? "[]");
  const address = new URL(link.href);
  address.searchParams.delete("passage");
  for (const code of new Set([...kept, link.dataset.adds])) address.searchParams.append("passage", code);
  link.href = address.href;
}
