// Places in, what of an item stands below it out: its checks and clauses are places of their own.

import { normal } from "./search_words.mjs";

/** @typedef {import("./search_ranking.mjs").Place} Place */

/** So many places of one item come before others have been listed. */
const TOGETHER = 2;

/**
 * The item that a check, a clause or a rule is of; every other place stands for itself.
 * @param {Place} place
 */
export function family({ location }) {
  return /^(.+#item-.+?)-(?:sub|clause|rule|[a-z]-rule)-/.exec(location)?.[1] ?? location;
}

/**
 * For a place what stands below it, and for everything of an item its clauses, which say what breaking it costs.
 * @param {Place[]} places
 */
export function families(places) {
  /** @type {Map<string, Place[]>} */
  const parts = new Map();
  for (const place of places) {
    const item = family(place);
    if (item !== place.location) parts.set(item, [...(parts.get(item) ?? []), place]);
  }
  const joined = (/** @type {Place[]} */ some) => some.map(({ text }) => normal(text)).join("\n");
  return (/** @type {Place} */ place) => {
    const own = parts.get(place.location) ?? [];
    return { parts: own, below: joined(own), clauses: joined(clauses(parts.get(family(place)) ?? [])) };
  };
}

/** @param {Place[]} parts of an item */
export function clauses(parts) {
  return parts.filter(({ location }) => location.includes("-clause-"));
}

/**
 * The list with no more than a few places of one item ahead of everything else.
 * @template {{place: Place}} T @param {T[]} hits @returns {T[]}
 */
export function varied(hits) {
  /** @type {Map<string, number>} */
  const listed = new Map();
  const crowded = hits.filter(({ place }) => {
    const before = listed.get(family(place)) ?? 0;
    listed.set(family(place), before + 1);
    return before >= TOGETHER;
  });
  return [...hits.filter((hit) => !crowded.includes(hit)), ...crowded];
}
