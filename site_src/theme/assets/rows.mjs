/**
 * Rows that are added and removed: what stands in `[data-rows=NAME]` is copied from `template[data-row=NAME]`, with its
 * key in place of `__key__`. The answers file keeps the highest key ever given, so that none is given twice, and the
 * keys of the rows that are shown, so that an empty row comes back too.
 */

/** @typedef {import("./answers.mjs").Answers} Answers */

const PLACEHOLDER = "__key__";
const KEY = /^r[1-9][0-9]{0,3}$/;

/**
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 * @param {(removed?: {key: string, takeBack: () => void}) => void} onChange
 */
export function enableRows(root, form, onChange) {
  for (const list of lists(form)) {
    const name = list.dataset["rows"] ?? "";
    const first = [...list.children].map((row) => keyOf(row));
    form.addEventListener("placing", (event) => {
      const keys = keysIn(/** @type {CustomEvent<Answers>} */ (event).detail, name);
      list.replaceChildren();
      for (const key of keys.length ? keys : first) append(list, key);
    });
    for (const button of root.querySelectorAll(`[data-add-row="${name}"]`)) show(button);
    for (const button of list.querySelectorAll("[data-remove-row]")) show(button);
  }
  root.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    const added = form.querySelector(`[data-rows="${button?.dataset["addRow"]}"]`);
    const removed = button?.dataset["removeRow"] && button.closest("[data-row-key]");
    if (added) {
      const list = /** @type {HTMLElement} */ (added);
      const row = append(list, nextKey(form, list));
      shown(form, list);
      onChange();
      row.scrollIntoView({ block: "start" });
      row.focus({ preventScroll: true });
    } else if (removed) onChange(remove(form, removed));
  });
}

/** @param {Answers} answers @param {string} name @returns {string[]} those shown, and those with answers beside */
function keysIn(answers, name) {
  const { meta, [name]: rows } = /** @type {Record<string, any>} */ (answers);
  const kept = String(meta?.shown?.[name] ?? "").split(" ").filter((key) => KEY.test(key));
  return [...new Set([...kept, ...Object.keys(rows && typeof rows === "object" ? rows : {})])];
}

/** Writes down which rows are shown. @param {HTMLFormElement} form @param {HTMLElement} list */
function shown(form, list) {
  const keys = [...list.children].map((row) => keyOf(row));
  hidden(form, "shown", list).value = keys.join(" ");
}

/** @param {HTMLFormElement} form @param {Element} row */
function remove(form, row) {
  const list = /** @type {HTMLElement} */ (row.parentElement);
  const after = row.nextElementSibling;
  remember(form, list);
  row.remove();
  shown(form, list);
  const takeBack = () => {
    list.insertBefore(row, after?.parentElement === list ? after : null);
    shown(form, list);
  };
  return { key: keyOf(row), takeBack };
}

/** @param {HTMLElement} list @param {string} key */
function append(list, key) {
  const template = /** @type {HTMLTemplateElement} */ (document.querySelector(`template[data-row="${list.dataset["rows"]}"]`));
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const { name, value } of element.attributes) {
      if (value.includes(PLACEHOLDER)) element.setAttribute(name, value.replaceAll(PLACEHOLDER, key));
    }
  }
  for (const title of row.querySelectorAll("h3")) title.textContent = (title.textContent ?? "").replace(PLACEHOLDER, key);
  for (const button of row.querySelectorAll("[data-remove-row]")) show(button);
  list.append(row);
  return row;
}

/** @param {HTMLFormElement} form @param {HTMLElement} list */
function nextKey(form, list) {
  const next = remember(form, list) + 1;
  hidden(form, "rows", list).value = String(next);
  return `r${next}`;
}

/** @param {HTMLFormElement} form @param {HTMLElement} list @returns {number} the highest number given so far */
function remember(form, list) {
  const last = hidden(form, "rows", list);
  const numbers = [...list.children].map((row) => Number(keyOf(row).slice(1)));
  const highest = Math.max(Number(last.value) || 0, 0, ...numbers);
  last.value = String(highest);
  return highest;
}

/** @param {HTMLFormElement} form @param {string} what @param {HTMLElement} list @returns {HTMLInputElement} */
function hidden(form, what, list) {
  return /** @type {HTMLInputElement} */ (form.querySelector(`[name="meta/${what}/${list.dataset["rows"]}"]`));
}

/** @param {Element} row */
function keyOf(row) {
  return row.getAttribute("data-row-key") ?? "";
}

/** @param {HTMLElement} form @returns {HTMLElement[]} */
function lists(form) {
  return [...form.querySelectorAll("[data-rows]")].map((list) => /** @type {HTMLElement} */ (list));
}

/** @param {Element} element */
function show(element) {
  /** @type {HTMLElement} */ (element).hidden = false;
}
