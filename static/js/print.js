/* A button that prints the page: only where scripts run, the browser's own way is there for all. */
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
