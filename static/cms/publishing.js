// The page editor saves by itself half a second after each change. A button pressed meanwhile would send the
// form to the address of a page that is being made already, and its own draft would stand in its way.
const SETTLED = ["w-autosave:success", "w-autosave:error"];
const PATIENCE = 10_000; // milliseconds

function saving() {
  return document.querySelector("#w-autosave-indicator")?.dataset.wAutosaveStateValue === "saving";
}

function submitOnceSettled(form, button) {
  const go = () => {
    SETTLED.forEach((name) => document.removeEventListener(name, go));
    clearTimeout(timer);
    form.dataset.wAutosaveActiveValue = "false";
    // A button that shows its progress is disabled by now, and so would not say what was pressed.
    if (button?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.requestSubmit();
  };
  SETTLED.forEach((name) => document.addEventListener(name, go));
  const timer = setTimeout(go, PATIENCE);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("form[data-controller~='w-autosave']")) return;
    if (saving() && form.dataset.wAutosaveActiveValue !== "false") {
      event.preventDefault();
      event.stopImmediatePropagation();
      submitOnceSettled(form, event.submitter);
    } else {
      form.dataset.wAutosaveActiveValue = "false";
    }
  },
  true,
);
