/* A party's page: fields that do not matter are put away, organisations are suggested, the size and the
   highest support level follow what is chosen. The server answers; without scripts buttons ask it. */

const form = document.querySelector("form[data-party]");

const valueOf = (name) => {
  const fields = [...form.querySelectorAll(`[name="${name}"]`)];
  const chosen = fields.find((field) => (field.type === "radio" ? field.checked : true));
  return chosen ? chosen.value : "";
};

/* Only what is empty and right is put away: nothing that was typed disappears. */
const isTouched = (group) =>
  group.querySelector(".field--wrong") ||
  [...group.querySelectorAll("input, select")].some((field) =>
    ["radio", "checkbox"].includes(field.type)
      ? field.checked && field.value !== ""
      : field.type !== "hidden" && field.value.trim() !== ""
  );

const arrange = () => {
  for (const group of form.querySelectorAll("[data-shown-when]")) {
    const value = valueOf(group.dataset.shownWhen);
    const matters = group.dataset.shownValues
      ? group.dataset.shownValues.split(" ").includes(value)
      : value !== group.dataset.shownUnless;
    group.hidden = !matters && !isTouched(group);
  }
};

const ask = async (url, data) => {
  data.append("csrfmiddlewaretoken", valueOf("csrfmiddlewaretoken"));
  const answer = await fetch(url, { method: "POST", body: data, credentials: "same-origin" });
  return answer.ok ? answer.json() : null;
};

/* Size and level */
const level = form.querySelector("[data-level]");
const told = { size: form.querySelector("[data-size-text]"), level: level.querySelector("[data-level-text]") };
const FOR_LEVEL = "economic_activity aid_ground size aid_bonus owner_sector owner_share";
let asked = 0;

const workOut = async (names) => {
  const data = new FormData();
  for (const name of names) {
    const field = form.elements[name];
    if (field.type !== "checkbox" || field.checked) data.append(name, valueOf(name));
  }
  data.append("party", form.dataset.partyId);
  const turn = ++asked;
  const answer = await ask(form.dataset.supportLevel, data);
  if (!answer || turn !== asked) return null;
  if (told.level.textContent !== answer.level) told.level.textContent = answer.level;
  level.querySelector("[data-level-source]").textContent = answer.source_text;
  return answer;
};

form.addEventListener("change", (event) => {
  arrange();
  if (FOR_LEVEL.split(" ").includes(event.target.name)) workOut(FOR_LEVEL.split(" "));
});
form.querySelector("[data-work-out]").addEventListener("click", async (event) => {
  event.preventDefault();
  const answer = await workOut([...FOR_LEVEL.split(" "), "staff", "turnover", "balance_sheet"]);
  if (!answer) return;
  told.size.textContent = answer.size_text;
  if (!answer.size) return;
  form.elements.size.value = answer.size;
  workOut(FOR_LEVEL.split(" "));
});

/* More rows without a round to the server: a copy of the last, emptied. */
for (const rows of form.querySelectorAll("[data-rows]")) {
  const prefix = rows.dataset.rows;
  rows.querySelector("[data-more]").addEventListener("click", (event) => {
    const all = rows.querySelectorAll("[data-row]");
    const last = all[all.length - 1];
    if (all.length >= 30 || last.querySelector(".field--wrong")) return;
    event.preventDefault();
    const place = Number(last.querySelector("input").name.split("-")[1]);
    const fresh = last.cloneNode(true);
    for (const part of fresh.querySelectorAll("[name], [id], [for]")) {
      for (const name of ["name", "id", "for"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(`${prefix}-${place}-`, `${prefix}-${place + 1}-`));
      }
      if (part.matches("input")) part.value = "";
    }
    const legend = fresh.querySelector("legend");
    legend.textContent = legend.textContent.replace(/\d+$/, String(all.length + 1));
    last.after(fresh);
    fresh.querySelector("input").focus();
  });
}

/* Suggestions: a list of buttons under the name, filled in at a click; Escape puts it away. */
const name = form.elements.name;
const number = form.elements.organisation_number;
const list = document.createElement("ul");
list.className = "suggestions";
list.setAttribute("aria-label", document.querySelector("#party-search").textContent);
list.hidden = true;
const status = document.createElement("p");
status.className = "visually-hidden";
status.setAttribute("role", "status");

/* Ten or twelve digits that name a person are never sent anywhere. */
const looksPersonal = (text) => {
  const digits = text.replace(/\D/g, "").slice(-10);
  return digits.length === 10 && "01".includes(digits[2]);
};

const fill = (found) => {
  for (const [key, value] of Object.entries(found)) {
    const field = form.elements[key];
    if (!field || value === "" || value === null) continue;
    field.value = value;
  }
  if (!found.sector) form.elements.sector.value = "";
  const places = document.getElementById("workplaces");
  places.replaceChildren(
    ...found.workplaces.map((place) => Object.assign(document.createElement("option"), { value: place }))
  );
  list.hidden = true;
  arrange();
  form.elements.workplace.focus();
};

const suggest = (field, organisations) => {
  list.replaceChildren(
    ...organisations.map((found) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button--quiet";
      const about = [found.organisation_number, found.sector_name, found.origin].filter(Boolean).join(" · ");
      button.append(found.name, Object.assign(document.createElement("span"), { className: "hint", textContent: about }));
      button.addEventListener("click", () => fill(found));
      const row = document.createElement("li");
      row.append(button);
      return row;
    })
  );
  list.hidden = organisations.length === 0;
  field.closest(".field").append(list);
  status.textContent = organisations.map((found) => found.name).join(", ");
};

let waiting = 0;
for (const field of [name, number]) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    const text = field.value.trim();
    if (text.length < 2 || looksPersonal(text)) {
      list.hidden = true;
      return;
    }
    waiting = setTimeout(async () => {
      const data = new FormData();
      data.append("q", text);
      const answer = await ask(form.dataset.organisations, data);
      if (answer && field.value.trim() === text) suggest(field, answer.organisations);
    }, 300);
  });
}
form.addEventListener("keydown", (event) => {
  if (event.key === "Escape") list.hidden = true;
});
form.append(status);
arrange();
for (const button of form.querySelectorAll(".no-script-only")) button.hidden = true;
