// What was typed in, every number of a list of articles or items in it as a citation of its own out.

import { number } from "./search_words.mjs";

const NUMBER = "\\d+(?:\\.\\d+)?|[一二三四五六七八九十]+";
const LIST = new RegExp(`第?((?:(?:${NUMBER})[条项]?[、,，和及与至到~—-]+第?)+(?:${NUMBER}))([条项])$`);
/** A range longer than this is not a list of places. */
const MOST = 10;

/**
 * 第13、14条, 第十六至十八条: 第13条 第14条.
 * @param {string} typed @returns {string[]}
 */
export function listed(typed) {
  const [, numbers = "", kind = ""] = LIST.exec(typed.normalize("NFKC").trim()) ?? [];
  const each = [...numbers.matchAll(new RegExp(NUMBER, "g"))].map(([one]) => (/\d/.test(one) ? one : String(number(one))));
  const [first = 0, last = 0] = each.map(Number);
  const range = /[至到~—-]/.test(numbers) && each.length === 2 && last > first && last - first < MOST;
  const all = range && each.every((one) => !one.includes(".")) ? Array.from({ length: last - first + 1 }, (_, n) => String(first + n)) : each;
  return all.map((one) => `第${one}${kind}`);
}
