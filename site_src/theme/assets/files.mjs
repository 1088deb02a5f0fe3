/** Answers files on disk: written for the visitor to keep, read back only when the scorer finds nothing wrong. */

import { megabytes } from "./messages.mjs";
import { park } from "./parked.mjs";

/** @typedef {import("./answers.mjs").Answers} Answers */
/** @typedef {ReturnType<typeof park>} Parked */
/** @typedef {{path: string, message: string}} Problem */

const FORMAT = 1;
/** A summary holds the files of all its units; the scorer has the same limits. */
export const MAX_BYTES = { one: 2_000_000, summary: 30_000_000 };
const OWN = ["rows", "shown", "pending", "origins"];
/** In characters; a file system takes 255 bytes. */
const LONGEST_NAME = 50;

/**
 * @param {Answers} answers
 * @param {string} [edition]
 * @returns {string} the file's text
 */
export function fileText(answers, edition) {
  const meta = { ...ownOf(answers), format: FORMAT, ...(edition && { edition }), saved_at: new Date().toISOString() };
  return `${JSON.stringify({ ...answers, meta }, null, 1)}\n`;
}

/**
 * @param {string | Blob} content
 * @param {string} name
 * @param {string} type
 */
export function download(content, name, type = "application/json") {
  const href = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** What the first blanks of the header say: mostly who is assessed, and in which report.
 * @param {HTMLFormElement} form */
export function titleOf(form) {
  const blanks = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name^="header/"]'));
  const words = [...blanks].map((blank) => blank.value.trim()).filter(Boolean);
  return words.slice(0, 2).join(" ") || "未填表头";
}

/** @param {string} rubric @param {string} title */
export function fileName(rubric, title) {
  const words = [rubric, [...title].slice(0, LONGEST_NAME).join(""), new Date().toISOString().slice(0, 10)];
  return `${words.join("_").replaceAll(/[\\/:*?"<>|\s\p{C}]+/gu, "-")}.json`;
}

/**
 * @param {File} file
 * @param {string} rubric the one whose files are taken
 * @param {(text: string) => Promise<string>} check asks the scorer
 * @param {number} limit in bytes
 * @returns {Promise<{answers: Answers, savedAt: string} | {problems: Problem[], aside?: Parked | undefined}>} `aside` if all would be well
 *   without what the problems name
 */
export async function readFile(file, rubric, check, limit = MAX_BYTES.one) {
  if (file.size > limit) {
    return problem(`文件有 ${megabytes(file.size)} MB，超过答卷文件的上限 ${limit / 1e6} MB，不是本站导出的答卷。`);
  }
  const text = (await file.text()).replace(/^\uFEFF/, "");
  /** @type {{result?: {rubric: string}, problems?: Problem[]}} */
  const answer = JSON.parse(await check(text));
  if (answer.problems) return { problems: answer.problems, aside: await asideOf(text, answer.problems, rubric, check) };
  if (answer.result?.rubric !== rubric) {
    return problem(`这是「${answer.result?.rubric}」的答卷，这里只收「${rubric}」的答卷。`);
  }
  const answers = /** @type {Answers} */ (JSON.parse(text));
  const [own, savedAt] = [ownOf(answers), String(/** @type {Answers} */ (answers["meta"] ?? {})["saved_at"] ?? "")];
  delete answers["meta"];
  return { answers: Object.keys(own).length ? { ...answers, meta: own } : answers, savedAt };
}

/**
 * Of what a file says of itself, what its form needs again: the rows it gave keys to, and the files not yet counted.
 *
 * @param {Answers} answers
 * @returns {Answers}
 */
function ownOf(answers) {
  const meta = /** @type {Answers} */ (answers["meta"] ?? {});
  return Object.fromEntries(Object.entries(meta).filter(([name]) => OWN.includes(name)));
}

/**
 * @param {string} text
 * @param {Problem[]} problems
 * @param {string} rubric
 * @param {(text: string) => Promise<string>} check
 */
async function asideOf(text, problems, rubric, check) {
  if (problems.some(({ path }) => !path.includes("."))) return undefined;
  const file = /** @type {Answers} */ (JSON.parse(text));
  const { meta: _, ...answers } = file;
  const aside = park(answers, problems);
  const { result } = JSON.parse(await check(JSON.stringify(aside.rest)));
  if (result?.rubric !== rubric) return undefined;
  const own = ownOf(file);
  return Object.keys(own).length ? { ...aside, rest: { ...aside.rest, meta: own } } : aside;
}

/** @param {string} message */
function problem(message) {
  return { problems: [{ path: "(file)", message }] };
}
