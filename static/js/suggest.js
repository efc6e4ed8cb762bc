/* Names suggested under a search field while somebody types: <input type="search" data-suggest="ADDRESS">.
   An editable combobox with a listbox of links. Without scripts the field searches, and so does Enter here
   until a suggestion is chosen with the arrow keys. */

const PAUSE = 120; // milliseconds without typing before the server is asked
const SHORTEST = 2;
const REMEMBERED = 60;

let fields = 0;

function connect(input) {
  const list = document.createElement("div");
  const status = document.createElement("div");
  const known = new Map();
  const name = `suggestions-${(fields += 1)}`;
  let options = [];
  let active = -1;
  let timer = 0;
  let asking = null;

  list.className = "suggestions";
  list.id = name;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  input.autocomplete = "off";
  for (const [key, value] of [
    ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", name],
  ]) input.setAttribute(key, value);

  const typed = () => input.value.trim();

  function choose(place) {
    options[active]?.setAttribute("aria-selected", "false");
    active = place;
    const option = options[active];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    choose(-1);
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    status.textContent = "";
  }

  function show(piece) {
    const made = document.createElement("template");
    made.innerHTML = piece;
    choose(-1);
    options = [...made.content.querySelectorAll("[role=option]")];
    if (!options.length || document.activeElement !== input) return close();
    options.forEach((option, place) => { option.id = `${name}-${place}`; });
    const said = made.content.querySelector("[data-said]").dataset.said;
    list.replaceChildren(...made.content.querySelectorAll("[role=group]"));
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    status.textContent = said;
  }

  async function ask() {
    const text = typed();
    asking?.abort();
    if (text.length < SHORTEST) return close();
    if (!known.has(text)) {
      const mine = (asking = new AbortController());
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`, { signal: mine.signal });
        if (!answer.ok) return close();
        const piece = await answer.text();
        if (mine.signal.aborted) return undefined;
        if (known.size >= REMEMBERED) known.clear();
        known.set(text, piece);
      } catch {
        return mine.signal.aborted ? undefined : close();
      }
    }
    return typed() === text ? show(known.get(text)) : undefined;
  }

  function move(step) {
    const places = options.length + 1; // one of them is the field itself
    choose(((active + 1 + step + places) % places) - 1);
  }

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : move(1)),
    ArrowUp: () => (list.hidden ? ask() : move(-1)),
    Escape: () => close(),
    Enter: () => options[active].click(),
  };

  input.addEventListener("keydown", (event) => {
    const { key, isComposing } = event;
    if (isComposing || event.ctrlKey || event.metaKey) return;
    if (key === "Tab") return void close();
    if (!(key in keys)) return void (key.length > 1 && choose(-1));
    if (key === "Enter" && active < 0) return void close();
    if (key === "Escape" && list.hidden) return;
    event.preventDefault();
    keys[key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (typed().length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  // The field keeps the focus while a suggestion is clicked, so the list is still there when the click ends.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

for (const input of document.querySelectorAll("input[data-suggest]")) connect(input);
