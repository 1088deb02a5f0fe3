// What was typed in, and what of it to look for: search words the way Chinese documents print them.

const NUMERALS = "零一二三四五六七八九";
const COUNTED = "[条章项款号个家名人份日天年月次周类级种]";
const ASKING = /在不在|什么时候|什么|怎么样|怎么|怎样|如何|多少|多久|多长|哪些|哪个|哪几|有没有|能不能|可不可以|要不要|是不是|可以|需要|应该|吗|呢|么|里$/g;

/** @typedef {{phrases: string[], words: string[], marks: string[], code: RegExp | null, item: RegExp | null, pairs: string[]}} Query */

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

/** @param {string} text @returns {Query} */
export function understood(text) {
  const phrase = normal(text);
  const code = /^[a-z]?(\d{2,4})$/.exec(phrase);
  const item = /^第?(\d+(?:[.-]\d+)*)项?$/.exec(phrase);
  return {
    phrases: phrase ? spellings(phrase) : [],
    words: text.split(/\s+/).map(normal).filter(Boolean),
    marks: phrase ? [] : text.match(/[★▲√]/g) ?? [],
    // The letter of a whole code may be misprinted; a part of one may lack it.
    code: code && new RegExp(`(?<![a-z\\d])${phrase.length < 5 && /\D/.test(phrase) ? phrase : `[a-z]${code[1]}`}\\d*(?!\\d)`),
    item: item && new RegExp(`^${item[1]}(?![\\d.-])`),
    pairs: [...new Set(text.replace(ASKING, " ").split(/\s+/).map(normal).flatMap(pairs))],
  };
}

/**
 * The ways a phrase may be printed: as typed, and its numbers in the other kind of digits (第18条, 第十八条).
 * @param {string} phrase
 */
function spellings(phrase) {
  const printed = phrase.replace(new RegExp(`第?(\\d{1,2})(?=条)`, "g"), (_, digits) => `第${chinese(Number(digits))}`);
  const counted = phrase.replace(new RegExp(`\\d{1,2}(?=${COUNTED})`, "g"), (digits) => chinese(Number(digits)));
  const digits = phrase.replace(new RegExp(`[一二三四五六七八九十]+(?=${COUNTED})`, "g"), (name) => String(number(name)));
  return [...new Set([phrase, printed, counted, digits])];
}

/** @param {number} value below 100 */
function chinese(value) {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const head = tens > 1 ? NUMERALS[tens] + "十" : tens ? "十" : "";
  return head + (ones || !tens ? NUMERALS[ones] : "");
}

/** @param {string} name of a number below 100 */
function number(name) {
  const [head = "", tail = ""] = name.includes("十") ? name.split("十") : ["零", name];
  return (head ? NUMERALS.indexOf(head) : 1) * 10 + (tail ? NUMERALS.indexOf(tail) : 0);
}
