/** The manifest of the runtime in, its files out, with the bytes counted while they come in. */

/**
 * @typedef {object} Manifest what to load; the names of all files are relative to the manifest
 * @property {string} core the folder of Pyodide
 * @property {string} scorer the folder of the scorer
 * @property {number} memory the size of the inflated snapshot
 * @property {Record<string, number>} files the sizes of what a start needs
 * @property {Record<string, number>} fallback the sizes of what a start without the snapshot needs besides
 *
 * @typedef {(loaded: number, total: number) => void} Progress
 * @typedef {ReturnType<typeof downloads>} Downloads
 */

const { fetch } = globalThis;
/** Progress is told in so many steps: every message costs the page and the worker more than a part costs to read. */
const STEPS = 50;

/** @param {Manifest} manifest @param {string} root the folder of the manifest @param {Progress} onProgress */
export function downloads({ files, fallback }, root, onProgress) {
  const sizes = { ...files };
  /** @type {Record<string, number>} */
  const loaded = {};
  let told = 0;
  const tell = () => onProgress((told = sum(loaded)), sum(sizes));
  /** Never more of a file than it has. @param {string} name @param {number} bytes */
  const count = (name, bytes) => {
    loaded[name] = Math.min((loaded[name] ?? 0) + bytes, sizes[name] ?? 0);
    if (sum(loaded) - told >= sum(sizes) / STEPS) tell();
  };
  tell();
  return {
    /** Whatever lies in the cache is good for ever: names tell the content. @param {string} name @param {RequestInit} [init] */
    async file(name, init) {
      const response = await fetch(root + name, { ...init, cache: "force-cache" });
      if (!response.ok) throw new Error(`${response.status} ${root}${name}`);
      return new Response(response.body?.pipeThrough(counting((bytes) => count(name, bytes))), { headers: response.headers });
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
    complete: () => (Object.assign(loaded, sizes), tell()),
  };
}

/** @param {Record<string, number>} bytes */
function sum(bytes) {
  return Object.values(bytes).reduce((total, size) => total + size, 0);
}

/** @param {(bytes: number) => void} onBytes @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} */
function counting(onBytes) {
  return new TransformStream({
    transform(part, passed) {
      onBytes(part.byteLength);
      passed.enqueue(part);
    },
  });
}
