/* What every page gains when scripts run: focus on errors, menus that close, counted texts. */

import "./count.js";
import "./suggest.js";

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

for (const menu of document.querySelectorAll("details.account-menu")) {
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

/* Filters that apply themselves: <form data-apply> sends when a tick or a choice changes. */
for (const form of document.querySelectorAll("form[data-apply]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("[type=checkbox], [type=radio], select")) form.requestSubmit();
  });
}

/* Who signs out leaves nothing of what they were writing in the browser. */
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-signs-out], form[action$='/logout/']")) return;
  const own = `utlysa:kept:${document.querySelector("[data-signs-out]")?.dataset.signsOut}:`;
  for (const place of Object.keys(localStorage).filter((key) => key.startsWith(own))) {
    localStorage.removeItem(place);
  }
});
