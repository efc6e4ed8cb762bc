/* A party's budget: after a change the server works the sums out and asks the rules; nothing is stored. */

const form = document.getElementById("budget-form");
const panel = document.getElementById("budget-panel");
const status = document.getElementById("budget-status");
const WAIT = 500;
let timer = 0;
let asked = null;

async function ask() {
  asked?.abort();
  asked = new AbortController();
  const answer = await fetch(form.dataset.try, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    signal: asked.signal,
  });
  if (!answer.ok) return;
  const { panel: html, sums } = await answer.json();
  if (!panel.contains(document.activeElement)) panel.innerHTML = html;
  for (const [name, shown] of Object.entries(sums)) {
    const place = form.querySelector(`[data-sum="${CSS.escape(name)}"]`);
    if (place) place.textContent = shown;
  }
  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = status.dataset.done));
}

if (form && panel) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), WAIT);
  });
}
