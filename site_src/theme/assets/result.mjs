/** Shows a result: in the panel that is always in view, and at every item. */

import { improvementLines } from "./improvement.mjs";
import { anchor, itemLinks, line, link } from "./lines.mjs";
import { pictureView } from "./picture.mjs";
import { fill, mark, replace, say, slots, write } from "./slots.mjs";

/**
 * @typedef {{total: number, conforming: number, nonconforming: number, unanswered: number, ids: string[]}} Tally
 * @typedef {{findings: number, subtotal: string, sum: string, words: string, href: string}} RuleResult
 * @typedef {{applies: boolean | null, state: string, points: string | null, deduction: string | null, sum: string,
 *   rules: Record<string, RuleResult>, href: string}} PartResult
 * @typedef {{deduction: string, computed: string, reason: string, by: string}} ExpertMark
 * @typedef {PartResult & {score: string | null, parts: Record<string, PartResult>, notes: string[],
 *   discretion: ExpertMark | null}} ItemResult
 * @typedef {{title: string, points: string | null, score: string | null, items: number, answered: number,
 *   range: {lowest: string, highest: string} | null, veto: Tally, key: Tally, verdicts: Tally}} SectionResult
 * @typedef {{kind: string, grade: string, words: string, items: string[], href: string}} Reason
 * @typedef {{rubric: string, edition: string, score: string | null, deduction: string | null, complete: boolean,
 *   grade: string | null, provisional: boolean, range: {lowest: string, highest: string} | null,
 *   possible_grades: string[], computed: {score: string | null, grade: string | null} | null, period_words?: string, reasons: Reason[], improvement: import("./improvement.mjs").Improvement | null,
 *   veto: Tally, key: Tally, verdicts: Tally, sections: Record<string, SectionResult>, items: Record<string, ItemResult>,
 *   unanswered: string[]}} Result
 */

const LARGEST = 5;

/**
 * @param {HTMLElement} root
 * @returns {(result: Result) => void}
 */
export function resultView(root) {
  const site = root.dataset["root"] ?? "";
  const words = verdictWords(root);
  const showPicture = pictureView(root, words);
  const elements = new Map([...root.querySelectorAll(".item")].map((item) => [item.getAttribute("data-item"), item]));
  const items = ifNew((id, /** @type {ItemResult} */ item) => {
    const element = elements.get(id);
    if (element) showItem(element, item, site, words);
  });
  const sections = ifNew((id, /** @type {SectionResult} */ section) => showSection(root, id, section));
  return (result) => {
    showPanel(root, result, site, words);
    showPicture(result);
    Object.entries(result.items).forEach(items);
    Object.entries(result.sections).forEach(sections);
  };
}

/**
 * A keystroke changes little of a result.
 *
 * @template Part
 * @param {(id: string, part: Part) => void} show
 * @returns {(entry: [string, Part]) => void} shows a part that is not what it was when it was shown last
 */
function ifNew(show) {
  /** @type {Map<string, string>} */
  const shown = new Map();
  return ([id, part]) => {
    const now = JSON.stringify(part);
    if (shown.get(id) === now) return;
    show(id, part);
    shown.set(id, now);
  };
}

/** @param {HTMLElement} root @param {Result} result @param {string} site @param {Verdicts} words */
function showPanel(root, result, site, words) {
  const items = Object.values(result.sections).reduce((sum, section) => sum + section.items, 0);
  const answered = Object.values(result.sections).reduce((sum, section) => sum + section.answered, 0);
  const untouched = answered === 0 && !Number(result.deduction);
  const score = untouched ? null : result.score;
  write(root, "score", score ?? "—");
  for (const slot of slots(root, "score")) mark(slot, "scored", String(score !== null));
  write(root, "grade", untouched ? "尚未填写" : gradeWords(result));
  write(root, "provisional", result.provisional ? `最终可能：${result.possible_grades.join("、")}` : "已填完");
  write(root, "range", rangeWords(result));
  write(root, "computed", computedWords(result));
  write(root, "progress", `${answered} / ${items} 项`);
  for (const name of /** @type {const} */ (["veto", "key", "verdicts"])) write(root, name, counted(result[name], words));
  for (const grade of slots(root, "grade")) {
    mark(grade, "rank", rank(root, result.grade ?? ""));
    mark(grade, "provisional", String(result.provisional));
  }
  for (const scale of root.querySelectorAll(".result-scale")) scale.toggleAttribute("hidden", !result.range);
  fill(root, "reasons", (untouched ? [] : result.reasons).map((reason) => reasonLine(reason, site, words.nonconforming)));
  const about = { site, failing: words.nonconforming, provisional: result.provisional, answered };
  fill(root, "improvement", improvementLines(result.improvement, about));
  fill(root, "largest", largest(result));
  fill(root, "failing", result.verdicts.ids.map((id) => line(link(`#${anchor(id)}`, `第${id}项`))));
}

/** @param {Result} result */
function gradeWords({ grade, provisional }) {
  if (grade === null) return provisional ? "未填完" : "来源未规定等级";
  return provisional ? `暂定 ${grade}` : grade;
}

/** @param {Result} result */
function rangeWords({ score, range, reasons }) {
  if (!range) return reasons.length ? "审查终止，不再计分" : "";
  if (range.lowest === range.highest) return `得分 ${score} 分`;
  return `最终得分在 ${range.lowest}～${range.highest} 分之间`;
}

