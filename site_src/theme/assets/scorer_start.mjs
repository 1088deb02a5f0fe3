/** Python on its way: the worker that the page's head has started (partials/scorer_start.html). There is one for a page. */

import * as Comlink from "./vendor/comlink.mjs";

/**
 * @typedef {object} Remote
 * @property {(onProgress: (loaded: number, total: number) => void) => Promise<void>} started
 * @property {(text: string) => Promise<string>} score
 * @property {(rubric: string, files: string, onDone: (done: number) => void) => Promise<string>} many
 */

const { scorerWorker: worker } = /** @type {{scorerWorker?: Worker & {failed: Promise<unknown>, version: string}}} */ (/** @type {unknown} */ (window));

/** The same version makes the same of the same answers. */
export const version = worker?.version ?? "";

/** @type {(loaded: number, total: number) => void} */
let listener = () => {};

/** Comes with the cause when the worker fails, be it before or after its start. @type {Promise<unknown>} */
export const failed = worker?.failed ?? new Promise(() => {});
/** Comes when answers can be scored. */
export const started = start();
started.catch(() => {}); // is told to whoever waits for it

/** @param {(loaded: number, total: number) => void} onProgress bytes loaded so far, of all */
export function followLoading(onProgress) {
  listener = onProgress;
}

async function start() {
  if (!worker) throw new Error("no worker could be started");
  const remote = /** @type {Remote} */ (/** @type {unknown} */ (Comlink.wrap(worker)));
  await remote.started(Comlink.proxy((/** @type {[number, number]} */ ...progress) => listener(...progress)));
  return {
    score: (/** @type {string} */ text) => remote.score(text),
    many: (/** @type {Parameters<Remote["many"]>} */ ...[rubric, files, onDone]) => remote.many(rubric, files, Comlink.proxy(onDone)),
  };
}
