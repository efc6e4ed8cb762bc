/* “Can we apply?”: the answer follows the questions, where it stands beside them. Else the button brings it. */
const form = document.querySelector("[data-self-check]");
const beside = matchMedia("(min-width: 60rem)");
const PATIENCE = 500;
let timer = 0;
let asking = null;

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const reply = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      signal: asking.signal,
      redirect: "error",
    });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), "text/html");
    show(page.getElementById("answer"));
  } catch {
    // No network, or a newer question: the button still asks.
  }
}

/* The status line stays in place, so that it is read out when it changes and only then. */
function show(answer) {
  const here = document.getElementById("answer");
  if (!answer || !here) return;
  const [line, news] = [here.querySelector("#answer-status"), answer.querySelector("#answer-status")];
  if (line.textContent !== news.textContent) line.replaceChildren(...news.childNodes);
  while (line.nextSibling) line.nextSibling.remove();
  news.remove();
  here.append(...answer.childNodes);
  here.className = answer.className;
}

if (form) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (beside.matches) timer = setTimeout(ask, PATIENCE);
  });
}
