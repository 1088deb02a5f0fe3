/** Many answers files of one checklist: what they come to, counted by the scorer. Nothing of them is kept. */

import { download } from "./files.mjs";
import { anchor, line, link } from "./lines.mjs";
import { near } from "./panel.mjs";
import { name, stretch } from "./picture.mjs";
import { startScorer } from "./scorer.mjs";
import { acceptDrops } from "./units.mjs";

/**
 * @typedef {{item: string, part: string, words: string, files: number, findings: number, points: string}} RuleCount
 * @typedef {{item: string, title: string, files: number, points: string | null}} ItemCount
 * @typedef {{scored: number, provisional: number, scores: {mean: string, lowest: string, highest: string} | null,
 *   grades: {grade: string | null, files: number, provisional: number}[], rules: RuleCount[], items: ItemCount[]}} Summary
 * @typedef {{name: string, problems: import("./files.mjs").Problem[]}} Refused
 * @typedef {{summary: Summary, rows: string[][], refused: Refused[], table: string, picture: string}} Many
 * @typedef {{label: string | Node, words?: string, told: string, total: number, kept: number}} Bar
 */

const FREQUENT = 10;
const root = /** @type {HTMLElement} */ (document.querySelector(".many"));
const part = (/** @type {string} */ which) => /** @type {HTMLElement} */ (root.querySelector(`[data-many="${which}"]`));
const rubric = /** @type {HTMLSelectElement} */ (part("rubric"));
const input = /** @type {HTMLInputElement} */ (part("files"));
const bar = /** @type {HTMLTemplateElement} */ (part("bar"));

/** @type {Map<string, string>} texts by file name */
const files = new Map();
/** @type {Many | undefined} */
let latest;
let round = 0;
const scorer = startScorer({ onError: (message) => (part("status").textContent = message) });

/** @param {Iterable<File>} chosen */
async function add(chosen) {
  const twice = [];
  for (const file of chosen) {
    const text = (await file.text()).replace(/^\uFEFF/, "");
    const same = [...files].find(([, one]) => one === text);
    if (same) twice.push(line(`「${file.name}」与「${same[0]}」内容相同，没有再计。`));
    else {
      if (!files.size) suit(text);
      files.set(free(file.name), text);
    }
  }
  await count();
  part("refused").append(...twice);
}

/** The first file says which checklist it is of. @param {string} text */
function suit(text) {
  const id = /"rubric"\s*:\s*"([^"]+)"/.exec(text)?.[1];
  if ([...rubric.options].some(({ value }) => value === id)) rubric.value = id ?? "";
}

/** @param {string} wanted */
function free(wanted) {
  let found = wanted;
  for (let number = 2; files.has(found); number += 1) found = `${wanted}（${number}）`;
  return found;
}

async function count() {
  const mine = (round += 1);
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const bar = /** @type {HTMLProgressElement} */ (part("progress"));
  part("status").textContent = `正在计算 ${files.size} 份`;
  Object.assign(bar, { hidden: false, max: files.size, value: 0 });
  const text = await scorer.many(rubric.value, JSON.stringify(Object.fromEntries(sorted)), (done) => (bar.value = done));
  if (mine !== round) return;
  bar.hidden = true;
  show(JSON.parse(text));
}

/** @param {Many} many */
function show(many) {
  latest = many;
  const { summary, rows, refused } = many;
  const out = refused.length ? `，${refused.length} 个文件没有计入` : "";
  part("status").textContent = files.size ? `已计入 ${summary.scored} 份${out}` : "";
  part("refused").replaceChildren(...refused.map((one) => line(refusal(one), removal(one.name))));
  part("result").hidden = !summary.scored;
  part("standing").textContent = standing(summary);
  const most = Math.max(...summary.grades.map((one) => one.files));
  const graded = summary.grades.filter(({ grade }) => grade !== null);
  fill("grades", graded.length ? summary.grades.map((one) => gradeBar(one, most)) : []);
  fill("rules", summary.rules.slice(0, FREQUENT).map((one) => ruleBar(one, summary.rules[0]?.files ?? 1)));
  const failing = summary.items.filter(({ points }) => points === null);
  fill("items", failing.slice(0, FREQUENT).map((one) => itemBar(one, failing[0]?.files ?? 1)));
  const heads = rows[0] ?? [];
  part("rows").replaceChildren(...rows.slice(1).map((cells) => row(Object.fromEntries(heads.map((head, at) => [head, cells[at] ?? ""])))));
}

