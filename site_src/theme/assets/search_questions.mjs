// What was typed in, the ways to take it out: as it stands, without the words that only ask, and in the documents' words.

import { normal } from "./search_words.mjs";
import { SYNONYMS } from "./search_synonyms.mjs";

const UNIT = "工作日|周岁|[分人名年天日月岁份家项台种级类条次]";
const ASKED = `(?:几|多少)个?(?:${UNIT})?|多大|多久|多长时间|多长|什么时候|何时|几时|哪天|什么|怎么样|怎么办|怎么|怎样|如何|哪些|哪个|哪几个?|哪里|哪种|谁`;
const ASKING = new RegExp(
  `(?:还|都|会|可以|需|应该|应|是)?(?:需要|要|得|用|扣)?(?:不能|不得|至少|最少|最多|超过)?(?:${ASKED})(?:以上|以下|以内|之内|才)?|` +
    "在不在目录里?|在目录里|有没有|能不能|会不会|可不可以|要不要|是不是|算不算|可以|需要|应该|吗|呢|么|里$",
  "g",
);
/** What stands between the words of a question, but not in 重要, 要求. */
const BETWEEN = /一共|总共|到底|究竟|必须|一定|算|(?<![主重需必首])要(?![求点素义])/g;
const NUMBER = "[\\d一二三四五六七八九十两半]";
const DAYS = `${NUMBER}+(?:个工作日|日|天|个月|年)|[月年]底|半年|永久`;
/** Units that the documents print otherwise than people ask for them. @type {Record<string, string>} */
const PRINTED = { 人: "[人名]", 名: "[人名]", 岁: "周岁", 天: `(?:个工作日|日|天)|${DAYS}`, 年: "年|永久" };
const MOST = 5;
/** Whoever types more than this many signs has copied them from a document. */
const COPIED = 30;

/**
 * Texts to look for with what finding them is worth, the one that was typed first; `loose`: it need not have every word.
 * @param {string} typed @returns {{text: string, weight: number, loose: boolean}[]}
 */
export function readings(typed) {
  if (typed.length > COPIED) return [{ text: typed, weight: 1, loose: false }];
  const left = typed.replace(ASKING, " ");
  const asked = (left === typed ? typed : left.replace(BETWEEN, " ")).split(/\s+/).filter(({ length }) => length > 1).join(" ");
  const plain = [...new Set([typed, asked])].filter((text) => normal(text).length > 1);
  const printed = [...new Set(plain.flatMap(inPrint))].filter((text) => !plain.includes(text));
  return [
    { text: typed, weight: 1, loose: false },
    ...plain.slice(1).map((text) => ({ text, weight: 0.95, loose: true })),
    ...printed.slice(0, MOST).map((text) => ({ text, weight: 0.88, loose: plain.length > 1 })),
  ];
}

/** @param {string} text */
function inPrint(text) {
  const lower = text.normalize("NFKC").toLowerCase();
  const said = SYNONYMS.filter(([word, ...printed]) => lower.includes(word) && !printed.some((one) => lower.includes(one)));
  const all = said.reduce((changed, [word, printed = ""]) => changed.replace(word, printed), lower);
  return [all, ...said.flatMap(([word, ...printed]) => printed.map((one) => lower.replace(word, one)))];
}

/**
 * What an answer must hold, if the question asks how many or when: a number with that unit, a day.
 * @param {string} typed
 */
export function amount(typed) {
  const counted = new RegExp(`(?:几|多少)个?(${UNIT})`).exec(typed)?.[1];
  if (counted) return new RegExp(`${NUMBER}+个?(?:${PRINTED[counted] ?? counted})`);
  return /多久|多长|什么时候|何时|几时|哪天|期限|截止/.test(typed) ? new RegExp(DAYS) : null;
}
