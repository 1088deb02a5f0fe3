/** The manifest of the runtime in, its files out, with the bytes counted while they come in. */

/**
 * @typedef {object} Manifest what to load; the names of all files are relative to the manifest
 * @property {string} core the folder of Pyodide
 * @property {string} scorer the folder of the scorer
 * @property {import("./memory.mjs").Layout} memory what of Python's memory the snapshot holds
 * @property {Record<string, number>} files the sizes of what a start needs
 * @property {Record<string, number>} fallback the sizes of what a start without the snapshot needs besides
 *
 * @typedef {(loaded: number, total: number) => void} Progress
 * @typedef {ReturnType<typeof downloads>} Downloads
 */

const { fetch } = globalThis;
/** Progress is told in so many steps: every message costs the page and the worker more than a part costs to read. */
const STEPS = 50;
/** Whoever waits this long looks at the progress; what comes sooner need not be counted. */
const PATIENCE_MS = 600;

/**
 * @param {Manifest} manifest
 * @param {string} root the folder of the manifest
 * @param {boolean} isKept all should be in the browser's cache: nobody will wait for bytes
 * @param {Progress} onProgress
 */
export function downloads({ files, fallback }, root, isKept, onProgress) {
  const sizes = { ...files };
  /** @type {Record<string, number>} */
  const loaded = {};
  let told = 0;
  let isComplete = false;
  const tell = () => onProgress((told = sum(loaded)), sum(sizes));
  /** Never more of a file than it has. @param {string} name @param {number} bytes */
  const count = (name, bytes) => {
    loaded[name] = Math.min((loaded[name] ?? 0) + bytes, sizes[name] ?? 0);
    if (sum(loaded) - told >= sum(sizes) / STEPS) tell();
  };
  const waiting = new Promise((come) => setTimeout(come, PATIENCE_MS));
  /** @param {string} name @param {Response["body"]} copy */
  const countLater = async (name, copy) => {
    await waiting;
    await (isComplete ? copy?.cancel() : eachPart(copy, ({ byteLength }) => count(name, byteLength)));
  };
  tell();
  return {
    /**
     * Whatever lies in the cache is good for ever: names tell the content. What is given out is the browser's own response,
     * whose program it keeps compiled for the next visit; the bytes are counted on a copy, which costs as much as reading them.
     *
     * @param {string} name @param {RequestInit} [init]
     */
    async file(name, init) {
      const response = await fetch(root + name, { ...init, cache: "force-cache" });
      if (!response.ok) throw new Error(`${response.status} ${root}${name}`);
      if (isKept) count(name, Infinity);
      else void countLater(name, response.clone().body).catch(() => {});
      return response;
    },
    /** @param {string} name */
    async module(name) {
      const module = await import(root + name);
      count(name, Infinity);
      return module;
    },
    /** @param {string} lost */
    wantFallback(lost) {
      delete sizes[lost];
      delete loaded[lost];
      Object.assign(sizes, fallback);
    },
    /** All is there, whatever is still being counted. */
    complete() {
      isComplete = true;
      Object.assign(loaded, sizes);
      tell();
    },
  };
}

/** @param {Record<string, number>} bytes */
function sum(bytes) {
  return Object.values(bytes).reduce((total, size) => total + size, 0);
}

/**
 * In the way that all browsers know.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>> | null} stream
 * @param {(part: Uint8Array<ArrayBuffer>) => void} act
 */
export async function eachPart(stream, act) {
  const reader = stream?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) act(part.value);
}
