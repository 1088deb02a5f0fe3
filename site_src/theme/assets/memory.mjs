/** The packed memory of a Python that is ready to score in, as the network gives it; a memory that holds the same out. */

import { eachPart } from "./downloads.mjs";

/**
 * @typedef {object} Layout what is sent of a memory: all that is not the same in every new one
 * @property {string} head what Pyodide wants to know of it, in base64
 * @property {[start: number, length: number][]} filled the stretches that are sent, in their order
 *
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {NonNullable<NonNullable<Parameters<typeof import("pyodide").loadPyodide>[0]>["createPyodideModule"]>} Program what
 *   Pyodide runs Python with
 * @typedef {Parameters<Program>[0]} Settings
 * @typedef {Awaited<ReturnType<Program>>} Python
 * @typedef {{wasmTable: WebAssembly.Table, __PyRuntime: number, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number}} Inside
 */

/**
 * @param {ReadableStream<Bytes>} packed
 * @param {Layout} layout
 * @param {Promise<Program>} program
 * @returns what Pyodide is to be loaded with, so that it runs in that memory; it can be on its way while the rest comes in
 */
export function restoring(packed, { head, filled }, program) {
  const inflating = inflated(packed);
  inflating.catch(() => {}); // is told when there is a memory for it
  return {
    _loadSnapshot: Uint8Array.from(atob(head), (sign) => sign.charCodeAt(0)),
    createPyodideModule: async (/** @type {Settings} */ settings) => {
      const python = await (await program)({ ...settings, preRun: [keepPlaceOfCaller, ...(settings.preRun ?? [])] });
      const parts = await inflating;
      const caller = callerIn(python)[0] ?? 0;
      layOut(python.HEAPU8, filled, parts);
      callerIn(python)[0] = caller;
      return python;
    },
  };
}

/** @param {ReadableStream<Bytes>} packed */
async function inflated(packed) {
  /** @type {Bytes[]} */
  const parts = [];
  await eachPart(packed.pipeThrough(new DecompressionStream("gzip")), (part) => parts.push(part));
  return parts;
}

/**
 * Python calls what is written in C through a small program of its own, where the browser can run that: WebKit cannot, and
 * on an iPhone it is not used. The functions that come after it have their places all the same.
 *
 * @param {Python} python
 */
function keepPlaceOfCaller(python) {
  if (!callerIn(python)[0]) /** @type {Python & Inside} */ (python).wasmTable.grow(1);
}

/** @param {Python} python @returns {Uint32Array} the one word that holds the program's place; 0: there is none */
function callerIn(python) {
  const { HEAPU32, __PyRuntime, __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET } = /** @type {Python & Inside} */ (python);
  const at = __PyRuntime + (HEAPU32[__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET / HEAPU32.BYTES_PER_ELEMENT] ?? 0);
  return new Uint32Array(HEAPU32.buffer, at, 1);
}

/**
 * Straight to its place: a copy of all of it would take longer than anything else here.
 *
 * @param {Uint8Array} memory
 * @param {Layout["filled"]} filled
 * @param {Bytes[]} parts
 */
function layOut(memory, filled, parts) {
  let [stretch, done] = [0, 0];
  for (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const [start, length] = filled[stretch] ?? tooLong();
      const fitting = part.subarray(at, at + length - done);
      memory.set(fitting, start + done);
      at += fitting.length;
      done += fitting.length;
      if (done === length) [stretch, done] = [stretch + 1, 0];
    }
  }
  if (stretch !== filled.length) throw new Error(`the snapshot ends in stretch ${stretch} of ${filled.length}`);
}

/** @returns {never} */
function tooLong() {
  throw new Error("the snapshot holds more than it should");
}
