// Places and a query in, the places that answer it out, best first.

import { normal, pairs, understood } from "./search_words.mjs";

/** @typedef {import("./search_words.mjs").Query} Query */
/** @typedef {{location: string, title: string, text: string, under?: string, mark?: string, page?: string, own?: string}} Place */
/** @typedef {{place: Place, page: Place, title: string, text: string, whole: string, around: string}} Indexed */
/** @typedef {{score: number, words: string[]}} Found */

const DIGITS = [/\d/, /[一二三四五六七八九十]/];

/** An index of places, in which the entry of a page stands before those of its places. */
export class Index {
  /** @param {Place[]} places */
  constructor(places) {
    let page = /** @type {Place} */ (places[0]);
    /** @type {Set<string>} */
    let titles = new Set();
    /** @type {Indexed[]} */
    this.places = places.map((place) => {
      if (!place.location.includes("#")) [page, titles] = [place, new Set()];
      const [title, text] = [normal(place.title), normal(place.text)];
      const heading = `${title}\n${place.under}`;
      const inherited = titles.has(heading);
      titles.add(heading);
      const around = [page.page, place.under].map((name) => normal(name ?? "")).join("\n");
      return { place, page, title: inherited ? "" : title, text, whole: title + text, around: `${around}\n${title}${text}` };
    });
    /** In how many places a pair of characters stands. @type {Map<string, number>} */
    this.frequency = new Map();
    for (const { around } of this.places) {
      for (const pair of new Set(pairs(around))) this.frequency.set(pair, (this.frequency.get(pair) ?? 0) + 1);
    }
  }

  /** @param {string} typed @param {number} most */
  search(typed, most) {
    const query = understood(typed);
    const wanted = query.pairs.map((pair) => /** @type {[string, number]} */ ([pair, this.rarity(pair)]));
    const hits = this.places
      .map((indexed) => ({ ...indexed, ...ranked(indexed, query, wanted) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
    // Where the words stand, what merely resembles them is noise.
    return hits.filter(({ score }) => score > (hits[0]?.score ?? 0) / 2).slice(0, most);
  }

  /** @param {string} pair */
  rarity(pair) {
    const places = this.frequency.get(pair);
    return places ? Math.log2((this.places.length + 1) / places) : 1;
  }
}

/**
 * The site's own words come after a document's that match as well, and before those that match less.
 * @param {Indexed} indexed @param {Query} query @param {[string, number][]} wanted @returns {Found}
 */
function ranked(indexed, query, wanted) {
  const found = best(indexed, query, wanted);
  const own = indexed.page.own || indexed.place.own;
  if (!own || !found.score) return found;
  const literal = (found.words[0] ?? "").length > 5 ? 56 : 40;
  return { ...found, score: found.score > 60 ? literal + found.score / 50 : 0.85 * found.score };
}

/** @param {Indexed} indexed @param {Query} query @param {[string, number][]} wanted @returns {Found} */
function best({ place, page, title, text, whole, around }, query, wanted) {
  const mark = query.marks.find((sign) => place.title.includes(sign) || place.text.slice(0, 20).includes(sign));
  if (mark) return { score: 80, words: [mark] };
  if (query.code?.test(title)) return { score: 100, words: [query.code.exec(title)?.[0] ?? ""] };
  if (query.item?.test(title)) return { score: 90 - title.length / 100, words: [query.item.exec(title)?.[0] ?? ""] };
  for (const phrase of query.phrases) {
    const density = phrase.length / (whole.length + 1);
    if (title === phrase) return { score: 98, words: [phrase] };
    if (holds(title, phrase)) return { score: 80 + 10 * density, words: [phrase] };
    if (holds(text, phrase)) return { score: 65 + 10 * density, words: [phrase] };
    if (holds(whole, phrase)) return { score: 64, words: [phrase] };
    if (whole.includes(phrase)) return { score: 62, words: [phrase] };
  }
  const words = worded(around, text, query.words);
  const { score, words: found } = words.score ? words : covered(around, wanted);
  // What a place says counts more than what stands above it; a page has its places.
  return { score: place === page ? 0.9 * score : score, words: found };
}

/**
 * All words that blanks part, best where they stand in the text itself and as they were typed.
 * @param {string} around @param {string} text @param {string[]} words @returns {Found}
 */
function worded(around, text, words) {
  let sum = 0;
  for (const word of words) {
    const value = holds(text, word) ? 1 : holds(around, word) ? 0.8 : abbreviates(word, text) ? 0.5 : abbreviates(word, around) ? 0.3 : 0;
    if (!value) return { score: 0, words: [] };
    sum += value;
  }
  return words.length ? { score: 40 + (15 * sum) / words.length + 4 / Math.log2(text.length + 3), words } : { score: 0, words };
}

/**
 * A number is found as a whole number only: 第1 is not in 第12, 五个 not in 十五个.
 * @param {string} text @param {string} phrase
 */
function holds(text, phrase) {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = [text[at - 1], phrase[0]];
    const after = [phrase.at(-1), text[at + phrase.length]];
    if (![before, after].some((signs) => DIGITS.some((kind) => signs.every((sign) => kind.test(sign ?? ""))))) return true;
  }
  return false;
}

/**
 * 疾控 for 疾病预防控制: every sign of a short Chinese word at most three signs after the one before; 虚假报告 for
 * 虚假职业卫生技术报告.
 * @param {string} word @param {string} text
 */
function abbreviates(word, text) {
  if (!/^\p{Script=Han}{2,8}$/u.test(word)) return false;
  if (word.length === 4 && new RegExp(`${word.slice(0, 2)}\\p{Script=Han}{0,12}${word.slice(2)}`, "u").test(text)) return true;
  let ends = [...text].flatMap((sign, at) => (sign === word[0] ? [at] : []));
  for (const sign of word.slice(1)) {
    ends = [...new Set(ends.flatMap((end) => [1, 2, 3, 4].map((gap) => end + gap)))].filter((at) => text[at] === sign);
  }
  return ends.length > 0;
}

/**
 * How much of the question a place answers, rare pairs of characters counting more.
 * @param {string} around @param {[string, number][]} wanted @returns {Found}
 */
function covered(around, wanted) {
  const found = wanted.filter(([pair]) => around.includes(pair));
  const sum = (/** @type {[string, number][]} */ some) => some.reduce((total, [, weight]) => total + weight, 0);
  const share = found.length ? sum(found) / sum(wanted) : 0;
  if (share < 0.25) return { score: 0, words: [] };
  return { score: 38 * share + 4 / Math.log2(around.length + 3), words: found.map(([pair]) => pair) };
}
