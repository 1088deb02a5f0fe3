/** The answers of the page go out as a file; that they are exported is said only when the file was read back. */

import { download } from "./files.mjs";
import { announce, tell } from "./messages.mjs";

/** @typedef {import("./answers.mjs").Answers} Answers */

/**
 * What a browser has put among its downloads no page can read. What it is given to put there can be read, and is compared.
 *
 * @param {HTMLElement} root
 * @param {{answers: Answers, text: string, name: string}} file
 * @returns {Promise<boolean>} whether it went out
 */
export async function exportChecked(root, { answers, text, name }) {
  const file = new Blob([text]);
  const isWhole = await holds(file, answers).catch((cause) => console.warn("export", cause));
  if (isWhole) {
    download(file, name);
    announce(root, `已导出「${name}」（${(file.size / 1000).toFixed(1)} kB），与页面核对一致。请看一眼浏览器的下载里有没有它。`);
  } else {
    tell(root, "没有导出", ["写成的文件与页面上的内容不一致，所以没有交出。填写的还在页面上：请再试一次，还不行就先打印留底。"]);
  }
  return Boolean(isWhole);
}

/** @param {Blob} file @param {Answers} answers */
async function holds(file, answers) {
  const [read, given] = [JSON.parse(await file.text()), answers].map(({ meta: _, ...rest }) => JSON.stringify(rest));
  return read === given;
}
