/** Answers files on disk: written for the visitor to keep, read back only when the scorer finds nothing wrong. */

/** @typedef {import("./answers.mjs").Answers} Answers */
/** @typedef {{path: string, message: string}} Problem */

const FORMAT = 1;
const MAX_BYTES = 2_000_000;

/**
 * @param {Answers} answers
 * @param {string} edition
 * @returns {string} the file's text
 */
export function fileText(answers, edition) {
  const meta = { format: FORMAT, edition, saved_at: new Date().toISOString() };
  return `${JSON.stringify({ ...answers, meta }, null, 1)}\n`;
}

/**
 * @param {string} text
 * @param {string} name
 */
export function download(text, name) {
  const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** @param {string} rubric @param {string} title */
export function fileName(rubric, title) {
  const words = [rubric, title, new Date().toISOString().slice(0, 10)];
  return `${words.join("_").replaceAll(/[\\/:*?"<>|\s]+/g, "-")}.json`;
}

/**
 * @param {File} file
 * @param {string} rubric the one whose files are taken
 * @param {(text: string) => Promise<string>} check asks the scorer
 * @returns {Promise<{answers: Answers} | {problems: Problem[]}>}
 */
export async function readFile(file, rubric, check) {
  if (file.size > MAX_BYTES) {
    return problem(`文件有 ${(file.size / 1e6).toFixed(1)} MB，超过答卷文件的上限 ${MAX_BYTES / 1e6} MB，不是本站导出的答卷。`);
  }
  const text = (await file.text()).replace(/^\uFEFF/, "");
  /** @type {{result?: {rubric: string}, problems?: Problem[]}} */
  const answer = JSON.parse(await check(text));
  if (answer.problems) return { problems: answer.problems };
  if (answer.result?.rubric !== rubric) {
    return problem(`这是「${answer.result?.rubric}」的答卷，这里只收「${rubric}」的答卷。`);
  }
  const answers = /** @type {Answers} */ (JSON.parse(text));
  delete answers["meta"];
  return { answers };
}

/** @param {string} message */
function problem(message) {
  return { problems: [{ path: "(file)", message }] };
}
