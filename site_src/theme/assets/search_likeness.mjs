// A word in, whether a text has it or what it stands for out: its full form, or what it would be with one sign put right.

const DIGITS = [/\d/, /[一二三四五六七八九十]/];
/** No number of an article: 第十条 is not short for 第十二条. */
const WORD = /^(?!.*[一二三四五六七八九十]条)\p{Script=Han}{2,}$/u;

/**
 * 疾控 for 疾病预防控制: every sign of a short Chinese word at most three signs after the one before; 虚假报告 for
 * 虚假职业卫生技术报告: two such halves at most twelve signs apart.
 * @param {string} word @param {string} text
 */
export function abbreviates(word, text) {
  for (const sign of word) if (!text.includes(sign)) return false;
  if (word.length > 8 || !WORD.test(word)) return false;
  if (word.length === 4 && new RegExp(`${word.slice(0, 2)}\\p{Script=Han}{0,12}${word.slice(2)}`, "u").test(text)) return true;
  let ends = [...text].flatMap((sign, at) => (sign === word[0] ? [at] : []));
  for (const sign of word.slice(1)) {
    ends = [...new Set(ends.flatMap((end) => [1, 2, 3, 4].map((gap) => end + gap)))].filter((at) => text[at] === sign);
  }
  return ends.length > 0;
}

/**
 * 平形样 for 平行样: the word itself, or a word of three signs and more with one of them wrong; no numeral may be.
 * @param {string} word normalized
 */
export function nearly(word) {
  const signs = /^\p{Script=Han}{3,8}$/u.test(word) ? [...word] : [];
  const close = signs.map((_, n) => signs.with(n, "[^\\d一二三四五六七八九十]").join(""));
  return new RegExp([word.replaceAll(".", "\\."), ...close].join("|"), "u");
}

/**
 * A number is found as a whole number only: 第1 is not in 第12, 五个 not in 十五个, 3年 not in 3.年度.
 * @param {string} text @param {string} phrase
 */
export function holds(text, phrase) {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = [text[at - 1], phrase[0]];
    const after = [phrase.at(-1), text[at + phrase.length]];
    const year = /(?<!\d{4})年$/.test(phrase) && text[at + phrase.length] === "度";
    if (!year && ![before, after].some((signs) => DIGITS.some((kind) => signs.every((sign) => kind.test(sign ?? ""))))) return true;
  }
  return false;
}
