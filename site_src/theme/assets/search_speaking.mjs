// What a question is about in, how well a place speaks of it out.

import { abbreviates, holds } from "./search_likeness.mjs";

/** @typedef {import("./search_concepts.mjs").Concept} Concept */
/** @typedef {{title: string, text: string, asked: string, below: string, around: string}} Stands */
/** @typedef {{line: string, share: number, all: boolean}} Heard `all`: it has every word */

/** What a word counts that stands in the title, in what people ask, at most and at least, below the place, above it, in its full form only, that only above, that nobody typed, in part. */
const [TITLE, ASKED, MENTIONED, BELOW, AROUND, SHORT, SHORT_AROUND, PRINTED, PART] = [1.1, 0.95, 0.5, 0.75, 0.6, 0.7, 0.35, 0.9, 0.5];
/** What the share of the words is worth, that they stand close to each other, and that people ask for all of them at once. */
const [ALL, CLOSE, TOGETHER] = [50, 4, 6];

/**
 * The share of what is asked about, rare words counting more; what stands in the place itself before what stands above it.
 * @param {Stands} stands @param {Concept[]} asked @param {RegExp | undefined} amount that should be near @returns {{score: number, words: string[]}}
 */
export function spoken(stands, asked, amount) {
  let [sum, total] = [0, 0];
  /** @type {{words: string[], here: string[]}} */
  const { words, here } = { words: [], here: [] };
  const voiced = heard(stands.asked, asked);
  for (const concept of asked) {
    const { value, marks, by } = spokenOf(stands, concept, voiced);
    words.push(...marks);
    if (by) here.push(by);
    sum += concept.weight * value;
    total += concept.weight;
  }
  const share = total ? sum / total : 0;
  if (share < 0.25) return { score: 0, words: [] };
  const length = 0.95 + Math.min(stands.text.length, 500) / 1200;
  const said = `${stands.title}\n${stands.text}`;
  const near = [...here.map((word) => word.replaceAll(".", "\\.")), ...(amount?.test(said) ? [amount.source] : [])];
  const close = share > 0.4 && near.length > 1 ? nearness(said, near.map((word) => new RegExp(word, "g"))) : 0;
  const together = asked.length > 1 && voiced.some(({ all }) => all);
  const score = (ALL * share) / length + CLOSE * close + (together ? TOGETHER : 0) + 4 / Math.log2(said.length + 2);
  // A single sign would be marked everywhere.
  return { score, words: words.filter((word) => word.length > 1) };
}

/**
 * What people ask of a place, line by line, with the share of it that the words make up: 告诉 is not all of 扣分原因告诉我们.
 * @param {string} lines @param {Concept[]} asked @returns {Heard[]}
 */
function heard(lines, asked) {
  if (!asked.some(({ spelt }) => spelt.some((word) => lines.includes(word)))) return [];
  return lines.split("\n").map((line) => {
    const said = asked.map(({ spelt }) => spelt.find((word) => holds(line, word))?.length ?? 0);
    return { line, share: Math.min(1, said.reduce((sum, one) => sum + one, 0) / line.length), all: said.every(Boolean) };
  });
}

/**
 * How far a place speaks of one thing, the words that say so, and the one of them that stands in its text.
 * @param {Stands} stands @param {Concept} concept @param {Heard[]} voiced
 */
function spokenOf(stands, { spelt, parts }, voiced) {
  let [value, by] = [0, ""];
  for (const [n, word] of spelt.entries()) {
    const worth = (n ? PRINTED : 1) * holding(stands, word, voiced);
    if (worth > value) [value, by] = [worth, word];
  }
  if (value >= SHORT || parts.length < 2) return { value, marks: value ? spelt : [], by: [stands.text, stands.title].some((text) => text.includes(by)) ? by : "" };
  const found = parts.filter(([part]) => part.length > 1 && (holds(stands.text, part) || holds(stands.title, part)));
  const sum = (/** @type {[string, number][]} */ some) => some.reduce((total, [, worth]) => total + worth, 0);
  const part = (PART * sum(found)) / sum(parts);
  return { value: value + (1 - value) * part, marks: [...(value ? spelt : []), ...found.map(([word]) => word)], by: found[0]?.[0] ?? "" };
}

/** @param {Stands} stands @param {string} word @param {Heard[]} voiced */
function holding({ title, text, below, around }, word, voiced) {
  if (!around.includes(word)) return holds(below, word) ? BELOW : abbreviates(word, text) ? SHORT : abbreviates(word, around) ? SHORT_AROUND : 0;
  if (holds(title, word)) return TITLE;
  if (holds(text, word)) return 1;
  const heard = voiced.filter(({ line }) => holds(line, word)).map(({ share }) => MENTIONED + (ASKED - MENTIONED) * share);
  if (heard.length) return Math.max(...heard);
  if (holds(below, word)) return BELOW;
  if (holds(around, word)) return AROUND;
  return abbreviates(word, text) ? SHORT : abbreviates(word, around) ? SHORT_AROUND : 0;
}

/**
 * How much of the shortest stretch that holds one of each they fill.
 * @param {string} text @param {RegExp[]} words
 */
function nearness(text, words) {
  const spots = words.flatMap((word, which) => [...text.matchAll(word)].map(({ 0: found, index }) => ({ which, from: index, to: index + found.length })));
  let most = 0;
  /** @type {Map<number, {from: number, to: number}>} the last of each */
  const last = new Map();
  for (const spot of spots.sort((one, other) => one.from - other.from)) {
    last.set(spot.which, spot);
    if (last.size < words.length) continue;
    const all = [...last.values()];
    const filled = all.reduce((sum, { from, to }) => sum + to - from, 0);
    most = Math.max(most, filled / (Math.max(...all.map(({ to }) => to)) - Math.min(...all.map(({ from }) => from))));
  }
  return Math.min(1, most);
}
