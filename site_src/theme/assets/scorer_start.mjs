/**
 * Python on its way: a worker that starts as soon as this module is read, before the page that will ask it is complete, and
 * loads once the page has been drawn or touched. There is one for a page.
 */

import * as Comlink from "./vendor/comlink.mjs";

/**
 * @typedef {object} Remote
 * @property {(manifest: unknown, onProgress: (loaded: number, total: number) => void) => Promise<void>} start
 * @property {(text: string) => Promise<string>} score
 * @property {(rubric: string, files: string, onDone: (done: number) => void) => Promise<string>} many
 */

/** What the worker module imports stands beside it, so that all of it is asked for at once. */
const MODULES = ["scorer.worker.mjs", "downloads.mjs", "vendor/comlink.mjs"];

/** @type {[loaded: number, total: number]} */
let progress = [0, 0];
/** @type {(loaded: number, total: number) => void} */
let listener = () => {};
/** @type {(cause: unknown) => void} */
let fail;

/** Comes with the cause when the worker fails, be it before or after its start. @type {Promise<unknown>} */
export const failed = new Promise((resolve) => (fail = resolve));
/** Comes when answers can be scored. */
export const started = start();
started.catch(() => {}); // is told to whoever waits for it

/** @param {(loaded: number, total: number) => void} onProgress bytes loaded so far, of all; at once, if there are some */
export function followLoading(onProgress) {
  listener = onProgress;
  if (progress[1]) listener(...progress);
}

async function start() {
  const remote = /** @type {Remote} */ (/** @type {unknown} */ (Comlink.wrap(startWorker())));
  const runtime = manifest();
  await drawn();
  await remote.start(runtime, Comlink.proxy((/** @type {typeof progress} */ ...now) => listener(...(progress = now))));
  return {
    score: (/** @type {string} */ text) => remote.score(text),
    many: (/** @type {Parameters<Remote["many"]>} */ ...[rubric, files, onDone]) => remote.many(rubric, files, Comlink.proxy(onDone)),
  };
}

/** Comes when the page has been drawn, which is only where somebody sees it, or is touched before. */
function drawn() {
  return new Promise((resolve) => {
    for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, resolve, { once: true, capture: true });
    requestAnimationFrame(() => setTimeout(resolve));
  });
}

/** What to load; it stands in the page, so that nothing has to be asked before. */
function manifest() {
  return JSON.parse(/** @type {HTMLMetaElement} */ (document.querySelector('meta[name="scorer-runtime"]')).content);
}

/**
 * Starts from a blob that only imports the worker's modules: such a worker is bound by the page's content security policy,
 * one started from an address is not.
 */
function startWorker() {
  const imports = MODULES.map((name) => `import ${JSON.stringify(new URL(name, import.meta.url).href)};`);
  const address = URL.createObjectURL(new Blob(imports, { type: "text/javascript" }));
  const worker = new Worker(address, { type: "module", name: "scorer" });
  worker.addEventListener("error", (event) => (event.preventDefault(), fail(event.message ?? event.type)));
  worker.addEventListener("messageerror", () => fail("unreadable message"));
  return worker;
}
