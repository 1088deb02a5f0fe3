/**
 * Between the form's controls and the answers file. A control's name is its path in the file, with slashes; what has no
 * control is kept aside and written back unchanged, so that nothing read from a file is ever dropped.
 */

/** @typedef {null | boolean | number | string | Json[] | {[key: string]: Json}} Json */
/** @typedef {{[key: string]: Json}} Answers */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Control */

/**
 * @param {HTMLFormElement} form
 * @returns {Answers} what the form says, without a rubric id
 */
export function collect(form) {
  /** @type {Answers} */
  const answers = {};
  for (const [name, text] of new FormData(form)) {
    const kind = kindOf(form, name);
    if (text !== "") put(answers, name.split("/"), valueOf(String(text), kind), kind === "list");
  }
  return answers;
}

/** What the answers file holds in place of a control's text, by the control's name; to look through the form takes long. */
let kinds = new Map();

/** @param {HTMLFormElement} form @param {string} name */
function kindOf(form, name) {
  if (!kinds.has(name)) kinds = new Map(everyControl(form).map((control) => [control.name, control.dataset["as"]]));
  return kinds.get(name);
}

/**
 * Empties the form and fills it with `answers`, after the event `placing` has let others make room for them.
 *
 * @param {HTMLFormElement} form
 * @param {Answers} answers
 * @returns {Answers} what found no control
 */
export function place(form, answers) {
  form.dispatchEvent(new CustomEvent("placing", { detail: answers }));
  for (const control of everyControl(form)) {
    control.disabled = false;
    clear(control);
  }
  /** @type {Answers} */
  const kept = {};
  for (const [path, value] of leaves(answers)) {
    if (!set(form, path.join("/"), value)) put(kept, path, value, false);
  }
  return kept;
}

/**
 * What is printed on the page can be filled in before the page's script has come.
 *
 * @param {HTMLFormElement} form
 * @returns {{blank: Answers, early: boolean}} what the form says where nothing is filled in; whether something was
 */
export function takeEarly(form) {
  const now = collect(form);
  if (!everyControl(form).some(isChanged)) return { blank: now, early: false };
  form.reset();
  const blank = collect(form);
  place(form, now);
  return { blank, early: true };
}

/** @param {Control} control */
function isChanged(control) {
  if (control instanceof HTMLSelectElement) return control.value !== "";
  return control.value !== control.defaultValue || ("defaultChecked" in control && control.checked !== control.defaultChecked);
}

/**
 * @param {Answers} answers
 * @param {Answers} kept what `place` returned
 * @returns {Answers} both; where both say something, the form does
 */
export function withKept(answers, kept) {
  const merged = /** @type {Answers} */ (structuredClone(kept));
  for (const [path, value] of leaves(answers)) put(merged, path, value, false);
  return merged;
}

/**
 * @param {Element} within
 * @returns {Control[]} the controls in force
 */
export function controls(within) {
  return everyControl(within).filter((control) => !control.disabled);
}

/** @param {Element} within */
function everyControl(within) {
  return [.../** @type {NodeListOf<Control>} */ (within.querySelectorAll("input[name], textarea[name], select[name]"))];
}

/** @param {Control} control */
export function isSet(control) {
  return control.value !== "" && (!isBox(control) || control.checked);
}

/** @param {Control} control */
export function clear(control) {
  if (isBox(control)) control.checked = false;
  else control.value = "";
}

/** @param {string} text @param {string | undefined} kind */
function valueOf(text, kind) {
  switch (kind) {
    case "flag":
      return text === "true";
    case "number":
      return Number(text);
    default:
      return text;
  }
}

/** @param {Control} control @returns {control is HTMLInputElement} */
function isBox(control) {
  return control.type === "radio" || control.type === "checkbox";
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {Json} value
 */
function set(form, name, value) {
  const found = /** @type {NodeListOf<Control>} */ (form.querySelectorAll(`[name=${CSS.escape(name)}]`));
  const wanted = Array.isArray(value) ? value : [value];
  return wanted.every((one) => [...found].some((control) => setOne(control, one)));
}

/** @param {Control} control @param {Json} value */
function setOne(control, value) {
  const text = String(value).replaceAll("\r\n", "\n");
  if (isBox(control)) {
    if (control.value !== text) return false;
    control.checked = true;
    return true;
  }
  control.value = text;
  return control.value === text;
}

/**
 * @param {Answers} object
 * @param {string[]} path
 * @returns {Generator<[string[], Json]>}
 */
export function* leaves(object, path = []) {
  for (const [key, value] of Object.entries(object)) {
    const inner = value !== null && typeof value === "object" && !Array.isArray(value);
    if (inner && Object.keys(value).length > 0) yield* leaves(value, [...path, key]);
    else if (inner && path.length === 0) continue;
    else yield [[...path, key], value];
  }
}

/**
 * @param {Answers} object
 * @param {string[]} path
 * @param {Json} value
 * @param {boolean} asMember the value is one of a list
 */
export function put(object, path, value, asMember) {
  const key = /** @type {string} */ (path.at(-1));
  let inside = object;
  for (const step of path.slice(0, -1)) {
    const next = own(inside, step);
    inside = next !== null && typeof next === "object" && !Array.isArray(next) ? next : own(inside, step, {});
  }
  const before = own(inside, key);
  own(inside, key, asMember ? [...(Array.isArray(before) ? before : []), value] : value);
}

/**
 * A file may well have a key `__proto__`, which must stay a key.
 *
 * @template {Json | undefined} Value
 * @param {Answers} object
 * @param {string} key
 * @param {Value} [value] to put there
 * @returns {Value} what is there
 */
function own(object, key, value) {
  if (value !== undefined) Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  return /** @type {Value} */ (Object.hasOwn(object, key) ? object[key] : undefined);
}
