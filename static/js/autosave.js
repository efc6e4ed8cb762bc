/* A form that saves by itself, field by field: <form data-autosave data-user data-session data-sign-in>.
   A field is what lies in one [data-question], or a control that the hidden `bases` names. Each field has a
   mark of what the server last showed; the server compares, so nobody's words are written over unseen.
   What is not saved yet is kept in the browser for this person and this page. Without scripts: a Save button. */

import { fieldsOf } from "./fields.js";

const QUIET = 1000; // milliseconds without typing before a save
const PATIENCE = 6000; // the longest that typing can put a save off
const RETRIES = [2, 4, 8, 15, 30, 60]; // seconds
const STUCK = new Set(["waiting", "later", "signed_out", "somebody_else"]);

const form = document.querySelector("form[data-autosave]");
const says = form?.querySelector("[data-autosave-says]");
if (form && says) begin();

function begin() {
  const place = `utlysa:kept:${form.dataset.user}:${location.pathname}`;
  const hidden = (name) => form.querySelector(`input[type=hidden][name="${name}"]`);
  const marks = new Map(hidden("bases").value.split(" ").filter(Boolean).map((pair) => pair.split(":")));
  const dirty = new Set();
  const clashes = new Map();
  const wrong = new Map();
  let sending = null;
  let timer = 0;
  let since = 0;
  let failures = 0;
  let trouble = "";
  let restored = "unsaved" in form.dataset;

  const { fieldOf, valuesOf, textOf, put, putText, lastOf } = fieldsOf(form, marks);

  // -- What the browser keeps ----------------------------------------------------------------------
  function keep() {
    try {
      const kept = Object.fromEntries([...dirty].map((field) => [field, [marks.get(field), valuesOf(field)]]));
      if (dirty.size) localStorage.setItem(place, JSON.stringify(kept));
      else localStorage.removeItem(place);
    } catch { /* no room, or no storage: the page itself still holds the text */ }
  }

  function putBack() {
    let kept;
    try { kept = JSON.parse(localStorage.getItem(place) ?? "{}"); } catch { kept = {}; }
    for (const [field, [mark, pairs]] of Object.entries(kept)) {
      if (!marks.has(field) || JSON.stringify(pairs) === JSON.stringify(valuesOf(field))) continue;
      if (!put(field, pairs)) continue;
      marks.set(field, mark);
      dirty.add(field);
    }
    if (dirty.size) tell("restored");
    if (restored) for (const field of marks.keys()) dirty.add(field);
    if (dirty.size) save();
    else keep();
  }

  // -- What is said --------------------------------------------------------------------------------
  const words = (name) => says.querySelector(`template[data-words="${name}"]`).content.cloneNode(true);
  const status = says.querySelector('[data-says="status"]');
  const banner = says.querySelector('[data-says="trouble"]');

  function tell(name, text = "") {
    if (trouble === name && !text) return;
    trouble = name;
    banner.hidden = !name;
    if (!name) {
      banner.replaceChildren();
      return;
    }
    const said = words(name);
    for (const link of said.querySelectorAll("[data-sign-in]")) link.href = form.dataset.signIn;
    for (const hole of said.querySelectorAll("[data-text]")) hole.textContent = text;
    said.querySelector("[data-stay]")?.addEventListener("click", stay);
    banner.replaceChildren(said);
  }

  const homeOf = (field) => lastOf(field)?.closest("[data-question], .field, td") ?? says;

  function sayWrong(errors) {
    for (const [field, sentence] of Object.entries(errors)) {
      const note = words("wrong").firstElementChild;
      note.id = `autosave-wrong-${field}`;
      note.textContent = sentence;
      wrong.get(field)?.remove();
      wrong.set(field, note);
      homeOf(field).append(note);
      lastOf(field)?.setAttribute("aria-invalid", "true");
    }
  }

  function notWrong(field) {
    if (!wrong.has(field)) return;
    wrong.get(field).remove();
    wrong.delete(field);
    lastOf(field)?.removeAttribute("aria-invalid");
  }

  // -- Saving --------------------------------------------------------------------------------------
  const due = () => [...dirty].filter((field) => !clashes.has(field) && !wrong.has(field));

  function save() {
    clearTimeout(timer);
    if (sending) return sending.then(() => save());
    const fields = due();
    if (!fields.length) return Promise.resolve();
    since = 0;
    sending = post(fields).catch(() => later("waiting")).finally(() => { sending = null; });
    return sending;
  }

  async function post(fields, isRetry = false) {
    const before = new Map(fields.map((field) => [field, JSON.stringify(valuesOf(field))]));
    const body = new URLSearchParams(fields.flatMap(valuesOf));
    for (const field of fields) body.append("sent", field);
    for (const name of ["csrfmiddlewaretoken", "version", "writer"]) body.append(name, hidden(name).value);
    body.append("bases", fields.map((field) => `${field}:${marks.get(field)}`).join(" "));
    if (restored) body.append("restored", "yes");
    const options = { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" };
    options.keepalive = body.toString().length < 60000;
    const answer = await fetch(form.action, options);
    const isJson = answer.headers.get("content-type")?.startsWith("application/json");
    const told = isJson ? await answer.json() : {};
    if (told.problem === "token" && !isRetry) {
      const other = await renewToken();
      return other ? later(other) : post(fields, true);
    }
    if (told.problem === "signed_out") return later("signed_out");
    if (told.problem === "refused") return refused(told.message);
    if (!told.marks) return later("later");
    return saved(told, fields, before);
  }

  function saved(told, fields, before) {
    failures = 0;
    restored = false;
    hidden("version").value = told.version;
    const lost = new Set([...Object.keys(told.errors ?? {}), ...(told.clashes ?? []).map((one) => one.field)]);
    for (const field of fields.filter((one) => !lost.has(one))) {
      marks.set(field, told.marks[field] ?? marks.get(field));
      if (before.get(field) === JSON.stringify(valuesOf(field))) dirty.delete(field);
    }
    hidden("bases").value = [...marks].map((pair) => pair.join(":")).join(" ");
    keep();
    tell("");
    if (told.message) status.textContent = told.message;
    sayWrong(told.errors ?? {});
    for (const clash of told.clashes ?? []) showClash(clash);
    if (due().length) soon();
  }

  function refused(message) {
    keep();
    status.textContent = "";
    tell("refused", message);
  }

  function later(name) {
    keep();
    status.textContent = "";
    tell(name);
    const wait = RETRIES[Math.min(failures, RETRIES.length - 1)];
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(save, wait * 1000);
  }

  async function renewToken() {
    const answer = await fetch(form.dataset.session, { headers: { Accept: "application/json" } });
    const told = await answer.json();
    if (told.user === null) return "signed_out";
    if (String(told.user) !== form.dataset.user) return "somebody_else";
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = told.token;
    return "";
  }

  async function stay() {
    if (await renewToken()) return tell("signed_out");
    const body = new URLSearchParams({ csrfmiddlewaretoken: hidden("csrfmiddlewaretoken").value });
    const answer = await fetch(form.dataset.session, { method: "POST", body, credentials: "same-origin" });
    return tell(answer.ok ? "" : "signed_out");
  }

  // -- Two people in one field ---------------------------------------------------------------------
  function showClash(clash) {
    clashes.get(clash.field)?.remove();
    const box = words("clash").firstElementChild;
    if (clash.who) box.querySelector('[data-part="who"]').textContent = clash.who;
    box.querySelector('[data-part="title"]').append(`: ${clash.label}`);
    box.querySelector('[data-part="theirs"]').textContent = clash.words || "–";
    box.querySelector('[data-part="mine"]').textContent = textOf(clash.field) || "–";
    if (!clash.may_join) box.querySelector('[data-choose="both"]').remove();
    box.addEventListener("click", (event) => {
      if (event.target.dataset.choose) choose(clash, event.target.dataset.choose);
    });
    clashes.set(clash.field, box);
    homeOf(clash.field).append(box);
  }

  function choose(clash, choice) {
    const mine = textOf(clash.field);
    if (choice === "both") putText(clash.field, [clash.theirs, mine].filter(Boolean).join("\n\n"));
    clashes.get(clash.field).remove();
    clashes.delete(clash.field);
    marks.set(clash.field, clash.mark);
    if (choice === "theirs") dirty.delete(clash.field);
    keep();
    if (choice === "theirs" && !putText(clash.field, clash.theirs)) {
      save().then(() => location.reload());
      return;
    }
    lastOf(clash.field)?.focus();
    save();
  }

  // -- When ----------------------------------------------------------------------------------------
  function soon() {
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(QUIET, since + PATIENCE - Date.now())));
  }

  function changed(event) {
    const field = event.target.name ? fieldOf(event.target) : undefined;
    if (field === undefined) return;
    notWrong(field);
    dirty.add(field);
    keep();
    soon();
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => { if (due().length && !trouble) save(); });
  addEventListener("pagehide", () => { if (due().length) save(); });
  addEventListener("online", () => save());
  addEventListener("focus", () => { if (trouble) save(); });
  document.addEventListener("utlysa:session", ({ detail }) => {
    if (detail.left <= 0) tell("signed_out");
    else if (detail.isEnding && !trouble) tell("ending");
  });

  /* Save, and then do what was pressed, in whichever form. What can't be saved now stays here; who insists on
     leaving by another form (to sign out, say) may. */
  let passing = false;
  document.addEventListener("submit", async (event) => {
    const { target, submitter } = event;
    if (passing || event.defaultPrevented || (target !== form && !dirty.size)) return;
    if (submitter?.name === "leave") {
      dirty.clear();
      keep();
      return;
    }
    event.preventDefault();
    await save();
    await sending;
    const insists = "tried" in target.dataset && target !== form;
    target.dataset.tried = "";
    if (clashes.size && !insists) {
      clashes.values().next().value.focus();
      return;
    }
    if (dirty.size && STUCK.has(trouble) && !insists) return;
    passing = true;
    setTimeout(() => target.requestSubmit(submitter)); // within the event itself a browser would ignore it
  });

  putBack();
}
