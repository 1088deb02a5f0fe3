// Places and a query in, the places that answer it out, best first.

import { addressed } from "./search_addresses.mjs";
import { concepts, denied } from "./search_concepts.mjs";
import { families, varied } from "./search_families.mjs";
import { nearly } from "./search_likeness.mjs";
import { best, covered, isItem, mistyped } from "./search_matching.mjs";
import { expected, readings, subject } from "./search_questions.mjs";
import { spoken } from "./search_speaking.mjs";
import { Vocabulary } from "./search_vocabulary.mjs";
import { normal, understood } from "./search_words.mjs";

/** @typedef {import("./search_concepts.mjs").Concept} Concept */
/** @typedef {import("./search_words.mjs").Query} Query */
/** @typedef {{location: string, title: string, text: string, under?: string, mark?: string, page?: string, own?: string, asked?: string[]}} Place `asked`: what people ask that it answers, in words it does not print */
/** @typedef {{place: Place, page: Place, title: string, text: string, whole: string, around: string, asked: string, parts: Place[], below: string, clauses: string, head: string}} Indexed `below`: what stands in the parts of an item, `clauses`: what breaking it costs, `head`: what the page says of itself */
/** @typedef {Query & {weight: number}} Reading */
/** @typedef {Reading & {code: RegExp | undefined, missable: number, wanted: [string, number][]}} Weighed `missable`: how many signs; with the rarity of every pair */
/** @typedef {{concepts: Concept[], answers: {answer: RegExp, worth: number}[], question: boolean}} About */
/** @typedef {{score: number, words: string[]}} Found */
/** @typedef {Indexed & Found} Hit */

/** Below this a place resembles what was typed, but does not hold all words of it. */
const SURE = 43;
/** Above this it holds what was typed as it stands. */
const LITERAL = 60;
/** So many words are a copied passage, not words of one's own, of which one may be wrong. */
const MANY = 8;

/** An index of places, in which the entry of a page stands before those of its places. */
export class Index {
  /** @param {Place[]} places @param {import("./search_vocabulary.mjs").Synonym[]} synonyms */
  constructor(places, synonyms) {
    let [page, head] = [/** @type {Place} */ (places[0]), ""];
    /** @type {Set<string>} */
    let titles = new Set();
    const below = families(places);
    /** @type {Indexed[]} */
    this.places = places.map((place) => {
      const [title, text] = [normal(place.title), normal(place.text)];
      if (!place.location.includes("#")) [page, titles, head] = [place, new Set(), `${title}\n${text}`];
      const heading = `${title}\n${place.under}`;
      const inherited = titles.has(heading);
      titles.add(heading);
      const around = [page.page, place.under].map((name) => normal(name ?? "")).join("\n");
      const people = (place.asked ?? []).map((words) => normal(denied(words))).join("\n");
      return { place, page, title: inherited ? "" : title, text, whole: title + text, around: `${around}\n${title}${text}\n${people}`, asked: people, ...below(place), head };
    });
    this.known = new Vocabulary(this.places, synonyms);
  }

  /** @param {string} typed @param {number} most */
  search(typed, most) {
    const cited = addressed(typed, this.places);
    if (cited) return [{ ...cited, score: 100, words: [] }];
    const { text, question } = subject(typed);
    const queries = readings(typed, question, this.known.synonyms).map((reading) => this.weighed({ ...understood(reading.text), ...reading }));
    const literal = this.found((one) => matched(one, queries));
    const all = !question && (literal[0]?.score ?? 0) > LITERAL ? literal : this.resembling(literal, queries, { text, question, answers: expected(typed) });
    // Where the words stand in a document, what merely resembles them is noise.
    const top = all.find(({ place, page }) => !place.own && !page.own) ?? all[0];
    const shown = new Map(all.filter(({ score }) => score > (top?.score ?? 0) / 2).map((hit) => [hit.place, hit]));
    return (question ? varied([...shown.values()]) : [...shown.values()]).slice(0, most);
  }

