/** Copies what the page shows of a result onto the sheet that explains it, just before it is printed. */

import { line } from "./lines.mjs";

/**
 * @param {HTMLElement} root
 * @param {string} failing what the verdict of an item that does not conform is called
 */
export function fillExplanation(root, failing) {
  for (const list of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-copied]"))) {
    const name = list.dataset["copied"] ?? "";
    const lines = name === "findings" ? findings(root, failing) : shown(root, name);
    list.replaceChildren(...(lines.length ? lines : [line("没有。")]));
  }
}

/** @param {HTMLElement} root @param {string} name */
function shown(root, name) {
  return [...(root.querySelector(`[data-result="${name}"]`)?.children ?? [])].map((one) => one.cloneNode(true));
}

/** @param {HTMLElement} root @param {string} failing */
function findings(root, failing) {
  const items = /** @type {NodeListOf<HTMLElement>} */ (
    root.querySelectorAll('.item[data-state="deducted"], .item[data-state="nonconforming"]')
  );
  return [...items].map((item) => {
    const title = item.querySelector(".item-head :is(h3, h4)")?.textContent?.trim() ?? "";
    const state = item.dataset["state"] === "deducted" ? item.querySelector('[data-slot="state"]')?.textContent : failing;
    const decided = item.querySelector('[data-slot="discretion"]')?.textContent;
    const entry = line(`${title}　${state}${decided ? `　${decided}` : ""}`);
    const account = item.querySelector('[data-slot="account"] ul');
    if (account?.children.length) entry.append(account.cloneNode(true));
    return entry;
  });
}
