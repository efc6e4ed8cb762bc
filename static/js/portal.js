/* What every page gains when scripts run: focus on errors, menus that close, counted texts. */

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

/* <p class="count" data-count-for="id" data-limit="1500" data-left="… {n} …" data-over="… {n} …"> */
for (const count of document.querySelectorAll("[data-count-for]")) {
  const field = document.getElementById(count.dataset.countFor);
  if (!field) continue;
  const limit = Number(count.dataset.limit);
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const show = () => {
    const left = limit - [...field.value].length;
    const words = left < 0 ? count.dataset.over : count.dataset.left;
    count.textContent = words.replace("{n}", numbers.format(Math.abs(left)));
    count.classList.toggle("count--over", left < 0);
  };
  field.addEventListener("input", show);
  show();
}

/* Filters that apply themselves: <form data-apply> sends when a tick or a choice changes. */
for (const form of document.querySelectorAll("form[data-apply]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("[type=checkbox], [type=radio], select")) form.requestSubmit();
  });
}
