// The site's search: speaks the theme's worker protocol, ranks the way Chinese documents are looked up. It is started as a
// classic worker, so it imports nothing.

/** @typedef {{location: string, title: string, under: string, text: string}} Place */
/** @typedef {{place: Place, title: string, text: string, around: string}} Indexed */
/** @typedef {{place: Place, score: number, words: string[]}} Hit */

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const LISTED = 60;
const SHOWN_PER_PAGE = 3;
const NUMERALS = "零一二三四五六七八九";
const SIGNS = /[^\p{L}\p{N}.\-★▲√]+/gu;

/** @type {Indexed[]} */
let index = [];
/** How many places hold a pair of characters. @type {Map<string, number>} */
let frequency = new Map();
/** @type {Map<string, Place>} */
let pages = new Map();

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    build(data.docs);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(data) } });
  }
});

/** @param {Place[]} places */
function build(places) {
  index = places.map((place) => {
    const [title, text] = [normal(place.title), normal(place.text)];
    return { place, title, text, around: normal(place.under) + title + text };
  });
  pages = new Map(places.filter(({ location }) => !location.includes("#")).map((place) => [place.location, place]));
  frequency = new Map();
  for (const { around } of index) {
    for (const pair of new Set(pairs(around))) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  }
}

/**
 * Full width, case, blanks and punctuation do not matter; a dot or hyphen does between digits, and so does a gap.
 * @param {string} text
 */
function normal(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\d)\s+(?=\d)/g, "-")
    .replace(SIGNS, "")
    .replace(/(?<!\d)[.\-]+|[.\-]+(?!\d)/g, "");
}

/** @param {string} text */
function pairs(text) {
  const signs = [...text];
  return signs.slice(1).map((sign, n) => signs[n] + sign);
}

/** @param {string} query */
function search(query) {
  const words = query.split(/\s+/).map(normal).filter(Boolean);
  const phrase = normal(query);
  if (!phrase) return [];
  const phrases = spellings(phrase);
  const wanted = [...new Set(pairs(phrase))];
  const hits = index
    .map((indexed) => ({ place: indexed.place, ...best(indexed, phrases, words, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, LISTED);
  return grouped(hits);
}

/**
 * The ways the phrase may be printed: as typed, an article by its Chinese number, a code under another letter.
 * @param {string} phrase
 */
function spellings(phrase) {
  const articles = phrase.replace(/(?<=第)\d{1,2}(?=[条章项款])/g, (digits) => chinese(Number(digits)));
  return [...new Set([phrase, articles])];
}

/** @param {number} number below 100 */
function chinese(number) {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const head = tens > 1 ? NUMERALS[tens] + "十" : tens ? "十" : "";
  return head + (ones || !tens ? NUMERALS[ones] : "");
}

/**
 * @param {Indexed} indexed @param {string[]} phrases @param {string[]} words @param {string[]} wanted
 * @returns {{score: number, words: string[]}}
 */
function best(indexed, phrases, words, wanted) {
  const { title, text, around, place } = indexed;
  // What the site says about a text comes after the text.
  const own = place.location.startsWith("notes/") ? 25 : 0;
  for (const phrase of phrases) {
    if (title === phrase) return { score: 100 - own, words: [phrase] };
    if (holds(title, phrase)) return { score: 80 + (10 * phrase.length) / title.length - own, words: [phrase] };
    if (holds(text, phrase)) return { score: 60 + (10 * phrase.length) / text.length - own, words: [phrase] };
  }
  const code = /^[a-z](\d{4})$/.exec(phrases[0] ?? "");
  if (code?.[1] && new RegExp(`[a-z]${code[1]}(?!\\d)`).test(title + text)) {
    return { score: 55 - own, words: [code[1]] };
  }
  if (words.every((word) => holds(around, word) || shortened(word).test(around))) {
    const here = words.filter((word) => holds(text, word)).length / words.length;
    return { score: 40 + 8 * here + 5 / Math.log2(text.length + 2) - own, words };
  }
  const { share, found } = coverage(around, wanted);
  return share >= 0.4 ? { score: 35 * share - own, words: found } : { score: 0, words: [] };
}

/**
 * A number is found as a whole number only: 第1 is not in 第12.
 * @param {string} text @param {string} phrase
 */
function holds(text, phrase) {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = /\d/.test(phrase[0] ?? "") && /\d/.test(text[at - 1] ?? "");
    const after = /\d/.test(phrase.at(-1) ?? "") && /\d/.test(text[at + phrase.length] ?? "");
    if (!before && !after) return true;
  }
  return false;
}

/**
 * 疾控 for 疾病预防控制; only for short Chinese words, anything else finds itself.
 * @param {string} word
 */
function shortened(word) {
  return /^\p{Script=Han}{2,3}$/u.test(word) ? new RegExp([...word].join("\\p{Script=Han}{0,4}"), "u") : /$^/;
}

/**
 * How much of the question a place answers, rare pairs of characters counting more.
 * @param {string} text @param {string[]} wanted
 */
function coverage(text, wanted) {
  const weight = (/** @type {string} */ pair) => 1 / Math.log2((frequency.get(pair) ?? 0) + 2);
  const found = wanted.filter((pair) => text.includes(pair));
  const sum = (/** @type {string[]} */ some) => some.reduce((total, pair) => total + weight(pair), 0);
  return { share: wanted.length ? sum(found) / sum(wanted) : 0, found };
}

/**
 * Cards of the result list: one per page, its best places shown and the rest folded (the theme shows what scores as much
 * as the first).
 * @param {Hit[]} hits
 */
function grouped(hits) {
  /** @type {Map<string, Hit[]>} */
  const byPage = new Map();
  for (const hit of hits) {
    const page = hit.place.location.split("#")[0] ?? "";
    byPage.set(page, [...(byPage.get(page) ?? []), hit]);
  }
  return [...byPage].map(([location, found]) => {
    const first = found[0]?.score ?? 0;
    const items = found.map((hit, n) => shown(hit, n < SHOWN_PER_PAGE ? first : hit.score - 1));
    const page = pages.get(location);
    const listed = items.some((item) => item.location === location);
    return listed || !page ? items : [...items, { ...page, text: "", score: 0, terms: {} }];
  });
}

/** @param {Hit} hit @param {number} score */
function shown({ place, words }, score) {
  const terms = Object.fromEntries(words.map((word) => [word, true]));
  const under = place.under && ` <small>${escaped(place.under)}</small>`;
  return { ...place, title: marked(place.title, words) + under, text: excerpt(place.text, words), score, terms };
}

/** @param {string} text @param {string[]} words */
function excerpt(text, words) {
  const at = Math.min(...words.map((word) => pattern(word).exec(text)?.index ?? Infinity));
  const from = Number.isFinite(at) ? Math.max(0, at - 24) : 0;
  const piece = text.slice(from, from + 120);
  return `${from ? "…" : ""}${marked(piece, words)}${from + 120 < text.length ? "…" : ""}`;
}

/** @param {string} text @param {string[]} words */
function marked(text, words) {
  const any = words.map((word) => pattern(word).source).join("|");
  const parts = any ? text.split(new RegExp(`(${any})`, "giu")) : [text];
  return parts.map((part, n) => (n % 2 ? `<mark>${escaped(part)}</mark>` : escaped(part))).join("");
}

/**
 * Finds normalized words in the text as it is printed.
 * @param {string} word
 */
function pattern(word) {
  return new RegExp([...word].map((sign) => sign.replace(/[.\-]/, "\\$&")).join("[^\\p{L}\\p{N}]{0,3}"), "iu");
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
