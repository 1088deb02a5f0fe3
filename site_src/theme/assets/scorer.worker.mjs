/**
 * Answers files in, results out, both as JSON text: the Python scorer inside the self-hosted Pyodide, in a module worker.
 * Python comes ready to score out of a memory snapshot; where that cannot be restored, it starts the ordinary way.
 */

import * as Comlink from "./vendor/comlink.mjs";
import { downloads } from "./downloads.mjs";
import { restoring } from "./memory.mjs";

/**
 * @typedef {import("./downloads.mjs").Manifest} Manifest
 * @typedef {import("./downloads.mjs").Downloads} Downloads
 * @typedef {import("pyodide").PyodideAPI} Python
 * @typedef {Parameters<typeof import("pyodide").loadPyodide>[0]} Options
 * @typedef {ReturnType<typeof prepare>} Parts
 */

const ROOT = new URL("../pyodide/", import.meta.url).href;
const { fetch } = globalThis;
const WASM = "application/wasm";
const SMALL_BYTES = 100;
/** Nobody who is about to ask shall have to wait for a run that only warms up. */
const PAUSE_MS = 30;
/** A text of this many characters is work enough by itself. */
const LARGE = 50_000;
const EMPTY_ZIP = Uint8Array.from({ length: 22 }, (_, n) => [0x50, 0x4b, 5, 6][n] ?? 0);

/** @type {(reason: unknown) => void} */
let fail;
addEventListener("unhandledrejection", (event) => (event.preventDefault(), fail(event.reason)));

/** @type {[loaded: number, total: number]} */
let progress = [0, 0];
/** @type {import("./downloads.mjs").Progress} */
let onProgress = () => {};
rememberSmallPrograms();

/**
 * The page's head says what to load, and when; it may come before anybody asks.
 *
 * @type {Promise<{load: Manifest, isKept: boolean}>}
 */
const wanted = new Promise((come) => addEventListener("message", ({ data }) => data.load && come(data)));
const scorer = wanted.then(start);
scorer.catch(() => {}); // is told to whoever asks

Comlink.expose({
  /** @param {import("./downloads.mjs").Progress} follow */
  async started(follow) {
    onProgress = follow;
    if (progress[1]) follow(...progress);
    await scorer;
  },
  /** @param {string} text @returns {Promise<string>} */
  async score(text) {
    const { score, scoreAfresh } = await scorer;
    const result = score(text);
    if (text.length < LARGE) warmUp(() => scoreAfresh(text));
    return result;
  },
  /** @param {string} rubric @param {string} files @param {(done: number) => void} onDone @returns {Promise<string>} */
  many: async (rubric, files, onDone) => (await scorer).many(rubric, files, (/** @type {number} */ done) => void onDone(done)),
});

/** More than typing needs: Chromium keeps a program compiled for the next visit once a megabyte of it is compiled for good. */
let runsUntilWarm = 60;
let nextRun = 0;

/**
 * Python is compiled for good only where it runs often: typing would be slow until then. Whatever is asked comes between.
 *
 * @param {() => void} run
 */
function warmUp(run) {
  clearTimeout(nextRun);
  if (runsUntilWarm > 0) nextRun = setTimeout(() => (runsUntilWarm--, run(), warmUp(run)), PAUSE_MS);
}

/** @param {Awaited<typeof wanted>} what */
async function start({ load: manifest, isKept }) {
  const get = downloads(manifest, ROOT, isKept, (...now) => onProgress(...(progress = now)));
  const parts = prepare(manifest, get);
  const python = await attempt(() => restored(manifest, get, parts)).catch((cause) => {
    console.warn("scorer: starting without the snapshot", cause);
    get.wantFallback(`${manifest.scorer}snapshot.gz`);
    return attempt(() => started(manifest, get, parts));
  });
  const { score_json: score, score_afresh: scoreAfresh, many_json: many, rubrics } = python.pyimport("scorer");
  rubrics().destroy();
  get.complete();
  return { score, scoreAfresh, many };
}

/**
 * Pyodide only warns when it cannot fetch or compile its parts, and then waits for ever.
 *
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
function attempt(run) {
  return new Promise((resolve, reject) => {
    fail = reject;
    run().then(resolve, reject);
  });
}

/**
 * Everything that both ways of starting need is asked for at once; Pyodide by itself would do one after the other.
 *
 * @param {Manifest} manifest
 * @param {Downloads} get
 */
function prepare({ core, scorer }, get) {
  const compiled = get.file(`${core}pyodide.asm.wasm`).then(compile);
  const modules = Promise.all([get.module(`${core}pyodide.mjs`), get.module(`${core}pyodide.asm.mjs`)]);
  const lock = get.file(`${scorer}pyodide-lock.json`).then((response) => response.text());
  for (const part of [compiled, modules, lock]) part.catch(() => {});
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled.catch(told);
    return { module, instance: await WebAssembly.instantiate(module, imports).catch(told) };
  };
  const load = async (/** @type {Options} */ options) => {
    const [[{ loadPyodide }], lockFileContents] = await Promise.all([modules, lock]);
    const base = { indexURL: ROOT + core, packageBaseUrl: ROOT + scorer, lockFileContents };
    return /** @type {Promise<Python>} */ (loadPyodide({ ...base, ...options }));
  };
  return { load, program: modules.then(([, { default: program }]) => program) };
}

/** Not every server knows the type, without which nothing is compiled while it loads. @param {Response} response */
function compile(response) {
  const typed = response.headers.get("content-type") === WASM;
  return WebAssembly.compileStreaming(typed ? response : new Response(response.body, { headers: { "content-type": WASM } }));
}

/** @param {Manifest} manifest @param {Downloads} get @param {Parts} parts */
async function restored({ core, scorer, memory }, get, { load, program }) {
  answer(get, { [`${core}pyodide.asm.wasm`]: "", [`${core}python_stdlib.zip`]: EMPTY_ZIP });
  const { body } = await get.file(`${scorer}snapshot.gz`);
  return load(restoring(/** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body), memory, program));
}

/** @param {Manifest} manifest @param {Downloads} get @param {Parts} parts */
async function started({ core }, get, { load }) {
  answer(get, { [`${core}pyodide.asm.wasm`]: "" });
  return load({ packages: ["zhiping"] });
}

/**
 * Answers what Pyodide fetches by itself, so that it is counted, and what is already here is not fetched again.
 *
 * @param {Downloads} get
 * @param {Record<string, string | Uint8Array<ArrayBuffer>>} given
 */
function answer(get, given) {
  globalThis.fetch = async (input, init) => {
    const url = String(input instanceof Request ? input.url : input);
    if (!url.startsWith(ROOT)) return fetch(input, init);
    const name = url.slice(ROOT.length);
    return name in given ? new Response(given[name] ?? "") : get.file(name, init).catch(told);
  };
}

/**
 * Pyodide hands hundreds of functions to WebAssembly, each wrapped in a program of a few bytes that is compiled for it, and
 * there are only few kinds of them.
 */
function rememberSmallPrograms() {
  /** @type {Map<string, WebAssembly.Module>} */
  const compiled = new Map();
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct(Module, [bytes]) {
      const kind = bytes.byteLength < SMALL_BYTES ? String(bytes) : "";
      const module = compiled.get(kind) ?? new Module(bytes);
      if (kind) compiled.set(kind, module);
      return module;
    },
  });
}

/** @param {unknown} cause @returns {never} */
function told(cause) {
  fail(cause);
  throw cause;
}
