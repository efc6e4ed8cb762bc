/* Who else is in the section: <p role="status" data-here="address">, and how long the session lasts.
   A sign of life goes out while the page is looked at; the rest of the page hears `utlysa:session`. */

const ENDING = 600; // seconds before the session ends when people are warned

const note = document.querySelector("[data-here]");
if (note) begin();

function begin() {
  let beat = 25;
  let timer = 0;
  const token = () => document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  const body = (more = {}) => new URLSearchParams({ csrfmiddlewaretoken: token(), ...more });

  async function tell() {
    clearTimeout(timer);
    if (document.visibilityState === "visible") {
      try {
        const headers = { Accept: "application/json" };
        const answer = await fetch(note.dataset.here, { method: "POST", body: body(), headers });
        if (answer.ok) hear(await answer.json());
        else if (answer.status === 401) hear({ here: "", left: 0, beat });
      } catch { /* no network: the saving says so */ }
    }
    timer = setTimeout(tell, beat * 1000);
  }

  function hear({ here, left, beat: next }) {
    beat = next;
    if (note.textContent !== here) note.textContent = here;
    const detail = { left, isEnding: left < ENDING };
    document.dispatchEvent(new CustomEvent("utlysa:session", { detail }));
  }

  document.addEventListener("visibilitychange", tell);
  addEventListener("pagehide", () => navigator.sendBeacon?.(note.dataset.here, body({ gone: "yes" })));
  tell();
}
