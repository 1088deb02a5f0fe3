/** Lines of a list and the links in them, made from text alone. */

/** @param {string} id the address of an item in this page */
export function anchor(id) {
  return `item-${id.replaceAll(".", "-")}`;
}

/** @param {...(string | Node)} content */
export function line(...content) {
  const element = document.createElement("li");
  element.append(...content);
  return element;
}

/** Words with their dates in one piece each. @param {string} words */
export function dated(words) {
  const parts = words.split(/(\d{4}-\d\d-\d\d|\d{4}年\d+月\d+日)/);
  return parts.filter(Boolean).map((part) => (/^\d{4}[-年]/.test(part) ? element("time", part) : part));
}

/** @param {string} tag @param {string} text */
function element(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}

/** @param {string} href @param {string} text */
export function link(href, text) {
  return Object.assign(document.createElement("a"), { href, textContent: text });
}

/** @param {string[]} ids links to items of this page */
export function itemLinks(ids) {
  return separated(ids.map((id) => link(`#${anchor(id)}`, `第${id}项`)), "、");
}

/** @param {HTMLElement[]} parts @param {string} mark */
function separated(parts, mark) {
  return parts.flatMap((part, index) => (index ? [mark, part] : [part]));
}