/** What the rules alone say, where an expert decided otherwise. @param {Result} result */
export function computedWords({ computed, items }) {
  if (!computed) return "";
  const decided = Object.entries(items).flatMap(([id, { discretion }]) => (discretion ? [`第${id}项${discretionWords(discretion)}`] : []));
  return `${computedStanding(computed)}${decided.join("；")}。`;
}

/** @param {Result["computed"]} computed */
export function computedStanding(computed) {
  return computed?.score ? `只按细则为${computed.score}分，${computed.grade}。` : "";
}

/** @param {ExpertMark} mark */
export function discretionWords({ by, deduction, computed, reason }) {
  return `${by}扣${deduction}分，按细则扣${computed}分，理由：${reason}`;
}

/** @param {HTMLElement} root @param {string} grade its place among the grades, in words for the style sheet */
function rank(root, grade) {
  const order = (root.dataset["grades"] ?? "").split(" ");
  return !grade ? "none" : grade === order.at(-1) ? "worst" : grade === order[0] ? "best" : "middle";
}

/** @typedef {{conforming: string, nonconforming: string}} Verdicts what the two verdicts are called */

/** @param {HTMLElement} root @returns {Verdicts} */
export function verdictWords({ dataset }) {
  return { conforming: dataset["conforming"] ?? "", nonconforming: dataset["nonconforming"] ?? "" };
}

/** @param {Tally} tally @param {Verdicts} words */
function counted(tally, words) {
  const open = tally.unanswered ? `，未填 ${tally.unanswered}` : "";
  return `${words.conforming} ${tally.conforming}，${words.nonconforming} ${tally.nonconforming}${open}`;
}

/** @param {Reason} reason @param {string} site @param {string} failing what the verdict of its items is called */
function reasonLine(reason, site, failing) {
  const words = link(`${site}${reason.href}`, `「${reason.words}」`);
  if (reason.kind === "band") return line("按得分：", words);
  return line(...itemLinks(reason.items), `${failing}：`, words);
}

/** @param {Result} result */
function largest(result) {
  const deducted = Object.entries(result.items).filter(([, item]) => Number(item.deduction) > 0);
  deducted.sort(([, one], [, other]) => Number(other.deduction) - Number(one.deduction));
  return deducted.slice(0, LARGEST).map(([id, item]) => line(link(`#${anchor(id)}`, `第${id}项`), ` −${item.deduction} 分`));
}

/** @param {Element} element @param {ItemResult} item @param {string} site @param {Verdicts} words */
function showItem(element, item, site, words) {
  mark(element, "state", item.state);
  say(element.querySelector('[data-slot="state"]'), stateWords(item, words));
  showCosts(element, item.rules);
  for (const [id, part] of Object.entries(item.parts)) {
    const found = element.querySelector(`[data-part="${CSS.escape(id)}"]`);
    if (!found) continue;
    mark(found, "state", part.state);
    showCosts(found, part.rules);
    say(found.querySelector('[data-slot="state"]'), stateWords(part, words));
  }
  showAccount(element, item, site);
  say(element.querySelector('[data-slot="discretion"]'), item.discretion ? discretionWords(item.discretion) : "");
}

/** @param {Element} within @param {Record<string, RuleResult>} rules */
function showCosts(within, rules) {
  for (const [rule, { subtotal, findings }] of Object.entries(rules)) {
    const cost = /** @type {HTMLElement | null} */ (within.querySelector(`[data-rule="${CSS.escape(rule)}"] .rule-cost`));
    say(cost, findings ? `−${subtotal} 分` : (cost?.dataset["tariff"] ?? ""));
  }
}

/** @param {Pick<PartResult, "state" | "points" | "deduction">} judged @param {Verdicts} verdicts */
export function stateWords({ state, points, deduction }, { conforming, nonconforming }) {
  const passed = points === null ? conforming : "符合";
  const plain = { unanswered: "未填", inapplicable: "不核查", conforming: passed, nonconforming };
  const words = state === "deducted" ? `−${deduction}` : plain[/** @type {keyof typeof plain} */ (state)];
  return points === null ? words : `${words} / ${points} 分`;
}

/** @param {Element} element @param {ItemResult} item @param {string} site */
function showAccount(element, item, site) {
  const account = /** @type {HTMLDetailsElement | null} */ (element.querySelector('[data-slot="account"]'));
  if (!account) return;
  const rules = [...Object.values(item.rules), ...Object.values(item.parts).flatMap((part) => Object.values(part.rules))];
  const lines = rules
    .filter((rule) => rule.findings > 0)
    .map((rule) => line(link(`${site}${rule.href}`, `「${rule.words}」`), `　${rule.sum}`));
  if (item.sum) lines.push(line(item.sum));
  account.hidden = lines.length === 0;
  replace(account.querySelector("ul"), lines);
}

/** @param {HTMLElement} root @param {string} id @param {SectionResult} section */
function showSection(root, id, section) {
  const entry = root.querySelector(`li[data-section="${CSS.escape(id)}"]`);
  const standing = entry?.querySelector('[data-slot="standing"]');
  const progress = entry?.querySelector("progress");
  const lost = Number(section.points) - Number(section.score);
  const score = section.score === null ? "" : `${section.answered || lost ? section.score : "—"} / ${section.points} 分 · `;
  say(standing, section.items ? `${score}${section.answered} / ${section.items} 项` : "本次不核查");
  if (progress) Object.assign(progress, { max: Math.max(section.items, 1), value: section.answered });
}
