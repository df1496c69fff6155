// The page that makes a snippet follows the form: what is chosen is seen at once, in the snippet, the frame and the address.
const wish = document.querySelector("[data-parts]");
if (wish) embedding(wish);

function embedding(form) {
  const code = document.getElementById("ma");
  const frame = document.getElementById("thu");
  const hint = document.getElementById("h-where");
  let asking = null;

  async function follow() {
    asking?.abort();
    const mine = asking = new AbortController();
    const isSaid = ([name, value]) => value && value !== form.elements[name].options?.[0].value;
    const chosen = new URLSearchParams([...new FormData(form)].filter(isSaid));
    try {
      const answer = await fetch(`${form.dataset.parts}?${chosen}`, { signal: mine.signal });
      if (!answer.ok || asking !== mine) return;
      const made = await answer.json();
      if (asking === mine) show(made, chosen);
    } catch { /* aborted, or no network: the button works without */ }
  }

  function show({ snippet, framed, known }, chosen) {
    code.textContent = snippet;
    const { pathname, search } = new URL(framed);
    if (frame.contentWindow.location.href !== whole(pathname + search)) frame.contentWindow.location.replace(pathname + search);
    hint.textContent = known ? hint.dataset.usual : hint.dataset.unknown;
    document.getElementById("n-where").toggleAttribute("aria-invalid", !known);
    history.replaceState(null, "", `${form.getAttribute("action")}${chosen.size ? "?" : ""}${chosen}`);
  }

  const whole = (path) => new URL(path, location.href).href;
  form.addEventListener("change", follow);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    follow();
  });
}
