/** What the scorer does not know, such as an item that the checklist lost: kept aside, shown, exported, never scored. */

import { leaves, put } from "./answers.mjs";

/** @typedef {import("./answers.mjs").Answers} Answers */

/**
 * @param {Answers} answers
 * @param {{path: string}[]} problems what the scorer found wrong
 * @returns {{rest: Answers, parked: Answers, lines: string[]}} the answers without what lies at a problem's path, and that
 */
export function park(answers, problems) {
  /** @type {Answers} */
  const rest = {};
  /** @type {Answers} */
  const parked = {};
  const lines = [];
  for (const [path, value] of leaves(answers)) {
    const address = path.join(".");
    const isRefused = problems.some((problem) => `${address}.`.startsWith(`${problem.path}.`));
    put(isRefused ? parked : rest, path, value, false);
    if (isRefused) lines.push(`${address}：${JSON.stringify(value)}`);
  }
  return { rest, parked, lines };
}

const SHOWN = 5;

/** @param {string[]} lines @returns {string} what a visitor is told, nothing if nothing is parked */
export function parkedWords(lines) {
  if (!lines.length) return "";
  const all = `${lines.slice(0, SHOWN).join("；")}${lines.length > SHOWN ? "……" : ""}`;
  return `有${lines.length}处内容在本表没有位置，多半是检查表后来改过：原样保留，不参与计分，导出时一并写回，不管它也不会丢。还用得上的，请照着填到合适的项目里。${all}`;
}
