/** A form page: controls, drafts, files, printing and the scorer put together. Nothing here knows a particular rubric. */

import { collect, place, withKept } from "./answers.mjs";
import { comparisonView } from "./comparison.mjs";
import { draftList } from "./draft_list.mjs";
import { draftSaver, listDrafts } from "./drafts.mjs";
import { download, fileName, fileText, readFile } from "./files.mjs";
import { conformRest, enhanceItems, openItems, refreshItems, reveal, showView } from "./items.mjs";
import { announce, clock, tell } from "./messages.mjs";
import { panelView } from "./panel.mjs";
import { enablePrinting } from "./printing.mjs";
import { resultView, write } from "./result.mjs";
import { enableRows } from "./rows.mjs";
import { startScorer } from "./scorer.mjs";
import { summaryView } from "./summary.mjs";
import { unitList } from "./units.mjs";

/**
 * @typedef {import("./answers.mjs").Answers} Answers
 * @typedef {import("./drafts.mjs").Draft} Draft
 * @typedef {import("./result.mjs").Result} Result
 */

const root = /** @type {HTMLElement} */ (document.querySelector(".assess"));
const form = /** @type {HTMLFormElement} */ (root.querySelector("form.assess-grid"));
const rubric = root.dataset["rubric"] ?? "";
/** @type {Record<string, (root: HTMLElement) => (result: any) => void>} what shows the results of each kind of rubric */
const views = { checklist: resultView, comparison: comparisonView, panel: panelView, summary: summaryView };
const showResult = /** @type {typeof resultView} */ (views[root.dataset["kind"] ?? ""])(root);

/** @type {Answers} */
let kept = {};
/** @type {Result | undefined} */
let result;
/** @type {string} */
let draftId = newId();
let touched = false;
let scorerTrouble = "";
const blankForm = collect(form);

const save = draftSaver((state) => {
  if ("saving" in state) return write(root, "saving", "正在保存…");
  if ("savedAt" in state) return write(root, "saving", `已保存在本机浏览器　${clock(state.savedAt)}`);
  console.warn("drafts", state.failed);
  write(root, "saving", "未能保存到浏览器（空间不足或被禁止）。请用「导出答卷文件」保存。");
  announce(root, "未能保存到浏览器。请导出答卷文件，以免丢失。");
});

const scorer = startScorer({
  onProgress: showLoading,
  onReady: () => {
    scorerTrouble = "";
    showLoading(1, 0);
  },
  onError: (message) => {
    scorerTrouble = message;
    write(root, "loading", message);
    loadingBar().hidden = true;
  },
});

/** What no control holds: the units of a summary. */
const units = root.dataset["unitsOf"] ? unitList(root, { check: scorer.check, trouble: () => scorerTrouble, changed }) : undefined;
const showDrafts = draftList(root, { current: () => draftId, open: reopen, startNew });
const print = enablePrinting(root, () => ({ answers: answers(), result }));

/** @returns {Answers} */
function answers() {
  return withKept({ rubric, ...collect(form), ...units?.give() }, kept);
}

function changed() {
  touched = true;
  refreshItems(root);
  const now = answers();
  save({ id: draftId, rubric, title: title(), savedAt: new Date().toISOString(), answers: now });
  void rescore(now);
}

/** @param {Answers} now */
async function rescore(now) {
  const answer = JSON.parse(await scorer.score(JSON.stringify(now)));
  result = answer.result;
  const banner = /** @type {HTMLElement} */ (root.querySelector(".assess-banner"));
  banner.hidden = !answer.problems;
  banner.textContent = (answer.problems ?? []).map(problemWords).join("；");
  if (result) showResult(result);
}

/** @param {Answers} file */
function open(file) {
  kept = place(form, units ? units.take(file) : file);
  const { rubric: _, ...parked } = kept;
  kept = parked;
  if (Object.keys(parked).length) announce(root, "文件中有本表没有位置的内容，已原样保留，导出时一并写回。");
  refreshItems(root);
  void rescore(answers());
}

/** @param {File} file */
async function importFile(file) {
  const refused = `「${file.name}」没有导入，现有答卷未改动`;
  if (scorerTrouble) return tell(root, refused, ["文件要由评分程序检查后才能导入。", scorerTrouble]);
  announce(root, "正在检查文件…");
  const read = await readFile(file, rubric, scorer.check);
  if ("problems" in read) return tell(root, refused, read.problems.map(problemWords));
  draftId = newId();
  open(read.answers);
  changed();
  announce(root, `已导入「${file.name}」，作为一份新的答卷保存。`);
}

/** @param {Draft} draft */
function reopen(draft) {
  draftId = draft.id;
  open(draft.answers);
  write(root, "saving", `已打开本机答卷　${clock(draft.savedAt)} 保存`);
  void showDrafts();
}

function startNew() {
  draftId = newId();
  open(blankForm);
  write(root, "saving", "新的答卷，填写后自动保存。");
  void showDrafts();
}

/** What the first blanks of the header say: mostly who is assessed, and in which report. */
function title() {
  const blanks = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name^="header/"]'));
  const words = [...blanks].map((blank) => blank.value.trim()).filter(Boolean);
  return words.slice(0, 2).join(" ") || "未填表头";
}

/** @param {number} loaded @param {number} total */
function showLoading(loaded, total) {
  const bar = loadingBar();
  const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1);
  bar.hidden = !total;
  if (total) Object.assign(bar, { max: total, value: loaded });
  const words = loaded < total ? `正在载入评分程序 ${megabytes(loaded)} / ${megabytes(total)} MB` : "正在启动评分程序";
  write(root, "loading", total ? `${words}，可以先填写。` : "");
}

function loadingBar() {
  return /** @type {HTMLProgressElement} */ (root.querySelector(".result-loading progress"));
}

/** @param {{path: string, message: string}} problem */
function problemWords({ path, message }) {
  return `${path}：${message}`;
}

/** `crypto.randomUUID` exists on https only, and an intranet may have none. */
function newId() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const actions = {
  print: ({ dataset }) => print(dataset["form"], "blank" in dataset),
  export: () => download(fileText(answers(), root.dataset["edition"] ?? ""), fileName(rubric, title())),
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
form.addEventListener("input", changed);
root.querySelector('input[type="file"]')?.addEventListener("change", (event) => {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const [file] = input.files ?? [];
  if (file) void importFile(file);
  input.value = "";
});
// Before the theme's own shortcut, which turns to the next page.
addEventListener("keydown", nextOpenItem, { capture: true });

/** @param {KeyboardEvent} event */
function nextOpenItem(event) {
  const typing = /** @type {HTMLElement} */ (event.target).closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (event.key !== "n" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.stopImmediatePropagation();
  const [next] = openItems(root);
  next?.scrollIntoView({ block: "start" });
  next?.focus({ preventScroll: true });
}

enhanceItems(root, changed);
enableRows(root, form, (removed) => {
  changed();
  if (removed) announce(root, `已删去${removed.key}。`, () => [removed.takeBack(), changed()]);
});
for (const hidden of root.querySelectorAll(".assess-files, .assess-views, .section-rest, .result-bar")) reveal(hidden);
refreshItems(root);
listDrafts(rubric).then(
  ([latest]) => (latest && !touched ? reopen(latest) : rescore(answers())),
  () => rescore(answers()),
);
