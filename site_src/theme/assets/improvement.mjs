/** Tells what it takes to reach the next better grade. */

import { anchor, itemLinks, line, link } from "./lines.mjs";

/**
 * @typedef {{item: string, part: string, rule: string, findings: number, points: string, words: string, href: string}} Correction
 * @typedef {{kind: "best" | "blocked" | "decided" | "points", grade: string | null, distance: string | null, blocked_by: string[],
 *   findings: number, regained: string, corrections: Correction[]}} Improvement
 */

const SHOWN = 6;

/**
 * @param {Improvement | null} improvement
 * @param {{site: string, failing: string, provisional: boolean, answered: number}} about `failing`: what the verdict is called
 */
export function improvementLines(improvement, { site, failing, provisional, answered }) {
  if (!improvement || answered === 0) return [line("填写后给出。")];
  const { kind, grade, distance, blocked_by, findings, regained, corrections } = improvement;
  const so_far = provisional ? "按已填的内容，" : "";
  if (kind === "best") return [line(`${so_far}已是最好的等级。`)];
  if (kind === "blocked") {
    const also = Number(distance) > 0 ? `得分也还差 ${distance} 分。` : "";
    return [line(...itemLinks(blocked_by), `${failing}，只改正扣分的问题到不了「${grade}」。${also}`)];
  }
  if (kind === "decided") {
    return [line(`离「${grade}」还差 ${distance} 分；`, ...itemLinks(blocked_by), "的扣分由专家另定，只改正其余的问题到不了。")];
  }
  const most = line(`${so_far}离「${grade}」还差 ${distance} 分，至少改正 ${findings} 处，可挽回 ${regained} 分：`);
  const lines = corrections.map((one) => correctionLine(one, site));
  return [most, ...lines.slice(0, SHOWN), ...folded(lines.slice(SHOWN))];
}

/** @param {Correction} correction @param {string} site */
function correctionLine({ item, part, findings, points, words, href }, site) {
  const place = link(`#${anchor(item)}`, `第${item}项${part}`);
  return line(place, ` 改正 ${findings} 处，+${points} 分：`, link(`${site}${href}`, `「${words}」`));
}

/** @param {HTMLLIElement[]} lines */
function folded(lines) {
  if (lines.length === 0) return [];
  const more = document.createElement("details");
  const list = document.createElement("ol");
  list.append(...lines);
  more.append(Object.assign(document.createElement("summary"), { textContent: `其余 ${lines.length} 条` }), list);
  return [line(more)];
}
