/**
 * Answers files in, results out, both as JSON text: the Python scorer inside the self-hosted Pyodide, in a module worker.
 * Everything it fetches lies beside this module, so it works from any path.
 */

import * as Comlink from "./vendor/comlink.mjs";

/** @typedef {{pyodide: string, scorer: string, files: Record<string, number>}} Manifest */
/** @typedef {(loaded: number, total: number) => void} Progress */
/** @typedef {(text: string) => string} Score */

const RUNTIME = new URL("pyodide/", import.meta.url).href;
const NEVER_STALE = new Set(["manifest.json", "pyodide-lock.json"]);

const { fetch } = globalThis;
const { instantiateStreaming } = WebAssembly;

/** @type {(reason: unknown) => void} */
let fail;
/** Pyodide only warns when it cannot fetch or compile its parts, and then waits for ever. @type {Promise<never>} */
const failure = new Promise((_, reject) => (fail = reject));
failure.catch(() => {});
addEventListener("unhandledrejection", (event) => (event.preventDefault(), fail(event.reason)));

/** @type {Score | undefined} */
let score;

Comlink.expose({
  /** @param {Progress} onProgress */
  start: (onProgress) => Promise.race([start(onProgress), failure]),
  /** @param {string} text */
  score: (text) => {
    if (!score) throw new Error("the scorer has not started");
    return score(text);
  },
});

/** @param {Progress} onProgress */
async function start(onProgress) {
  const manifest = /** @type {Manifest} */ (await (await fetched(`${RUNTIME}manifest.json`)).json());
  NEVER_STALE.add(manifest.scorer);
  const count = counter(manifest, onProgress);
  countDownloads(manifest, count);
  watchCompilation();
  const module = `${RUNTIME}pyodide.asm.mjs`;
  const [{ loadPyodide }] = await Promise.all([
    imported(`${RUNTIME}pyodide.mjs`, () => count("pyodide.mjs", manifest.files["pyodide.mjs"] ?? 0)),
    imported(module, () => count("pyodide.asm.mjs", manifest.files["pyodide.asm.mjs"] ?? 0)),
  ]);
  /** @type {import("pyodide").PyodideAPI} */
  const python = await loadPyodide({
    indexURL: RUNTIME,
    packageBaseUrl: RUNTIME,
    packages: ["zhiping"],
  });
  const scorer = python.pyimport("scorer");
  scorer.rubrics().destroy();
  score = scorer.score_json;
}

/** @param {string} url @param {() => void} onLoaded */
async function imported(url, onLoaded) {
  const module = await import(url);
  onLoaded();
  return module;
}

/**
 * Reports bytes as they come in, never more of a file than it has.
 *
 * @param {Manifest} manifest
 * @param {Progress} onProgress
 */
function counter({ files }, onProgress) {
  /** @type {Record<string, number>} */
  const loaded = {};
  const total = Object.values(files).reduce((sum, size) => sum + size, 0);
  onProgress(0, total);
  return (/** @type {string} */ name, /** @type {number} */ bytes) => {
    loaded[name] = Math.min((loaded[name] ?? 0) + bytes, files[name] ?? 0);
    onProgress(
      Object.values(loaded).reduce((sum, size) => sum + size, 0),
      total,
    );
  };
}

/**
 * Pyodide fetches by itself and reports nothing, so its downloads are counted under way.
 *
 * @param {Manifest} manifest
 * @param {(name: string, bytes: number) => void} count
 */
function countDownloads({ files }, count) {
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    const name = url.slice(RUNTIME.length);
    if (!url.startsWith(RUNTIME) || !(name in files)) return fetched(url, init);
    return counted(await fetched(url, init), name, count);
  };
}

function watchCompilation() {
  WebAssembly.instantiateStreaming = (source, imports) =>
    instantiateStreaming(source, imports).catch((error) => {
      fail(error);
      throw error;
    });
}

/** @param {string} url @param {RequestInit} [init] */
async function fetched(url, init) {
  /** @type {RequestInit} */
  const fresh = NEVER_STALE.has(url.slice(RUNTIME.length)) ? { cache: "no-cache" } : {};
  try {
    const response = await fetch(url, { ...init, ...fresh });
    if (!response.ok) throw new Error(`${response.status} ${url}`);
    return response;
  } catch (error) {
    fail(error);
    throw error;
  }
}

/** @param {Response} response @param {string} name @param {(name: string, bytes: number) => void} count */
function counted(response, name, count) {
  const through = new TransformStream({
    transform(chunk, controller) {
      count(name, chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  const body = response.body?.pipeThrough(through) ?? null;
  // Not every server knows the type, and without it the wasm is not compiled while it loads.
  const headers = name.endsWith(".wasm") ? { "content-type": "application/wasm" } : response.headers;
  return new Response(body, { status: response.status, headers });
}
