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
