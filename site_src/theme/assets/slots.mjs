/**
 * Puts words, marks and lines into their places in the page. What stands there already is left alone: the browser would
 * lay it out again, at every keystroke.
 */

import { line } from "./lines.mjs";

/** @typedef {Map<string | null, Element[]>} Slots by the part of the result that they are for */

/** What stands in a page from the start, looked up once. @type {WeakMap<HTMLElement, Slots>} */
const places = new WeakMap();

/** @param {HTMLElement} root @param {string} name @returns {Element[]} the places for a part of the result */
export function slots(root, name) {
  if (!places.has(root)) places.set(root, slotsIn(root));
  return places.get(root)?.get(name) ?? [];
}

/** @param {HTMLElement} root @returns {Slots} */
function slotsIn(root) {
  const found = new Map();
  for (const slot of root.querySelectorAll("[data-result]")) {
    const name = slot.getAttribute("data-result");
    found.set(name, [...(found.get(name) ?? []), slot]);
  }
  return found;
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
  const [list] = /** @type {HTMLElement[]} */ (slots(root, name));
  replace(list, lines.length ? lines : [line(list?.dataset["empty"] ?? "")]);
}
