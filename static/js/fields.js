/* The fields of a form, however many controls each has: what is in them, and putting something in.
   A field is what lies in one [data-question], or the controls that `marks` names (`name`, `name-…`). */

const isTick = (control) => control.type === "checkbox" || control.type === "radio";
const isShown = (control) => control.type !== "hidden";

export function fieldsOf(form, marks) {
  const fieldOf = (control) => {
    const name = control.closest("[data-question]")?.dataset.question ?? control.name;
    if (marks.has(name)) return name;
    const longest = [...marks.keys()].sort((a, b) => b.length - a.length);
    return longest.find((key) => name.startsWith(`${key}-`));
  };

  const isAnswer = (one) => one.name && !["submit", "button", "file"].includes(one.type) && !one.disabled;
  const controlsOf = (field) =>
    [...form.elements].filter((one) => isAnswer(one) && !one.name.startsWith("choice.") && fieldOf(one) === field);

  const valuesOf = (field) =>
    controlsOf(field).filter((one) => !isTick(one) || one.checked).flatMap((one) =>
      one.multiple && one.options
        ? [...one.selectedOptions].map((option) => [one.name, option.value])
        : [[one.name, one.value]]);

  const textOf = (field) => valuesOf(field).map(([, value]) => value).filter(Boolean).join("\n");
  const lastOf = (field) => controlsOf(field).filter(isShown).at(-1);

  /* Put values into a field; say whether it has a control for each of them. */
  function put(field, pairs) {
    const controls = controlsOf(field);
    const names = new Set(controls.map((one) => one.name));
    if (pairs.some(([name]) => !names.has(name))) return false;
    for (const control of controls.filter(isShown)) {
      const given = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
      if (isTick(control)) control.checked = given.includes(control.value);
      else control.value = given.at(-1) ?? "";
      control.dispatchEvent(new Event("input", { bubbles: false })); // its count, not another save
    }
    return true;
  }

  /* Put an answer as the server keeps it into a field; a table or a group can't be filled so. */
  function putText(field, text) {
    const shown = controlsOf(field).filter(isShown);
    const name = shown[0]?.name;
    if (!name || shown.some((one) => one.name !== name)) return false;
    if (!isTick(shown[0])) return shown.length === 1 && put(field, [[name, String(text ?? "")]]);
    const ticked = new Set(String(text ?? "").split(","));
    for (const one of shown) one.checked = text === true || ticked.has(one.value);
    return true;
  }

  return { fieldOf, valuesOf, textOf, put, putText, lastOf };
}
