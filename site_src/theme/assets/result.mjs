/** Shows a result: in the panel that is always in view, and at every item. */

/**
 * @typedef {{total: number, conforming: number, nonconforming: number, unanswered: number, ids: string[]}} Tally
 * @typedef {{findings: number, subtotal: string, sum: string, words: string, href: string}} RuleResult
 * @typedef {{applies: boolean | null, state: string, points: string | null, deduction: string | null, sum: string,
 *   rules: Record<string, RuleResult>, href: string}} PartResult
 * @typedef {PartResult & {parts: Record<string, PartResult>, notes: string[]}} ItemResult
 * @typedef {{title: string, points: string | null, score: string | null, items: number, answered: number,
 *   veto: Tally, key: Tally}} SectionResult
 * @typedef {{kind: string, grade: string, words: string, items: string[], href: string}} Reason
 * @typedef {{rubric: string, edition: string, score: string, deduction: string, complete: boolean, grade: string,
 *   provisional: boolean, range: {lowest: string, highest: string}, possible_grades: string[], reasons: Reason[],
 *   veto: Tally, key: Tally, sections: Record<string, SectionResult>, items: Record<string, ItemResult>,
 *   unanswered: string[]}} Result
 */

const LARGEST = 5;

/**
 * @param {HTMLElement} root
 * @returns {(result: Result) => void}
 */
export function resultView(root) {
  const site = root.dataset["root"] ?? "";
  return (result) => {
    showPanel(root, result, site);
    for (const [id, item] of Object.entries(result.items)) showItem(root, id, item, site);
    for (const [id, section] of Object.entries(result.sections)) showSection(root, id, section);
  };
}

/** @param {HTMLElement} root @param {Result} result @param {string} site */
function showPanel(root, result, site) {
  const { lowest, highest } = result.range;
  const items = Object.values(result.sections).reduce((sum, section) => sum + section.items, 0);
  const answered = Object.values(result.sections).reduce((sum, section) => sum + section.answered, 0);
  write(root, "score", result.score);
  write(root, "grade", answered === 0 ? "尚未填写" : result.provisional ? `暂定 ${result.grade}` : result.grade);
  write(root, "provisional", result.provisional ? `最终可能：${result.possible_grades.join("、")}` : "已填完");
  write(root, "range", lowest === highest ? `得分 ${result.score} 分` : `最终得分在 ${lowest}～${highest} 分之间`);
  write(root, "progress", `${answered} / ${items} 项`);
  write(root, "veto", counted(result.veto));
  write(root, "key", counted(result.key));
  for (const grade of root.querySelectorAll(".grade")) {
    mark(grade, "rank", rank(root, result.grade));
    mark(grade, "provisional", String(result.provisional));
  }
  showRange(root, Number(lowest), Number(highest));
  fill(root, "reasons", result.reasons.map((reason) => reasonLine(reason, site)));
  fill(root, "largest", largest(result));
}

/** @param {HTMLElement} root @param {string} grade its place among the grades, in words for the style sheet */
function rank(root, grade) {
  const order = (root.dataset["grades"] ?? "").split(" ");
  return grade === order[0] ? "best" : grade === order.at(-1) ? "worst" : "middle";
}

/** @param {HTMLElement} root @param {number} lowest @param {number} highest */
function showRange(root, lowest, highest) {
  const points = Number(root.dataset["points"]);
  const bar = /** @type {HTMLElement | null} */ (root.querySelector('[data-result="range-bar"]'));
  if (bar) Object.assign(bar.style, { left: `${(100 * lowest) / points}%`, right: `${100 - (100 * highest) / points}%` });
}

/** @param {Tally} tally */
function counted(tally) {
  const open = tally.unanswered ? `，未填 ${tally.unanswered}` : "";
  return `符合 ${tally.conforming}，不符合 ${tally.nonconforming}${open}`;
}

/** @param {Reason} reason @param {string} site */
function reasonLine(reason, site) {
  const words = link(`${site}${reason.href}`, `「${reason.words}」`);
  if (reason.kind === "band") return line("按得分：", words);
  return line(...separated(reason.items.map((id) => link(`#${anchor(id)}`, `第${id}项`)), "、"), "不符合：", words);
}

/** @param {Result} result */
function largest(result) {
  const deducted = Object.entries(result.items).filter(([, item]) => Number(item.deduction) > 0);
  deducted.sort(([, one], [, other]) => Number(other.deduction) - Number(one.deduction));
  return deducted.slice(0, LARGEST).map(([id, item]) => line(link(`#${anchor(id)}`, `第${id}项`), ` −${item.deduction} 分`));
}

/** @param {HTMLElement} root @param {string} id @param {ItemResult} item @param {string} site */
function showItem(root, id, item, site) {
  const element = root.querySelector(`[data-item="${CSS.escape(id)}"].item`);
  if (!element) return;
  mark(element, "state", item.state);
  const state = element.querySelector('[data-slot="state"]');
  if (state) state.textContent = stateWords(item);
  for (const [part, { state: partState }] of Object.entries(item.parts)) {
    const found = element.querySelector(`[data-part="${CSS.escape(part)}"]`);
    if (found) mark(found, "state", partState);
  }
  for (const [rule, { subtotal, findings }] of Object.entries(item.rules)) {
    const cost = /** @type {HTMLElement | null} */ (element.querySelector(`[data-rule="${CSS.escape(rule)}"] .rule-cost`));
    if (cost) cost.textContent = findings ? `−${subtotal} 分` : (cost.dataset["tariff"] ?? "");
  }
  showAccount(element, item, site);
}

/** @param {ItemResult} item */
export function stateWords({ state, points, deduction }) {
  const plain = { unanswered: "未填", inapplicable: "不核查", conforming: "符合", nonconforming: "不符合" };
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
  account.querySelector("ul")?.replaceChildren(...lines);
}

/** @param {HTMLElement} root @param {string} id @param {SectionResult} section */
function showSection(root, id, section) {
  const entry = root.querySelector(`li[data-section="${CSS.escape(id)}"]`);
  const standing = entry?.querySelector('[data-slot="standing"]');
  const progress = entry?.querySelector("progress");
  const score = section.points === null ? "" : `${section.score} / ${section.points} 分 · `;
  if (standing) standing.textContent = section.items ? `${score}${section.answered} / ${section.items} 项` : "本次不核查";
  if (progress) Object.assign(progress, { max: Math.max(section.items, 1), value: section.answered });
}

/** @param {string} id the address of an item in this page */
export function anchor(id) {
  return `item-${id.replaceAll(".", "-")}`;
}

/** @param {HTMLElement} root @param {string} name @param {string} text */
export function write(root, name, text) {
  for (const slot of root.querySelectorAll(`[data-result="${name}"]`)) slot.textContent = text;
}

/** @param {HTMLElement} root @param {string} name @param {HTMLElement[]} lines */
function fill(root, name, lines) {
  const list = root.querySelector(`[data-result="${name}"]`);
  list?.replaceChildren(...(lines.length ? lines : [line("尚无扣分。")]));
}

/** @param {Element} element @param {string} name @param {string} value */
function mark(element, name, value) {
  element.setAttribute(`data-${name}`, value);
}

/** @param {...(string | Node)} content */
function line(...content) {
  const element = document.createElement("li");
  element.append(...content);
  return element;
}

/** @param {string} href @param {string} text */
function link(href, text) {
  return Object.assign(document.createElement("a"), { href, textContent: text });
}

/** @param {HTMLElement[]} parts @param {string} mark */
function separated(parts, mark) {
  return parts.flatMap((part, index) => (index ? [mark, part] : [part]));
}
