/**
 * The page's side of the scorer: answers files in, results out, while Python runs in a worker. Whatever happens to
 * Python is reported through the callbacks; nothing is thrown into the page, which goes on without it.
 */

import { failed, followLoading, started } from "./scorer_start.mjs";

/**
 * @typedef {object} Callbacks
 * @property {(loaded: number, total: number) => void} [onProgress] bytes loaded so far, of all
 * @property {() => void} [onReady] Python runs; it may come even after `onError` reported a slow start
 * @property {(message: string) => void} [onError] in Chinese; called at most once for a slow start and once for a failure
 *
 * @typedef {object} Scorer
 * @property {(text: string) => Promise<string>} score the result of the newest answers handed in; of several that wait
 *   only the newest are scored, and all of them get its result. Stays pending when Python fails.
 * @property {(text: string) => Promise<string>} check the result of just this text, whatever else is asked meanwhile
 * @property {(rubric: string, files: string, onDone: (done: number) => void) => Promise<string>} many what many answers
 *   files, a JSON object of texts by name, come to together. Stays pending when Python fails.
 */

/** A start without a byte of progress for this long is reported, but not given up. */
export const PATIENCE_MS = 60_000;

const MESSAGES = {
  start: "评分程序未能启动。填写、保存、打印和导出不受影响；请刷新页面重试，或换用较新的浏览器（Chrome、Edge、Firefox、Safari）。",
  slow: "评分程序仍在加载，比平常慢得多。填写、保存、打印和导出不受影响；加载完成后会自动评分，也可以检查网络后刷新页面。",
  crash: "评分程序出错，分数不再更新。填写、保存、打印和导出不受影响；请先导出答卷，再刷新页面重试。",
};

/**
 * @param {Callbacks} callbacks
 * @returns {Scorer}
 */
export function startScorer({ onProgress = () => {}, onReady = () => {}, onError = () => {} }) {
  const report = (/** @type {keyof typeof MESSAGES} */ kind, /** @type {unknown} */ cause) => {
    console.warn(`scorer: ${kind}`, cause);
    onError(MESSAGES[kind]);
  };
  const watch = watchdog(() => report("slow", "no progress"));
  let over = false;
  const fail = once((/** @type {"start" | "crash"} */ kind, /** @type {unknown} */ cause) => {
    over = true;
    watch.stop();
    report(kind, cause);
  });
  void failed.then((cause) => fail(watch.stopped() ? "crash" : "start", cause));
  followLoading((loaded, total) => {
    if (over) return;
    watch.progress();
    onProgress(loaded, total);
  });
  const ready = () => {
    over = true; // in Firefox and WebKit the last progress may come after
    watch.stop();
    onReady();
  };
  started.then(ready, (cause) => fail("start", cause));
  const score = latestWins(
    async (text) => (await started).score(text),
    (cause) => fail("crash", cause),
    started,
  );
  const check = async (/** @type {string} */ text) => (await started).score(text);
  const many = async (/** @type {Parameters<Scorer["many"]>} */ ...what) =>
    (await started).many(...what).catch((cause) => (fail("crash", cause), new Promise(() => {})));
  return { score, check, many };
}

/**
 * One request at a time; while it runs, only the newest of those that wait is kept.
 *
 * @param {(text: string) => Promise<string>} run
 * @param {(cause: unknown) => void} onFailure
 * @param {Promise<unknown>} [ready] nothing runs before
 * @returns {(text: string) => Promise<string>}
 */
export function latestWins(run, onFailure, ready) {
  /** @type {{text: string, result: Promise<string>, resolve: (result: string) => void} | undefined} */
  let waiting;
  let running = false;
  const next = async () => {
    running = true;
    if (ready) await ready.catch(() => {}); // run() meets the failure, too
    for (let request = waiting; request; request = waiting) {
      waiting = undefined;
      await run(request.text).then(request.resolve, onFailure);
    }
    running = false;
  };
  return (text) => {
    waiting = { ...(waiting ?? deferred()), text };
    const { result } = waiting;
    if (!running) void next();
    return result;
  };
}

function deferred() {
  /** @type {(result: string) => void} */
  let resolve = () => {};
  /** @type {Promise<string>} */
  const result = new Promise((settle) => (resolve = settle));
  return { result, resolve };
}

/** @param {() => void} onSilence */
function watchdog(onSilence) {
  let timer = setTimeout(onSilence, PATIENCE_MS);
  let stopped = false;
  const stop = () => ((stopped = true), clearTimeout(timer));
  const progress = () => {
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(onSilence, PATIENCE_MS);
  };
  return { stop, progress, stopped: () => stopped };
}

/**
 * @template {unknown[]} Arguments
 * @param {(...args: Arguments) => void} act
 * @returns {(...args: Arguments) => void}
 */
function once(act) {
  let done = false;
  return (...args) => {
    if (done) return;
    done = true;
    act(...args);
  };
}
