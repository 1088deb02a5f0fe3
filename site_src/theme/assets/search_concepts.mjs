// What was asked in, what it is about out: the words of it that the documents know, with what they are worth.

import { normal } from "./search_words.mjs";

/** @typedef {{spelt: string[], weight: number, parts: [string, number][]}} Concept `spelt`: as it was asked, and as documents print it; with what its parts are worth */
/** @typedef {import("./search_vocabulary.mjs").Vocabulary} Vocabulary */

/** They stand between the words of a sentence; hardly any word of the documents holds one. */
const BETWEEN = /[的了就给把被让也都还又很请想啊吧呢吗么]|时候|这个|那个|一个|我们|你们|自己/g;
/** Two signs of which one is of these may stand side by side by chance. */
const COMMON = /[有要会能是在对为和与或及可用做到去来上下个出行]/;
const NOT = ["未", "不", "无"];
/** So much a piece costs more that stands only in what people ask: 未校核 is cut as printed, 未|校核, not 未校|核. */
const ONLY_ASKED = 0.4;
/** A single sign says little. */
const SINGLE = 0.4;

/**
 * @param {string} text without the words that only ask @param {Vocabulary} known @returns {Concept[]}
 */
export function concepts(text, known) {
  const printed = denied(text).replace(/不(?=(..))/g, (not, next) => (!known.holds(not + next) && known.holds(`未${next}`) ? "未" : not));
  const passages = printed.replace(BETWEEN, " ").split(/\s+/).map(normal);
  const found = new Map(passages.flatMap((passage) => pieces(passage, known)).map((spelt) => [spelt[0], spelt]));
  return [...found.values()].map((spelt) => {
    const parts = spelt.map((word) => partsOf(word, known));
    return { spelt, weight: Math.max(...spelt.map((word, n) => weight(word, parts[n] ?? [], known))), parts: parts[0] ?? [] };
  });
}

/** A denial as documents print it. @param {string} text */
export function denied(text) {
  return text.replace(/没有|没能|没|尚未/g, "未");
}

/**
 * What finding a word is worth: its rarity, and less where that of its parts is small, which may stand together by chance.
 * @param {string} word @param {[string, number][]} parts @param {Vocabulary} known
 */
function weight(word, parts, known) {
  const [whole, sum] = [known.rarity(word), parts.reduce((total, [, worth]) => total + worth, 0)];
  if (word.length < 3) return sum;
  return /\d/.test(word) ? whole : Math.min(whole, (whole + sum) / 2);
}

/**
 * A word cut into pairs and single signs (参加|比对, not 加比), with what each is worth.
 * @param {string} word @param {Vocabulary} known @returns {[string, number][]}
 */
function partsOf(word, known) {
  return longest(word, known, 2).map((part) => [part, known.rarity(part) * (part.length < 2 ? SINGLE : COMMON.test(part) ? 0.5 : 1)]);
}

/**
 * A passage cut into what people say for something else, and into the longest pieces that the documents hold.
 * @param {string} passage @param {Vocabulary} known @returns {string[][]}
 */
function pieces(passage, known) {
  const said = known.synonyms.filter(([word, ...printed]) => word.length > 1 && passage.includes(word) && !printed.some((one) => one.includes(word) && passage.includes(one)));
  const [first] = said.sort(([one], [other]) => other.length - one.length);
  if (!first) return longest(passage, known).map((piece) => (NOT.includes(piece) ? NOT : [piece]));
  const [before = "", ...after] = passage.split(first[0]);
  return [...pieces(before, known), first.map(normal), ...pieces(after.join(first[0]), known)];
}

/** As few pieces as can be, of common words rather than rare ones, and no number cut. @param {string} passage @param {Vocabulary} known */
function longest(passage, known, most = Infinity) {
  /** @type {{cost: number, cut: string[]}[]} the best way to cut what stands before each sign */
  const best = [{ cost: 0, cut: [] }];
  for (let at = 0; at < passage.length; at += 1) {
    const before = best[at];
    for (let end = at + 1; before && end <= Math.min(passage.length, at + most) && (end === at + 1 || known.holds(passage.slice(at, end))); end += 1) {
      if (/\d/.test(passage[end - 1] ?? "") && /\d/.test(passage[end] ?? "")) continue;
      const piece = passage.slice(at, end);
      const cost = before.cost + (piece.length > 1 ? 0.6 + known.rarity(piece) / 100 + (known.prints(piece) ? 0 : ONLY_ASKED) : /\d/.test(piece) ? 1.2 : 1);
      if (cost < (best[end]?.cost ?? Infinity)) best[end] = { cost, cut: [...before.cut, piece] };
    }
  }
  return best[passage.length]?.cut ?? [];
}
