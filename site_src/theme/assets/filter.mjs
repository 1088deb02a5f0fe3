/**
 * A list that can be narrowed: a form asks, the items that answer stay, the rest hide; the question stands in the page's
 * address, so that it can be shared.
 *
 * The container holds a `form[data-filter]` (hidden in the page, because without scripts it does nothing), items
 * `[data-item]`, groups `[data-group]` that hide when none of their items is left, an `output` whose `data-said` says how
 * many are, such as `显示{shown}家，共{all}家`, and perhaps links `href="?place=洛阳市"` that ask the same as the form would.
 *
 * A control named `words` asks for words (not `q`: in an address that opens the theme's search), every other one for a value
 * of the item's attribute of that name: a control `mark` for `data-mark`, which may hold several values with blanks between.
 * Of one name's values any will do; every name counts.
 */

import { foldOnPhones } from "./filter_fold.mjs";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */
/** @typedef {(item: HTMLElement, query: string) => boolean} Holds */

/**
 * @param {HTMLElement} container
 * @param {Holds} [holds] whether an item answers to the words typed; without it, whether its text has all of them
 * @param {() => void} [after] called whenever the list has been narrowed
 */
export function filtered(container, holds = hasWords, after = () => {}) {
  const form = /** @type {HTMLFormElement} */ (container.querySelector("form[data-filter]"));
  const said = /** @type {HTMLOutputElement} */ (container.querySelector("output[data-said]"));
  const clear = /** @type {HTMLButtonElement | null} */ (form.querySelector("button[type=reset]"));
  const countAsked = foldOnPhones(form);
  const all = (/** @type {string} */ selector) =>
    /** @type {HTMLElement[]} */ ([...container.querySelectorAll(selector)]);

  function apply() {
    const questions = asked(form);
    const items = all("[data-item]");
    for (const item of items) item.hidden = !answers(item, questions, holds);
    for (const group of all("[data-group]")) group.hidden = !group.querySelector("[data-item]:not([hidden])");
    for (const link of all('a[href^="?"]')) mark(link, questions);
    const shown = items.filter((item) => !item.hidden).length;
    const now = counted(said, { shown, all: items.length });
    if (said.textContent !== now) said.textContent = now;
    if (clear) clear.hidden = questions.size === 0;
    countAsked([...questions.values()].flat().length);
    after();
  }

  /** @param {"pushState" | "replaceState"} [how] */
  function change(how = "replaceState") {
    apply();
    history[how](history.state, "", address(form));
  }

  function reset() {
    form.reset();
    change();
  }

  /** A link to a place must show it, whatever was asked before. */
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const hidden = target?.closest("[hidden]");
    if (!target || !hidden || !container.contains(hidden)) return;
    const { hash } = location;
    reset();
    history.replaceState(history.state, "", location.pathname + location.search + hash);
    target.scrollIntoView();
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    // A Chinese word is being composed until the input method says that it is done.
    if (!(event instanceof InputEvent && event.isComposing)) change();
  });
  form.addEventListener("compositionend", () => change());
  clear?.addEventListener("click", (event) => {
    event.preventDefault();
    reset();
    /** @type {HTMLElement | null} */ (form.querySelector("details:not([open]) > summary, input, select"))?.focus();
  });
  container.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask(form, query(link));
    change("pushState");
  });
  addEventListener("popstate", () => {
    ask(form, new URLSearchParams(location.search));
    apply();
  });
  addEventListener("hashchange", reveal);

  form.hidden = false;
  ask(form, new URLSearchParams(location.search));
  apply();
  reveal();
}

/**
 * Full width, case, blanks and punctuation do not matter.
 * @param {string} text
 */
export function normal(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}.★▲√]+/gu, "");
}

/** @type {Holds} */
function hasWords(item, query) {
  const text = normal(item.textContent ?? "");
  return query.split(/\s+/).every((word) => text.includes(normal(word)));
}

/**
 * What is asked, by name; what is left empty asks nothing.
 * @param {HTMLFormElement} form
 */
function asked(form) {
  /** @type {Map<string, string[]>} */
  const questions = new Map();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value.trim()) questions.set(name, [...(questions.get(name) ?? []), value]);
  }
  return questions;
}

/** @param {HTMLElement} item @param {Map<string, string[]>} questions @param {Holds} holds */
function answers(item, questions, holds) {
  return [...questions].every(([name, values]) => {
    const own = (item.getAttribute(`data-${name}`) ?? "").split(" ");
    return values.some((value) => (name === "words" ? holds(item, value) : own.includes(value)));
  });
}

/**
 * Fills the form with a question out of an address; what the address does not name is as on an untouched page.
 * @param {HTMLFormElement} form @param {URLSearchParams} question
 */
function ask(form, question) {
  form.reset();
  for (const control of controls(form)) {
    const values = question.getAll(control.name);
    if (!values.length) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      /** @type {HTMLInputElement} */ (control).checked = values.includes(control.value);
    } else {
      control.value = values[0] ?? "";
    }
    if (control instanceof HTMLSelectElement && control.selectedIndex < 0) control.selectedIndex = 0;
  }
}

/** @param {HTMLFormElement} form */
function controls(form) {
  return /** @type {Control[]} */ ([...form.elements].filter((one) => one.getAttribute("name")));
}

/**
 * The page with this question; a place that was linked to may be hidden by it, so it goes.
 * @param {HTMLFormElement} form
 */
function address(form) {
  const url = new URL(location.href);
  for (const { name } of controls(form)) url.searchParams.delete(name);
  for (const [name, values] of asked(form)) for (const value of values) url.searchParams.append(name, value);
  url.hash = "";
  return url;
}

/** @param {Element} link */
function query(link) {
  return new URLSearchParams((link.getAttribute("href") ?? "").replace(/#.*/, ""));
}

/** @param {Element} link @param {Map<string, string[]>} questions */
function mark(link, questions) {
  const wanted = [...query(link)];
  const current = wanted.length > 0 && wanted.every(([name, value]) => questions.get(name)?.includes(value));
  link.toggleAttribute("aria-current", false);
  if (current) link.setAttribute("aria-current", "true");
}

/** @param {HTMLElement} said @param {{shown: number, all: number}} counts */
function counted(said, { shown, all }) {
  return (said.dataset["said"] ?? "").replace("{shown}", String(shown)).replace("{all}", String(all));
}
