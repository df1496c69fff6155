// A passage is added to the notebook that was last seen in this tab. The tab remembers the codes of its passages and
// the notes that were typed beside them, since no address holds these, and nothing else.
const NOTEBOOK = "so-tay";
const NOTES = "so-tay-ghi-chu";
const read = (name, none) => JSON.parse(sessionStorage.getItem(name) ?? none);

function remembering() {
  const clips = [...document.querySelectorAll(".kept [data-code]")];
  if (clips.length) sessionStorage.setItem(NOTEBOOK, JSON.stringify(clips.map((clip) => clip.dataset.code)));
  else if (!document.querySelector(".kept")) for (const name of [NOTEBOOK, NOTES]) sessionStorage.removeItem(name);
  // Without script links open beside the page, whose notes would be lost; the tab remembers them.
  for (const link of document.querySelectorAll(".kept a[target]")) link.removeAttribute("target");
  const notes = read(NOTES, "{}");
  for (const clip of clips) {
    const field = clip.querySelector("[name=note]");
    const keep = () => {
      notes[clip.dataset.code] = field.value;
      sessionStorage.setItem(NOTES, JSON.stringify(notes));
    };
    if (field.value) keep();
    else field.value = notes[clip.dataset.code] ?? "";
    field.addEventListener("input", keep);
  }
}
if (document.body.classList.contains("notebook")) remembering();

for (const link of document.querySelectorAll("[data-adds]")) {
  const address = new URL(link.href);
  address.searchParams.delete("passage");
  for (const code of new Set([...read(NOTEBOOK, "[]"), link.dataset.adds])) address.searchParams.append("passage", code);
  link.href = address.href;
}
