// A place and one way to take what was typed in, how well its words match out.

import { abbreviates, holds } from "./search_likeness.mjs";

/** @typedef {import("./search_ranking.mjs").Found} Found */
/** @typedef {import("./search_ranking.mjs").Indexed} Indexed */
/** @typedef {import("./search_ranking.mjs").Weighed} Weighed */
/** @typedef {import("./search_words.mjs").Word} Word */

/**
 * What was typed as a mark, a code, a number or a passage; otherwise its words.
 * @param {Indexed} indexed @param {Weighed} query @returns {Found}
 */
export function best(indexed, query) {
  const { place, page, title, text, whole } = indexed;
  const mark = query.marks.find((sign) => place.title.includes(sign) || place.text.slice(0, 20).includes(sign));
  if (mark) return { score: 80, words: [mark] };
  if (query.code?.test(title)) return { score: 100, words: [query.code.exec(title)?.[0] ?? ""] };
  if (query.item?.test(title)) {
    return { score: (isItem(place) ? 90 : 89) - title.length / 100, words: [query.item.exec(title)?.[0] ?? ""] };
  }
  for (const phrase of query.phrases) {
    const density = phrase.length / (whole.length + 1);
    if (title === phrase) return { score: 98, words: [phrase] };
    // What groups places says nothing itself.
    if (holds(title, phrase)) return { score: (text === title ? 78 : 80) + 10 * density, words: [phrase] };
    if (holds(text, phrase)) return { score: (place === page ? 57 : 65) + 10 * density, words: [phrase] };
    if (holds(whole, phrase)) return { score: 64, words: [phrase] };
    if (whole.includes(phrase)) return { score: 62, words: [phrase] };
  }
  const { score, words } = worded(indexed, query);
  // What a place says counts more than what stands above it; a page has its places.
  return { score: place === page ? 0.9 * score : score, words };
}

/**
 * All words that blanks part, of many at least half the signs; best where they stand in the place itself and as they were typed.
 * @param {Indexed} indexed @param {Weighed} query @returns {Found}
 */
function worded(indexed, { words, missable }) {
  let [sum, missed] = [0, 0];
  for (const word of words) {
    const value = said(indexed, word);
    sum += value;
    if (!value) missed += word.spelt[0]?.length ?? 0;
    if (missed > missable) return { score: 0, words: [] };
  }
  if (!words.length) return { score: 0, words: [] };
  const score = 40 + (15 * sum) / words.length - (missed ? 8 : 0) + 4 / Math.log2(indexed.whole.length + 3);
  return { score, words: words.flatMap(({ spelt }) => spelt) };
}

/** @param {Indexed} indexed @param {Word} word */
function said({ place, title, around, whole, head, asked }, { spelt, item }) {
  if (item?.test(title) && isItem(place)) return 1.2;
  const ways = spelt.map((word) => {
    if (title === word) return 1.2;
    if (holds(title, word)) return 1.05;
    if (holds(whole, word)) return 1;
    if (holds(asked, word)) return 0.9;
    if (holds(around, word)) return 0.8;
    if (abbreviates(word, title)) return 0.6;
    return abbreviates(word, whole) ? 0.5 : head.includes(word) ? 0.4 : abbreviates(word, around) ? 0.3 : 0;
  });
  return Math.max(...ways);
}

/** @param {{location: string}} place */
export function isItem({ location }) {
  return location.includes("#item-");
}

/**
 * Every word in the place, each at most one sign wrong; only for where nothing else is found.
 * @param {Indexed} indexed @param {RegExp[]} close @returns {Found}
 */
export function mistyped({ place, page, whole }, close) {
  const found = close.map((word) => word.exec(whole)?.[0] ?? "");
  if (!close.length || found.includes("")) return { score: 0, words: [] };
  return { score: (place.own || page.own ? 39 : 41) + 4 / Math.log2(whole.length + 3), words: found };
}

/**
 * How much of the question a place answers, rare pairs of characters counting more.
 * @param {string} around @param {[string, number][]} wanted @returns {Found}
 */
export function covered(around, wanted) {
  const found = wanted.filter(([pair]) => around.includes(pair));
  const sum = (/** @type {[string, number][]} */ some) => some.reduce((total, [, weight]) => total + weight, 0);
  const share = found.length ? sum(found) / sum(wanted) : 0;
  if (share < 0.25) return { score: 0, words: [] };
  return { score: 38 * share + 4 / Math.log2(around.length + 3), words: found.map(([pair]) => pair) };
}