  /**
   * What speaks of the same things, beside what holds the words; a question is answered by either.
   * @param {Hit[]} literal @param {Weighed[]} queries @param {{text: string, question: boolean, answers: About["answers"]}} subject
   */
  resembling(literal, queries, { text, ...subject }) {
    const about = { ...subject, concepts: concepts(text, this.known) };
    const words = new Map(literal.map(({ place, score, words }) => [place, { score, words }]));
    const hits = this.found((one) => resembles(one, about, queries[0], words.get(one.place)));
    return (hits[0]?.score ?? 0) < SURE ? [...this.close(queries), ...hits] : hits;
  }

  /** A word that stands nowhere may be mistyped. @param {Weighed[]} queries as typed first */
  close([typed]) {
    const words = typed?.words.map(({ spelt }) => spelt) ?? [];
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

  /** A letter that no code of a document has is taken for a misprint. @param {Reading} query @returns {Weighed} */
  weighed(query) {
    const titled = this.places.filter(({ place }) => !place.own);
    const begins = (/** @type {RegExp[]} */ codes, /** @type {Indexed[]} */ some) => codes.find((begun) => some.some(({ title }) => begun.test(title)));
    const code = begins(query.codes.slice(0, 1), titled) ?? begins(query.codes, titled.filter(({ page }) => !page.own)) ?? begins(query.codes, this.places);
    const { words } = query;
    const missable = words.length > 2 && words.length < MANY ? words.flatMap(({ spelt: [word = ""] }) => [...word]).length / 2 : 0;
    return { ...query, code, missable, wanted: query.pairs.map((pair) => [pair, this.known.rarity(pair)]) };
  }
}

/**
 * The best of several ways to take what was typed, as it stands before every other.
 * @param {Indexed} indexed @param {Weighed[]} queries @returns {Found}
 */
function matched(indexed, queries) {
  let found = { score: 0, words: /** @type {string[]} */ ([]) };
  for (const query of queries) {
    const { score, words } = best(indexed, query);
    if (score * query.weight > found.score) found = { score: score * query.weight, words };
  }
  return own(indexed, found, queries[0]);
}

/**
 * How well a place speaks of what was typed; of a passage that was copied, how much of it stands there.
 * @param {Indexed} indexed @param {About} about @param {Weighed | undefined} typed @param {Found} literal @returns {Found}
 */
function resembles(indexed, about, typed, literal = { score: 0, words: [] }) {
  if (literal.score && !about.question) return literal;
  const found = about.concepts.length ? spoke(indexed, about) : own(indexed, covered(indexed.around, typed?.wanted ?? []), typed);
  return found.score > literal.score ? found : literal;
}

/**
 * The site's own words come after a document's that match as well, and before those that match less; so do the titles
 * of its own places (a topic of several documents), but not those of its own pages.
 * @param {Indexed} indexed @param {Found} found @param {Weighed | undefined} typed @returns {Found}
 */
function own({ page, place }, found, typed) {
  if (!(page.own || place.own) || !found.score) return found;
  if (place.own && found.score > 80) return { ...found, score: 65 };
  // A passage, not words that a blank parts.
  const passage = (found.words[0] ?? "").length > 5 && typed?.words.length === 1;
  return { ...found, score: found.score > 60 ? (passage ? 56 : 36) + found.score / 50 : 0.8 * found.score };
}

/** @param {Indexed} indexed @param {About} about @returns {Found} */
function spoke(indexed, { concepts: asked, answers, question }) {
  const { score, words } = spoken(indexed, asked, answers[0]?.answer);
  if (!score) return { score, words };
  const { place, page, title, text, asked: people, clauses } = indexed;
  const holds = answers.reduce((worth, { answer, worth: less }) => worth * (answer.test(title + text) ? 1 : answer.test(clauses) ? (1 + less) / 2 : less), 1);
  // A heading does not answer; the site's own words come after the documents', less so where they are there to answer.
  const answering = question && asked.some(({ spelt }) => spelt.some((word) => people.includes(word) || (place.own && title.includes(word))));
  const whose = (place === page ? 0.9 : 1) * (isItem(place) || (text && text !== title) ? 1 : 0.93) * (page.own || place.own ? (answering ? 0.75 : 0.62) : 1);
  const worth = score * holds * whose;
  return { score: question ? worth : Math.min(SURE - 1, 0.75 * worth), words };
}
