/** The packed memory of a Python that is ready to score in, as the network gives it; the memory out. */

import { eachPart } from "./downloads.mjs";

/**
 * What is left out of it is zero, and so is what would come after it.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} packed
 * @param {[start: number, length: number][]} filled the stretches that it holds, in their order
 */
export async function unpacked(packed, filled) {
  const [lastStart, lastLength] = filled.at(-1) ?? [0, 0];
  const whole = new Uint8Array(lastStart + lastLength);
  let stretch = 0;
  let done = 0;
  await eachPart(packed.pipeThrough(new DecompressionStream("gzip")), (part) => {
    for (let at = 0; at < part.length; ) {
      const [start, length] = filled[stretch] ?? tooLong();
      const fitting = part.subarray(at, at + length - done);
      whole.set(fitting, start + done);
      at += fitting.length;
      done += fitting.length;
      if (done === length) [stretch, done] = [stretch + 1, 0];
    }
  });
  if (stretch !== filled.length) throw new Error(`the snapshot ends in stretch ${stretch} of ${filled.length}`);
  return whole;
}

/** @returns {never} */
function tooLong() {
  throw new Error("the snapshot holds more than it should");
}
