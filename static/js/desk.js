// Arrow keys move between cases while one of them has the focus; Enter opens it, as any link does.
document.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches("[data-case-link]")) return;
  const links = [...document.querySelectorAll("[data-case-link]")];
  const next = links[links.indexOf(event.target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});
