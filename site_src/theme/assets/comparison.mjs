/** Shows the result of a comparison: each project's outcome, the combined one, and what follows. */

import { line, link } from "./lines.mjs";
import { write } from "./slots.mjs";

/**
 * @typedef {{words: string, href: string}} Followed
 * @typedef {{title: string, taken: boolean | null, outcome: string | null, label: string}} ProjectResult
 * @typedef {{rubric: string, complete: boolean, outcome: string | null, label: string, provisional: boolean,
 *   reasons: Followed[], consequences: Followed[], projects: Record<string, ProjectResult>,
 *   unanswered: string[]}} ComparisonResult
 */

/** Outcomes that fail, for the style sheet. */
const RANKS = { excellent: "best", qualified: "middle", retest_qualified: "middle" };

/**
 * @param {HTMLElement} root
 * @returns {(result: ComparisonResult) => void}
 */
export function resultView(root) {
  const site = root.dataset["root"] ?? "";
  return (result) => {
    write(root, "grade", result.provisional && result.outcome ? `暂定 ${result.label}` : result.label);
    for (const grade of root.querySelectorAll(".grade")) markGrade(grade, result);
    const projects = Object.values(result.projects);
    write(root, "progress", `${projects.filter(({ taken }) => taken !== null).length} / ${projects.length} 项`);
    fill(root, "reasons", result.reasons, site, "没有对应的评定原则。");
    fill(root, "consequences", result.consequences, site, "没有。");
    for (const [id, project] of Object.entries(result.projects)) showProject(root, id, project);
  };
}

/** @param {Element} element @param {ComparisonResult} result */
function markGrade(element, { outcome, provisional }) {
  element.setAttribute("data-provisional", String(provisional));
  element.setAttribute("data-rank", RANKS[/** @type {keyof typeof RANKS} */ (outcome)] ?? (outcome ? "worst" : "none"));
}

/** @param {HTMLElement} root @param {string} id @param {ProjectResult} project */
function showProject(root, id, { label, outcome, taken }) {
  const element = root.querySelector(`[data-project="${CSS.escape(id)}"]`);
  const state = element?.querySelector('[data-slot="state"]');
  if (!element || !state) return;
  state.textContent = label;
  const failed = outcome === "unqualified" || outcome === "retest_unqualified";
  element.setAttribute("data-state", taken === null ? "unanswered" : failed ? "nonconforming" : taken ? "conforming" : "");
}

/**
 * @param {HTMLElement} root
 * @param {string} name
 * @param {Followed[]} followed
 * @param {string} site
 * @param {string} otherwise
 */
function fill(root, name, followed, site, otherwise) {
  const lines = followed.map(({ words, href }) => line(link(`${site}${href}`, `「${words}」`)));
  root.querySelector(`[data-result="${name}"]`)?.replaceChildren(...(lines.length ? lines : [line(otherwise)]));
}
