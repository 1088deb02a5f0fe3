/** Fills the printed forms, which are renderings of their own, with the answers and the result. */

import { fillExplanation } from "./explanation.mjs";
import { computedStanding, discretionWords, stateWords, verdictWords } from "./result.mjs";

/**
 * @typedef {import("./answers.mjs").Answers} Answers
 * @typedef {import("./result.mjs").Result} Result
 * @typedef {import("./result.mjs").Verdicts} Verdicts
 */

/**
 * Prints one form, or all of them; the browser's own print command prints all of them filled.
 *
 * @param {HTMLElement} root
 * @param {() => {answers: Answers, result: Result | undefined}} current
 */
export function enablePrinting(root, current) {
  const blank = [...root.querySelectorAll("[data-fill]")].map((slot) => [slot, slot.textContent ?? ""]);
  const foot = new CSSStyleSheet();
  document.adoptedStyleSheets.push(foot);
  addEventListener("beforeprint", () => {
    const { answers, result } = current();
    if (!("blank" in root.dataset)) fill(root, answers, result);
    foot.replaceSync(footLine(root, result));
  });
  addEventListener("afterprint", () => {
    for (const [slot, text] of blank) /** @type {Element} */ (slot).textContent = /** @type {string} */ (text);
  });
  return (/** @type {string | undefined} */ form, /** @type {boolean} */ asBlank) => {
    if (asBlank) root.dataset["blank"] = "";
    choose(root, form);
    window.print();
    delete root.dataset["blank"];
    choose(root);
  };
}

/** Without a form named, the official ones: the explanation is the site's own.
 * @param {HTMLElement} root @param {string} [form] */
function choose(root, form) {
  for (const sheet of root.querySelectorAll(".printed-sheet")) {
    const asked = form ? sheet.querySelector(`[data-form="${form}"]`) : !sheet.classList.contains("explanation");
    sheet.classList.toggle("not-now", !asked);
  }
}

/** @param {HTMLElement} root @param {Answers} answers @param {Result | undefined} result */
function fill(root, answers, result) {
  const words = verdictWords(root);
  const known = { header: answers["header"] ?? {}, ...(result?.complete || root.dataset["unitsOf"] || "printsOpen" in root.dataset ? result : {}) };
  for (const slot of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-fill]"))) {
    const text = slot.dataset["item"] ? itemText(slot, answers, result, words) : slotText(slot, known);
    if (text) slot.textContent = text;
  }
  fillExplanation(root, words.nonconforming);
}

/** @param {HTMLElement} slot @param {object} known */
function slotText(slot, known) {
  const value = at(known, (slot.dataset["fill"] ?? "").split("."));
  if (slot.dataset["tick"]) return value === slot.dataset["tick"] ? "☑" : "";
  return value;
}

/** @param {HTMLElement} slot @param {Answers} answers @param {Result | undefined} result @param {Verdicts} words */
function itemText(slot, answers, result, words) {
  const id = slot.dataset["item"] ?? "";
  const fill = slot.dataset["fill"] ?? "";
  const item = result?.items[id];
  if (fill === "note") return noteText(at(answers, ["items", id, fill]), item);
  if (fill !== "entry" && fill !== "remainder") return at(answers, ["items", id, ...fill.split(".")]);
  if (!item) return words[/** @type {keyof Verdicts} */ (at(answers, ["items", id, "verdict"]))] ?? "";
  if (item.state === "unanswered" || (item.state === "inapplicable" && item.points === null)) return "";
  if (item.points === null || item.state === "inapplicable") return stateWords({ ...item, points: null }, words);
  return (fill === "entry" ? item.deduction : item.score) ?? "";
}

/** @param {string} note @param {import("./result.mjs").ItemResult | undefined} item */
function noteText(note, item) {
  const decided = item?.discretion ? discretionWords(item.discretion) : "";
  return [note, decided].filter(Boolean).join("\n");
}

/** @param {unknown} object @param {string[]} path */
function at(object, path) {
  const value = path.reduce((inside, step) => /** @type {any} */ (inside)?.[step], object);
  return value === undefined || value === null ? "" : String(value);
}

/** @param {HTMLElement} root @param {Result | undefined} result */
function footLine(root, result) {
  const { document: title, edition } = /** @type {HTMLElement} */ (root.querySelector(".printed-forms")).dataset;
  const blank = "blank" in root.dataset;
  const isExplained = Boolean(root.querySelector(".explanation:not(.not-now)"));
  const left = Number(root.dataset["points"]) ? "，得分与等级留空" : root.dataset["grades"] ? "，结论留空" : "";
  const open = blank || result?.complete ? "" : `　未填完${isExplained ? "，结果是暂定的" : left}`;
  const date = blank ? "" : `　${new Date().toLocaleDateString("zh-CN")}打印`;
  const computed = blank || !result?.computed ? "" : `　${computedStanding(result.computed)}`;
  const period = blank || !result?.period_words ? "" : `　${result.period_words}`;
  const text = JSON.stringify(`${title}　${edition}${period}${date}${open}${computed}`);
  return `@page { @bottom-left { content: ${text}; } }`;
}
