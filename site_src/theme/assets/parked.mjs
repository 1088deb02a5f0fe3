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
