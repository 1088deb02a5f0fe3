/**
 * Puts words, marks and lines into their places in the page. What stands there already is left alone: the browser would
 * lay it out again, at every keystroke.
 */

import { line } from "./lines.mjs";

/** What stands in a form's page from the start, looked up once. @type {WeakMap<HTMLElement, Map<string, HTMLElement[]>>} */
const found = new WeakMap();

/** @param {HTMLElement} root @param {string} name @returns {HTMLElement[]} the places for a part of the result */
export function slots(root, name) {
  const byName = found.get(root) ?? new Map();
  if (!found.has(root)) {
    found.set(root, byName);
    for (const slot of root.querySelectorAll("[data-result]")) {
      const key = slot.getAttribute("data-result");
      byName.set(key, [...(byName.get(key) ?? []), slot]);
    }
  }
  return byName.get(name) ?? [];
}

/** @param {Element | null | undefined} slot @param {string} text */
export function say(slot, text) {
  if (slot && slot.textContent !== text) slot.textContent = text;
}

/** @param {HTMLElement} root @param {string} name @param {string} text */
export function write(root, name, text) {
  for (const slot of slots(root, name)) say(slot, text);
}

/** @param {Element} element @param {string} name @param {string} value */
export function mark(element, name, value) {
  if (element.getAttribute(`data-${name}`) !== value) element.setAttribute(`data-${name}`, value);
}

/** @param {Element | null | undefined} list @param {HTMLElement[]} lines */
export function replace(list, lines) {
  const same = list?.childElementCount === lines.length && lines.every((one, n) => one.isEqualNode(list.children[n] ?? null));
  if (!same) list?.replaceChildren(...lines);
}

/** @param {HTMLElement} root @param {string} name @param {HTMLElement[]} lines */
export function fill(root, name, lines) {
  const [list] = slots(root, name);
  replace(list, lines.length ? lines : [line(list?.dataset["empty"] ?? "")]);
}
