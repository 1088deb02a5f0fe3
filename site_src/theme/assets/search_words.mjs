// What was typed in, and what of it to look for: search words the way Chinese documents print them.

const NUMERALS = "零一二三四五六七八九";
/** Where words begin without a blank: 第18条, what a citation names in brackets, 5.2D. */
const PARTS = /\s+|[《》「」]+|）(?=第)|(?=第[\d一二三四五六七八九十]+[条章项])|(?<=\d\.\d+)[的之中项]*(?=[A-Za-z])/;
const COUNTED = "[条章项款号个家名人份日天年月次周类级种]";

/** @typedef {{phrases: string[], words: Word[], marks: string[], codes: RegExp[], item: RegExp | null, pairs: string[]}} Query */
/** @typedef {{spelt: string[], item: RegExp | null}} Word in all its spellings, and what the title of the item begins with that it names */

/**
 * Full width, case, blanks and punctuation do not matter; between digits a dot does, and that there is a gap.
 * @param {string} text
 */
export function normal(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d)[^\p{L}\p{N}.]+(?=\d)/gu, "-")
    .replace(/[^\p{L}\p{N}%.\-]+/gu, "")
    .replace(/(?<!\d)[.\-]+|[.\-]+(?!\d)/g, "");
}

/** @param {string} text */
export function pairs(text) {
  const signs = [...text];
  return signs.slice(1).map((sign, n) => signs[n] + sign);
}

/** @param {string} typed @returns {Query} */
export function understood(typed) {
  const text = pointed(typed);
  const phrase = normal(text);
  const code = /^[a-z]?(\d{2,4})$/.exec(phrase);
  return {
    phrases: phrase ? spellings(phrase) : [],
    words: text.split(PARTS).map(normal).filter(Boolean).map((word) => ({ spelt: spellings(word), item: item(word, /项$/.test(word)) })),
    marks: phrase ? [] : text.match(/[★▲√]/g) ?? [],
    // The letter may be misprinted, or not given.
    codes: code ? [...(/^[a-z]/.test(phrase) ? [phrase] : []), `[a-z]${code[1]}`].map((begun) => new RegExp(`(?<![a-z\\d])${begun}\\d*(?!\\d)`)) : [],
    item: item(phrase),
    pairs: [...new Set(text.split(/\s+/).map(normal).flatMap(pairs))],
  };
}

/**
 * What the title of an item begins with, if that is what was typed.
 * @param {string} phrase
 */
function item(phrase, plain = true) {
  const number = plain && /^(?:检查项|项目|检查指标|指标|序号|第)?(\d+(?:[.-]\d+)*)项?$/.exec(phrase)?.[1];
  return number ? new RegExp(`^${number}(?![\\d.-])`) : null;
}

/**
 * The ways a phrase may be printed: as typed, and its numbers in the other kind of digits (第18条, 第十八条).
 * @param {string} phrase
 */
function spellings(phrase) {
  const printed = phrase.replace(new RegExp(`第?(\\d{1,2})(?=条)`, "g"), (_, digits) => `第${chinese(Number(digits))}`);
  const counts = (/** @type {string} */ text) =>
    text.replace(new RegExp(`\\d{1,2}(?=${COUNTED})`, "g"), (digits) => chinese(Number(digits)));
  const digits = phrase.replace(new RegExp(`[一二三四五六七八九十]+(?=${COUNTED})`, "g"), (name) => String(number(name)));
  const within = counts(printed).replace(/(条)第?([一二三四五六七八九十]+)[项款]$/, "$1$2");
  return [...new Set([phrase, printed, within, counts(phrase), digits])];
}

/** An item as it is read out, 六点二. @param {string} text */
function pointed(text) {
  return text.replace(/([一二三四五六七八九])点([一二三四五六七八九十]+)/g, (_, whole, part) => `${number(whole)}.${number(part)}`);
}

/** @param {number} value below 100 */
export function chinese(value) {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens > 1 ? NUMERALS[tens] + "十" : tens ? "十" : "";
  return head + (ones || !tens ? NUMERALS[ones] : "");
}

/** @param {string} name of a number below 100 */
export function number(name) {
  const [head = "", tail = ""] = name.includes("十") ? name.split("十") : ["零", name];
  return (head ? NUMERALS.indexOf(head) : 1) * 10 + (tail ? NUMERALS.indexOf(tail) : 0);
}
