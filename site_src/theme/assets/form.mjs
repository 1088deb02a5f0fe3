/** A form page: controls, drafts, files, printing and the scorer put together. Nothing here knows a particular rubric. */

import { collect, place, takeEarly, withKept } from "./answers.mjs";
import { draftList } from "./draft_list.mjs";
import { exportChecked } from "./exporting.mjs";
import { MAX_BYTES, download, fileName, fileText, readFile, titleOf } from "./files.mjs";
import { acceptPaste, adviseInApp } from "./in_app.mjs";
import { conformRest, enhanceItems, nextOpenItem, refreshItems, reveal, showView } from "./items.mjs";
import { scorerOf } from "./loading.mjs";
import { announce, notice, tell, visible } from "./messages.mjs";
import { park, parkedWords } from "./parked.mjs";
import { enablePrinting } from "./printing.mjs";
import { keepAnswers } from "./saving.mjs";
import { version } from "./scorer_start.mjs";

/**
 * @typedef {import("./answers.mjs").Answers} Answers
 * @typedef {import("./result.mjs").Result} Result
 */

const root = /** @type {HTMLElement} */ (document.querySelector(".assess"));
const form = /** @type {HTMLFormElement} */ (root.querySelector("form.assess-grid"));
const rubric = root.dataset["rubric"] ?? "";
/** What only some kinds of forms need is loaded by them alone. @param {string} part the name of a module */
const load = (part) => import(`./${part}.mjs`);
/** @type {[typeof import("./result.mjs"), typeof import("./units.mjs") | false, typeof import("./rows.mjs") | false]} */
const [{ resultView }, unitParts, rowParts] = await Promise.all([
  load(root.dataset["shownBy"] ?? ""),
  "unitsOf" in root.dataset && load("units"),
  form.querySelector("[data-rows]") !== null && load("rows"),
]);
const showResult = resultView(root);

/** @type {Answers} */
let kept = {};
/** @type {Result | undefined} */
let result;
/** @type {import("./drafts.mjs").Scored | undefined} what the draft came to when it was last open */
let known;
let touched = false;

const { scorer, trouble } = scorerOf(root);
const { blank, early } = takeEarly(form);
/** What no control holds: the units of a summary. */
const units = unitParts ? unitParts.unitList(root, { check: scorer.check, trouble, changed }) : undefined;
const keeper = keepAnswers(root, { content, show: open, exportFile });
const showDrafts = draftList(root, {
  current: keeper.current,
  open: (draft) => keeper.reopen(draft).then(showDrafts),
  startNew: () => keeper.startWith(blank).then(showDrafts),
  exportDraft: (draft) => download(JSON.stringify(draft, null, 1), fileName(draft.rubric, draft.title)),
});
const print = enablePrinting(root, () => ({ answers: answers(), result }));

/** @param {Answers} [beside] what no control holds @returns {Answers} */
function answers(beside = kept) {
  return withKept({ rubric, ...collect(form), ...units?.give() }, beside);
}

/** @param {Element} [where] what was changed, where it was a single control */
function changed(where) {
  touched = true;
  known = undefined;
  refreshItems(/** @type {HTMLElement} */ (where?.closest(".item") ?? root));
  const now = answers();
  void rescore(now); // while Python is at it, the rest is done
  keeper.changed(content(now));
}

function content(now = answers()) {
  return { rubric, title: titleOf(form), answers: now };
}

async function rescore(now = answers()) {
  let answer = await scored(now);
  const { rest, lines } = park(kept, answer.problems ?? []);
  if (lines.length) answer = await scored(answers(rest));
  notice(root, "parked", parkedWords(lines));
  result = answer.result;
  const banner = /** @type {HTMLElement} */ (root.querySelector(".assess-banner"));
  banner.hidden = !answer.problems;
  banner.textContent = visible((answer.problems ?? []).map(problemWords).join("；"));
  if (result) showResult(result);
}

/**
 * The scorer never reads the clock: where a form asks for today and no other day is entered, it is told. Stays pending where
 * the answers are no longer those on the page, but another draft's.
 *
 * @param {Answers} now
 */