/** @param {Refused} refused */
function refusal({ name, problems: [first, ...others] }) {
  const more = others.length ? `（另有${others.length}处）` : "";
  return `「${name}」没有计入。${first?.path}：${first?.message}${more}`;
}

/** @param {Summary} summary */
function standing({ scored, provisional, scores }) {
  const open = provisional ? `，其中 ${provisional} 份没有填完` : "，都已填完";
  const points = scores ? `。得分平均 ${near(scores.mean)}，最低 ${scores.lowest}，最高 ${scores.highest}` : "";
  return `共 ${scored} 份${open}${points}。`;
}

/** @param {Summary["grades"][number]} count @param {number} most @returns {Bar} */
function gradeBar({ grade, files, provisional }, most) {
  const told = `${files} 份${provisional ? `，其中暂定 ${provisional} 份` : ""}`;
  return { label: grade ?? "没有等级", told, total: files / most, kept: (files - provisional) / most };
}

/** @param {RuleCount} count @param {number} most @returns {Bar} */
function ruleBar({ item, part, words, files, findings, points }, most) {
  const told = `${files} 份，${findings} 处，封顶前共 ${points} 分`;
  return { label: place(item, part), words, told, total: files / most, kept: files / most };
}

/** @param {ItemCount} count @param {number} most @returns {Bar} */
function itemBar({ item, title, files }, most) {
  return { label: place(item, ""), words: title, told: `${files} 份`, total: files / most, kept: files / most };
}

/** @param {string} item @param {string} letter */
function place(item, letter) {
  return link(`${root.dataset["root"]}rubrics/${rubric.value}/#${anchor(item)}`, `第${item}项${letter}`);
}

/** @param {string} which @param {Bar[]} bars */
function fill(which, bars) {
  part(which).hidden = !bars.length;
  part(which).querySelector(".picture-sections")?.replaceChildren(...bars.map(drawn));
}

/** @param {Bar} shown its lengths are shares of the longest */
function drawn({ label, words = "", told, total, kept }) {
  const entry = /** @type {HTMLElement} */ (bar.content.firstElementChild?.cloneNode(true));
  const slot = (/** @type {string} */ name) => /** @type {Element} */ (entry.querySelector(name));
  slot(".picture-title").append(label);
  slot(".picture-numbers").textContent = told;
  slot(".many-words").textContent = words;
  slot(".share-whole").setAttribute("width", `${100 * total}%`);
  stretch(slot("svg"), { total: 1, kept, lost: 0 });
  name(slot("svg"), `${slot(".picture-title").textContent}：${told}`);
  return entry;
}

/** @param {Record<string, string>} cells */
function row({ file, institution, report_number, score, grade, provisional }) {
  const made = document.createElement("tr");
  const standing = grade ? `${provisional === "yes" ? "暂定 " : ""}${grade}` : provisional === "yes" ? "未填完" : "";
  for (const text of [file, institution, report_number, score, standing]) made.insertCell().textContent = text ?? "";
  // Before a name that a spreadsheet would run as a formula the table has an apostrophe.
  made.insertCell().append(removal(files.has(file ?? "") ? (file ?? "") : (file ?? "").slice(1)));
  return made;
}

/** @param {string} file */
function removal(file) {
  const told = { type: "button", className: "many-remove", textContent: "移除", ariaLabel: `移除「${file}」` };
  const button = Object.assign(document.createElement("button"), told);
  button.addEventListener("click", async () => {
    const others = () => /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".many-remove"));
    const at = [...others()].indexOf(button);
    files.delete(file);
    await count();
    (others()[at] ?? part("choose")).focus();
  });
  return button;
}

part("choose").addEventListener("click", () => input.click());
input.addEventListener("change", () => {
  void add([...(input.files ?? [])]);
  input.value = "";
});
acceptDrops(part("drop"), (dropped) => void add([...dropped]));
rubric.addEventListener("change", () => files.size && count());
part("table").addEventListener("click", () => latest && download(`\uFEFF${latest.table}`, `${rubric.value}.csv`, "text/csv"));
part("picture").addEventListener("click", () => latest && download(latest.picture, `${rubric.value}.svg`, "image/svg+xml"));
part("print").addEventListener("click", () => window.print());
part("clear").addEventListener("click", () => {
  files.clear();
  void count();
});
