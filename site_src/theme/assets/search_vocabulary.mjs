// The texts of the documents in, whether they hold a word and how rare it is out.

import { normal, pairs } from "./search_words.mjs";

/** @typedef {import("./search_ranking.mjs").Indexed} Indexed */
/** @typedef {[said: string, ...printed: string[]]} Synonym what people say, and how the documents say it */

export class Vocabulary {
  /** @param {Indexed[]} places @param {Synonym[]} synonyms */
  constructor(places, synonyms) {
    this.places = places;
    this.synonyms = synonyms;
    /** In how many places a pair of characters stands, and each other word that was asked for. @type {Map<string, number>} */
    this.frequency = new Map();
    for (const { around } of places) {
      for (const pair of new Set(pairs(around))) this.frequency.set(pair, (this.frequency.get(pair) ?? 0) + 1);
    }
    const printed = places.filter(({ place, page }) => !place.own && !page.own).flatMap(({ place }) => [place.title, place.text]);
    /** What is printed between two punctuation marks. */
    this.clauses = [...new Set(printed.flatMap((text) => text.split(/[^\p{L}\p{N}%.\-]+/u)))].map(normal).join("\n");
    /** What people ask and say. */
    this.asked = places.map(({ place, title, asked }) => (place.own ? title : asked)).join("\n");
  }

  /** @param {string} word */
  prints(word) {
    return this.clauses.includes(word);
  }

  /** Printed, or people's own. @param {string} word */
  holds(word) {
    return this.prints(word) || this.asked.includes(word);
  }

  /** @param {string} word */
  rarity(word) {
    const places = this.frequency.get(word) ?? (word.length === 2 ? 0 : this.places.filter(({ around }) => around.includes(word)).length);
    this.frequency.set(word, places);
    return places ? Math.log2((this.places.length + 1) / places) : 1;
  }
}
