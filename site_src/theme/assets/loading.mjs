/** How far Python has come in, and whether it came, where a form says so. */

import { megabytes } from "./messages.mjs";
import { startScorer } from "./scorer.mjs";
import { write } from "./slots.mjs";

/**
 * @param {HTMLElement} root
 * @returns {{scorer: import("./scorer.mjs").Scorer, trouble: () => string}} `trouble`: why there is no Python, in Chinese;
 *   empty where there is, or may still be
 */
export function scorerOf(root) {
  const bar = /** @type {HTMLProgressElement} */ (root.querySelector(".result-loading progress"));
  let trouble = "";
  const scorer = startScorer({
    onProgress: (loaded, total) => {
      bar.hidden = false;
      Object.assign(bar, { max: total, value: loaded });
      const words = loaded < total ? `正在载入评分程序 ${megabytes(loaded)} / ${megabytes(total)} MB` : "正在启动评分程序";
      write(root, "loading", `${words}，可以先填写。`);
    },
    onReady: () => {
      trouble = "";
      bar.hidden = true;
      write(root, "loading", "");
    },
    onError: (message) => {
      trouble = message;
      bar.hidden = true;
      write(root, "loading", message);
    },
  });
  return { scorer, trouble: () => trouble };
}
