/**
 * Rows that are added and removed: what stands in `[data-rows=NAME]` is copied from `template[data-row=NAME]`, with its
 * key in place of `__key__`. The highest key ever given is kept in the draft, so that none is given twice.
 */

/** @typedef {import("./answers.mjs").Answers} Answers */

const PLACEHOLDER = "__key__";

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
      const answers = /** @type {CustomEvent<Answers>} */ (event).detail[name];
      const keys = answers && typeof answers === "object" ? Object.keys(answers) : [];
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
      row.scrollIntoView({ block: "start" });
      row.focus({ preventScroll: true });
    } else if (removed) onChange(remove(form, removed));
  });
}

/** @param {HTMLFormElement} form @param {Element} row */
function remove(form, row) {
  const list = /** @type {HTMLElement} */ (row.parentElement);
  const after = row.nextElementSibling;
  remember(form, list);
  row.remove();
  return { key: keyOf(row), takeBack: () => list.insertBefore(row, after?.parentElement === list ? after : null) };
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
  lastOf(form, list).value = String(next);
  return `r${next}`;
}

/** @param {HTMLFormElement} form @param {HTMLElement} list @returns {number} the highest number given so far */
function remember(form, list) {
  const last = lastOf(form, list);
  const numbers = [...list.children].map((row) => Number(keyOf(row).slice(1)));
  const highest = Math.max(Number(last.value), 0, ...numbers);
  last.value = String(highest);
  return highest;
}

/** @param {HTMLFormElement} form @param {HTMLElement} list @returns {HTMLInputElement} */
function lastOf(form, list) {
  return /** @type {HTMLInputElement} */ (form.querySelector(`[name="meta/rows/${list.dataset["rows"]}"]`));
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
