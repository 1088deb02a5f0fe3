/** Shows the result of a panel's work: its requirements, every report, and the summary to print. */

import { line, link } from "./lines.mjs";
import { write } from "./slots.mjs";

/**
 * @typedef {{words: string, href: string}} Followed
 * @typedef {{title: string, state: string, label: string, found: string, words: string, href: string}} Requirement
 * @typedef {{name: string, mean: string | null, mean_range: {lowest: string, highest: string} | null,
 *   possible_grades: string[], rank: number | null, selection: string, tied: boolean,
 *   composite: string | null, sums: string[], grade: string | null, label: string, provisional: boolean,
 *   reasons: Followed[]}} ReportResult
 * @typedef {{complete: boolean, label: string, method_words: string, provisional: boolean,
 *   sampling: Record<string, Requirement>, panel: Record<string, Requirement>, reports: Record<string, ReportResult>,
 *   counts: Record<string, number>, open: number, unanswered: string[]}} PanelResult
 */

/** @type {Record<string, string>} */
const SELECTIONS = { selected: "复核", "not-selected": "不复核", tied: "并列待选", open: "未定", vetoed: "否决" };

/**
 * @param {HTMLElement} root
 * @returns {(result: PanelResult) => void}
 */
export function resultView(root) {
  const site = root.dataset["root"] ?? "";
  return (result) => {
    const reports = Object.entries(result.reports);
    write(root, "grade", standing(result));
    write(root, "progress", `${reports.length - result.open} / ${reports.length} 份`);
    write(root, "method", result.method_words);
    for (const grade of root.querySelectorAll(".grade")) grade.setAttribute("data-provisional", String(result.provisional));
    requirements(root, "sampling", result.sampling, site);
    requirements(root, "panel", result.panel, site);
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-row-key]"))) {
      showReport(row, result.reports[row.dataset["rowKey"] ?? ""], site);
    }
    root.querySelector("[data-summary]")?.replaceChildren(...reports.map(([key, report]) => summary(key, report)));
  };
}

/** @param {PanelResult} result */
function standing({ counts, open }) {
  const words = Object.entries(counts).filter(([, count]) => count).map(([grade, count]) => `${grade}${count}份`);
  return [...words, ...(open ? [`未定${open}份`] : [])].join("，") || "尚未填写";
}

/** @param {HTMLElement} root @param {string} name @param {Record<string, Requirement>} asked @param {string} site */
function requirements(root, name, asked, site) {
  const lines = Object.values(asked).map(({ title, state, label, found, words, href }) => {
    const one = line(`${label}　${title}${found ? `（${found}）` : ""} `, link(`${site}${href}`, `「${words}」`));
    one.dataset["state"] = state;
    return one;
  });
  root.querySelector(`[data-result="${name}"]`)?.replaceChildren(...(lines.length ? lines : [line("选定方案后给出。")]));
}

/** @param {HTMLElement} row @param {ReportResult | undefined} report @param {string} site */
function showReport(row, report, site) {
  const slot = (/** @type {string} */ name) => /** @type {HTMLElement} */ (row.querySelector(`[data-slot="${name}"]`));
  slot("choice").hidden = !report?.tied;
  slot("state").textContent = report ? report.label : "";
  row.dataset["state"] = !report || report.provisional ? "unanswered" : report.grade === "不合格" ? "nonconforming" : "conforming";
  const place = report?.rank ? [line(`第${report.rank}名，${SELECTIONS[report.selection]}`)] : [];
  const sums = (report?.sums ?? []).map((sum) => line(sum));
  const reasons = (report?.reasons ?? []).map(({ words, href }) => line(link(`${site}${href}`, `「${words}」`)));
  slot("sums").replaceChildren(...soFar(report), ...sums, ...place, ...reasons);
}

/** What the marks so far leave open. @param {ReportResult | undefined} report */
function soFar(report) {
  if (!report?.mean_range) return [];
  const { lowest, highest } = report.mean_range;
  const grades = report.possible_grades.length ? `，按初步评分可能是${report.possible_grades.join("、")}` : "";
  return [line(`暂定：初步评分在 ${near(lowest)}～${near(highest)} 之间${grades}`)];
}

/** @param {string} key @param {ReportResult} report */
function summary(key, report) {
  const row = document.createElement("tr");
  const { name, mean, rank, selection, composite, label } = report;
  for (const text of [key, name, near(mean), String(rank ?? ""), SELECTIONS[selection] ?? "", near(composite), label]) {
    row.insertCell().textContent = text;
  }
  return row;
}

/** @param {string | null} exact such as 79.7 or 212/3; a fraction is shown with what it is near to */
export function near(exact) {
  const [whole, part] = (exact ?? "").split("/");
  return part ? `${exact}（约${(Number(whole) / Number(part)).toFixed(2)}）` : (exact ?? "");
}
