// Places and a query in, the places that answer it out, best first.

import { abbreviates, nearly } from "./search_likeness.mjs";
import { amount, readings } from "./search_questions.mjs";
import { normal, pairs, understood } from "./search_words.mjs";

/** @typedef {import("./search_words.mjs").Query} Query */
/** @typedef {{location: string, title: string, text: string, under?: string, mark?: string, page?: string, own?: string}} Place */
/** @typedef {{place: Place, page: Place, title: string, text: string, whole: string, around: string}} Indexed */
/** @typedef {Pick<Indexed, "title" | "around" | "whole">} Stands */
/** @typedef {Query & {weight: number, loose: boolean}} Reading */
/** @typedef {Reading & {code: RegExp | undefined, missable: number, wanted: [string, number][]}} Weighed `missable`: how many signs; with the rarity of every pair */
/** @typedef {{score: number, words: string[]}} Found */

/** Below this a place resembles what was typed, but does not hold all words of it. */
const SURE = 43;
/** So many words are a copied passage, not words of one's own, of which one may be wrong. */
const MANY = 8;
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
    const asked = amount(typed);
    const queries = readings(typed).map(({ text, ...reading }) => this.weighed({ ...understood(text), ...reading }));
    const hits = this.found((one) => answered(one, queries, asked));
    const all = (hits[0]?.score ?? 0) < SURE ? [...this.close(queries), ...hits] : hits;
    // Where the words stand, what merely resembles them is noise.
    const shown = new Map(all.filter(({ score }) => score > (all[0]?.score ?? 0) / 2).map((hit) => [hit.place, hit]));
    return [...shown.values()].slice(0, most);
  }

  /** A word that stands nowhere may be mistyped. @param {Weighed[]} queries as typed first */
  close([typed]) {
    const words = typed?.words ?? [];
    const known = words.every((spelt) => this.places.some(({ around }) => spelt.some((word) => around.includes(word))));
    const close = known ? [] : words.map(([word = ""]) => nearly(word));
    return this.found((one) => mistyped(one, close));
  }

  /** @param {(indexed: Indexed) => Found} rank */
  found(rank) {
    return this.places
      .map((indexed) => ({ ...indexed, ...rank(indexed) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score);
  }

  /** A letter that no code has is taken for a misprint. @param {Reading} query @returns {Weighed} */
  weighed(query) {
    const code = query.codes.find((begun) => this.places.some(({ title }) => begun.test(title)));
    const { words, loose } = query;
    const missable = (words.length > 2 && words.length < MANY) || loose ? words.flatMap(([word = ""]) => [...word]).length / 2 : 0;
    return { ...query, code, missable, wanted: query.pairs.map((pair) => [pair, this.rarity(pair)]) };
  }

  /** @param {string} pair */
  rarity(pair) {
    const places = this.frequency.get(pair);
    return places ? Math.log2((this.places.length + 1) / places) : 1;
  }
}

/**
 * The best of several ways to take the question, as it was typed before every other; what it asks for should be there.
 * The site's own words come after a document's that match as well, and before those that match less; so do the titles
 * of its own places (a topic of several documents), but not those of its own pages.
 * @param {Indexed} indexed @param {Weighed[]} queries @param {RegExp | null} asked @returns {Found}
 */
function answered(indexed, queries, asked) {
  let found = { score: 0, words: /** @type {string[]} */ ([]) };
  for (const query of queries) {
    const { score, words } = best(indexed, query);
    // The answer to a question holds what is asked for.
    const amount = !asked || asked.test(indexed.text) ? 1 : query.loose ? 0.75 : 0.95;
    const worth = score * query.weight * amount;
    if (worth > found.score) found = { score: worth, words };
  }
  const own = indexed.page.own || indexed.place.own;
  if (!own || !found.score) return found;
  if (indexed.place.own && found.score > 80) return { ...found, score: 65 };
  const literal = (found.words[0] ?? "").length > 5 ? 56 : 36;
  return { ...found, score: found.score > 60 ? literal + found.score / 50 : 0.8 * found.score };
}

/** @param {Indexed} indexed @param {Weighed} query @returns {Found} */
function best({ place, page, title, text, whole, around }, query) {
  const mark = query.marks.find((sign) => place.title.includes(sign) || place.text.slice(0, 20).includes(sign));
  if (mark) return { score: 80, words: [mark] };
  if (query.code?.test(title)) return { score: 100, words: [query.code.exec(title)?.[0] ?? ""] };
  if (query.item?.test(title)) {
    const section = place.location.includes("#section-") ? 1 : 0;
    return { score: 90 - section - title.length / 100, words: [query.item.exec(title)?.[0] ?? ""] };
  }
  for (const phrase of query.phrases) {
    const density = phrase.length / (whole.length + 1);
    if (title === phrase) return { score: 98, words: [phrase] };
    if (holds(title, phrase)) return { score: 80 + 10 * density, words: [phrase] };
    if (holds(text, phrase)) return { score: 65 + 10 * density, words: [phrase] };
    if (holds(whole, phrase)) return { score: 64, words: [phrase] };
    if (whole.includes(phrase)) return { score: 62, words: [phrase] };
  }
  const words = worded({ title, around, whole }, query);
  const { score, words: found } = words.score ? words : covered(around, query.wanted);
  // What a place says counts more than what stands above it; a page has its places.
  return { score: place === page ? 0.9 * score : score, words: found };
}

/**
 * All words that blanks part, of many at least half the signs; best where they stand in the place itself and as they were typed.
 * @param {Stands} stands @param {Weighed} query @returns {Found}
 */
function worded(stands, { words, missable }) {
  let [sum, missed] = [0, 0];
  for (const spelt of words) {
    const value = Math.max(...spelt.map((word) => said(stands, word)));
    sum += value;
    if (!value) missed += spelt[0]?.length ?? 0;
    if (missed > missable) return { score: 0, words: [] };
  }
  if (!words.length) return { score: 0, words: [] };
  const score = 40 + (15 * sum) / words.length - (missed ? 8 : 0) + 4 / Math.log2(stands.whole.length + 3);
  return { score, words: words.flat() };
}

/** @param {Stands} stands @param {string} word */
function said({ title, around, whole }, word) {
  if (holds(whole, word)) return 1;
  if (holds(around, word)) return 0.8;
  if (abbreviates(word, title)) return 0.6;
  return abbreviates(word, whole) ? 0.5 : abbreviates(word, around) ? 0.3 : 0;
}

/**
 * Every word in the place, each at most one sign wrong; only for where nothing else is found.
 * @param {Indexed} indexed @param {RegExp[]} close @returns {Found}
 */
function mistyped({ place, page, whole }, close) {
  const found = close.map((word) => word.exec(whole)?.[0] ?? "");
  if (!close.length || found.includes("")) return { score: 0, words: [] };
  return { score: (place.own || page.own ? 39 : 41) + 4 / Math.log2(whole.length + 3), words: found };
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
