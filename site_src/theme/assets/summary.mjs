/** Shows the result of a summary: its cells and totals, what became of each unit, the plan's shares, and remarks. */

import { line, link } from "./lines.mjs";
import { write } from "./slots.mjs";

/**
 * @typedef {{name: string, failing: string[], columns: string[], unanswered: string[]}} UnitResult
 * @typedef {{due: string, required: number | null, inspected: number | null, reached: boolean | null, words: string,
 *   href: string}} Milestone
 * @typedef {{complete: boolean, judged: string[], rows: Record<string, {cells: Record<string, number | string | null>}>,
 *   units: Record<string, UnitResult>, changed: string[], milestones: Milestone[], remarks: string[],
 *   unanswered: string[]}} SummaryResult
 */

/**
 * @param {HTMLElement} root
 * @returns {(result: SummaryResult) => void}
 */
export function resultView(root) {
  const site = root.dataset["root"] ?? "";
  return (result) => {
    write(root, "grade", `${Object.keys(result.units).length} 家单位`);
    write(root, "progress", result.complete ? "已填完" : `还有 ${result.unanswered.length} 处未填`);
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-cell]"))) {
      const [row, column] = (cell.dataset["cell"] ?? "").split(" ");
      cell.textContent = String(result.rows[row ?? ""]?.cells[column ?? ""] ?? "");
    }
    for (const [key, unit] of Object.entries(result.units)) showUnit(root, key, unit);
    const changes = result.changed.length ? [`${result.changed.join("、")}的归栏已改，不是本站自定的归法。`] : [];
    const remarks = [...changes, ...result.remarks].map((words) => line(words));
    root.querySelector('[data-result="remarks"]')?.replaceChildren(...(remarks.length ? remarks : [line("没有。")]));
    const milestones = result.milestones.map((one) =>
      line(`${one.due}前${standing(one, result)}：`, link(`${site}${one.href}`, `「${one.words}」`)),
    );
    root.querySelector('[data-result="milestones"]')?.replaceChildren(...milestones);
  };
}

/** @param {Milestone} milestone @param {SummaryResult} result */
function standing({ due, required, inspected, reached }, { judged }) {
  if (required === null) return "（填单位总数后算出）";
  if (!judged.includes(due)) return `至少 ${required} 家，不由这张表判断`;
  const words = reached === null ? "" : reached ? `，已查 ${inspected} 家，达到` : `，已查 ${inspected} 家，未达到`;
  return `至少 ${required} 家${words}`;
}

/** @param {HTMLElement} root @param {string} key @param {UnitResult} unit */
function showUnit(root, key, { failing, columns, unanswered }) {
  const state = root.querySelector(`[data-unit-key="${CSS.escape(key)}"] [data-slot="state"]`);
  if (!state) return;
  const titles = columns.map((id) => root.querySelector(`[data-column="${id}"]`)?.textContent ?? id);
  const parts = [
    failing.length ? `${root.dataset["failing"]}：${failing.join("、")}` : `没有${root.dataset["failing"]}的行`,
    ...(titles.length ? [`计入${titles.map((title) => `「${title}」`).join("")}`] : []),
    ...(unanswered.length ? [`${unanswered.length}行未填`] : []),
  ];
  state.textContent = parts.join("；");
}