async function scored(now) {
  const today = "asksToday" in root.dataset ? { reference: new Date().toLocaleDateString("sv-SE") } : {};
  const text = JSON.stringify({ ...today, ...now });
  if (known?.text === text && known.scorer === version) return JSON.parse(known.answer);
  const draft = kept; // made anew for each
  const answer = await scorer.score(text);
  if (draft !== kept) return new Promise(() => {});
  keeper.scored({ scorer: version, text, answer });
  return JSON.parse(answer);
}

/** @type {import("./saving.mjs").Form["show"]} what is parked is kept without being placed */
function open(file, parked = {}, scored = undefined) {
  known = scored;
  const { rubric: _, ...homeless } = place(form, units ? units.take(file) : file);
  kept = withKept(homeless, parked);
  if (Object.keys(kept).length) announce(root, "这份答卷里有本表没有位置的内容，已原样保留，导出时一并写回。");
  refreshItems(root);
  void rescore();
}

/** @param {File} file */
async function importFile(file) {
  const refused = `「${file.name}」没有导入，现有答卷未改动`;
  if (trouble()) return tell(root, refused, ["文件要由评分程序检查后才能导入。", trouble()]);
  announce(root, "正在检查文件…");
  const read = await readFile(file, rubric, scorer.check, MAX_BYTES[units ? "summary" : "one"]);
  if ("answers" in read) return takeIn(file.name, read.answers);
  const { problems, aside } = read;
  const offer = aside && { 其余照样导入: () => takeIn(file.name, aside.rest, aside.parked) };
  tell(root, refused, problems.map(problemWords), offer);
}

/** @param {string} name @param {Answers} file @param {Answers} [parked] */
async function takeIn(name, file, parked) {
  if (!(await keeper.startWith(file, parked))) return;
  changed();
  announce(root, `已导入「${name}」，作为一份新的答卷保存。`);
}

function asText() {
  return fileText(answers(), root.dataset["edition"] ?? "");
}

async function exportFile() {
  const file = { answers: answers(), text: asText(), name: fileName(rubric, titleOf(form)) };
  if (await exportChecked(root, file)) keeper.exported();
}

/** @param {{path: string, message: string}} problem */
function problemWords({ path, message }) {
  return `${path}：${message}`;
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const actions = {
  print: ({ dataset }) => print(dataset["form"], "blank" in dataset),
  export: exportFile,
  import: () => /** @type {HTMLElement} */ (root.querySelector('input[type="file"]')).click(),
  drafts: (toggle) => {
    const list = /** @type {HTMLElement} */ (root.querySelector(".assess-drafts"));
    list.hidden = !list.hidden;
    toggle.setAttribute("aria-expanded", String(!list.hidden));
    void showDrafts();
  },
  "toggle-result": (toggle) => {
    const isOpen = root.querySelector(".assess-result")?.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(Boolean(isOpen)));
  },
  "rest-conforms": ({ dataset, textContent }) => {
    const section = /** @type {Element} */ (root.querySelector(`section[data-section="${dataset["section"]}"]`));
    const takeBack = conformRest(section);
    changed();
    announce(root, `已填：${textContent}。`, () => {
      takeBack();
      changed();
    });
  },
};

root.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement} */ (event.target).closest("button");
  if (pressed?.dataset["view"]) showView(root, pressed.dataset["view"]);
  actions[pressed?.dataset["action"] ?? ""]?.(/** @type {HTMLElement} */ (pressed));
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", ({ target }) => changed(/** @type {Element} */ (target)));
root.querySelector('input[type="file"]')?.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const [file] = input.files ?? [];
  if (file) void importFile(file);
  input.value = "";
});
// Before the theme's own shortcut, which turns to the next page.
addEventListener("keydown", (event) => nextOpenItem(root, event), { capture: true });
acceptPaste((file) => void importFile(file));
adviseInApp(root, asText);
enhanceItems(root, changed);
if (rowParts) {
  rowParts.enableRows(root, form, (removed) => {
    changed();
    if (removed) announce(root, `已删去${removed.key}。`, () => [removed.takeBack(), changed()]);
  });
}
for (const hidden of root.querySelectorAll(".assess-files, .assess-views, .section-rest, .result-bar")) reveal(hidden);
refreshItems(root);
if (early) changed();
keeper.latest(rubric).then((latest) => {
  if (latest && !touched) return keeper.reopen(latest);
  if (latest) announce(root, "页面准备好之前填写的，作为一份新的答卷保存；上次的答卷在「本机的答卷」里。");
  return rescore();
});
