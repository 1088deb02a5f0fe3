// A place that was found in, what the list of results shows of it out: its title, where it stands, the words around what was found.

import { clauses } from "./search_families.mjs";

/** @typedef {import("./search_ranking.mjs").Place} Place */

/**
 * What the theme's result list shows; the text goes with the title, because it shows a text of whole pages only.
 * @param {{place: Place, page: Place, parts?: Place[], score: number, words: string[]}} hit
 */
export function card({ place, page, parts = [], score, words }) {
  const text = telling(place, parts, words);
  const found = ranges(text, words);
  const where = [place === page ? "" : page.page, place.under].filter(Boolean).join(" · ");
  const heading = [
    marked(place.title, ranges(place.title, words)),
    place.mark && `<em>${escaped(place.mark)}</em>`,
    where && `<small>${escaped(where)}</small>`,
    text !== place.title && `<span>${excerpt(text, found)}</span>`,
  ];
  const terms = Object.fromEntries(found.slice(0, 8).map(([from, to]) => [text.slice(from, to), true]));
  return { location: place.location, title: heading.filter(Boolean).join(" "), text: "", score, terms };
}

/**
 * The place's own text, or that of the part of an item in which more of the words stand, or of none what breaking the item costs.
 * @param {Place} place @param {Place[]} parts @param {string[]} words
 */
function telling(place, parts, words) {
  const texts = parts.length ? [place, ...parts].map(({ text }) => ({ text, marked: ranges(text, words).reduce((sum, [from, to]) => sum + to - from, 0) })) : [];
  const [most] = texts.sort((one, other) => other.marked - one.marked);
  return (most?.marked ? most.text : clauses(parts).map(({ text }) => text).join(" ")) || place.text;
}

/** @param {string} text @param {[number, number][]} found */
function excerpt(text, found) {
  const from = Math.max(0, (found[0]?.[0] ?? 0) - 24);
  const piece = text.slice(from, from + 120);
  const inside = /** @type {[number, number][]} */ (found.map(([start, end]) => [start - from, end - from]));
  return `${from ? "…" : ""}${marked(piece, inside)}${from + 120 < text.length ? "…" : ""}`;
}

/**
 * Where normalized words stand in a printed text: from, to.
 * @param {string} text @param {string[]} words @returns {[number, number][]}
 */
function ranges(text, words) {
  let plain = "";
  /** @type {number[]} */
  const printed = [];
  for (let at = 0; at < text.length; at += 1) {
    const signs = (text[at] ?? "").normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    plain += signs;
    for (let n = 0; n < signs.length; n += 1) printed.push(at);
  }
  /** @type {Set<number>} */
  const inside = new Set();
  for (const word of words.map((one) => one.replace(/[.\-]/g, "")).filter(Boolean)) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
      const [first = 0, last = 0] = [printed[at], printed[at + word.length - 1]];
      for (let n = first; n <= last; n += 1) inside.add(n);
    }
  }
  const starts = [...inside].filter((at) => !inside.has(at - 1)).sort((a, b) => a - b);
  const ends = [...inside].filter((at) => !inside.has(at + 1)).sort((a, b) => a - b);
  return starts.map((start, n) => [start, (ends[n] ?? start) + 1]);
}

/** @param {string} text @param {[number, number][]} found */
function marked(text, found) {
  let [html, at] = ["", 0];
  for (const [from, to] of found) {
    html += `${escaped(text.slice(at, Math.max(at, from)))}<mark>${escaped(text.slice(Math.max(0, from), to))}</mark>`;
    at = to;
  }
  return (html + escaped(text.slice(at))).replaceAll("<mark></mark>", "");
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
