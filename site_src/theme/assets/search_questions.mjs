// What was typed in, the ways to take it out: as it stands, without the words that only ask, and in the documents' words.

import { listed } from "./search_lists.mjs";

/** @typedef {import("./search_vocabulary.mjs").Synonym} Synonym */

const UNIT = "工作日|周岁|[分人名年天日月岁份家项台种级类条次]";
const ASKED = `(?:几|多少)个?(?:${UNIT})?|几号|几月份?|多大|多久|多长时间|多长|什么时候|何时|几时|哪天|为什么|什么|啥|怎么样|怎么办|怎么|怎样|咋办|咋|如何|哪些|哪个|哪一?[个项条级类组]|哪几个?|哪家|哪里|哪种|谁`;
const ASKING = new RegExp(
  `(?:还|都|会|可以|需|应该|应|是)?(?:需要|要|得|用|扣)?(?:不能|不得|至少|最少|最多|超过)?(?:${ASKED})(?:以上|以下|以内|之内|内|才)?|` +
    "(?:列入?|算|属于)?(?:(?<!不)在|在不在)(?:这个|哪个)?(?:重点)?(?:行业)?目录(?:里面?|中|内|上|(?=吗))?|" +
    "(?:在不在|算不算|是不是|属不属于|属于|算|是|在)重点行业里?(?=吗|的?$)|" +
    "有没有|能不能|会不会|可不可以|要不要|是不是|算不算|属不属于|行不行|行吗|可以|需要|应该|属于|吗|呢|么|里$",
  "g",
);
/** What stands between the words of a question, but not in 重要, 要求; catalogues name no factories (瓷砖厂). */
const BETWEEN = /(?<=[一-龥]{2})(?<![工出])厂(?=\s|$)|一共|总共|到底|东西|事情|究竟|必须|一定|算(?![错法出得])|(?<![主重需必首])要(?![求点素义])|(?<![功性职可技])能(?![力谱源量耗够])/g;
const NUMBER = "[\\d一二三四五六七八九十两半]";
const VERDICT = /优秀|优良|合格|及格/;
/** Points that somebody has are asked about; documents print the bounds. */
const SCORED = new RegExp(`(?<![\\d≥≤＜＞<>-])\\d+(?:\\.\\d+)?分(?!以|[≥≤＜＞<>-])(?=.*(?:${VERDICT.source}|结果|通过|等级|[几何]等|哪一?等|哪个?[等档级]))`);
/** So is how many there are only. */
const ONLY = new RegExp(`(?:只|才|仅|就)(?:[有派去来剩做招找]了?)?${NUMBER}+(?=个?(?:${UNIT}|[\\p{Script=Han}]))`, "u");
const DAY = `${NUMBER}+(?:个工作日|日|天|个?月)|[月年]底|半年`;
const DAYS = `${NUMBER}+(?:个工作日|日|天|个月|年)|[月年]底|半年|永久`;
/** Units that the documents print otherwise than people ask for them. @type {Record<string, string>} */
const PRINTED = { 人: "[人名]", 名: "[人名]", 岁: "周岁", 天: `(?:个工作日|日|天)|${DAYS}`, 年: "年|永久" };
/** @type {[asked: RegExp, answer: RegExp][]} */
const AMOUNTS = [
  [/扣(?:几|多少)|怎么扣|扣分吗/, /扣[\d.]+分|不得分|纳入/],
  [/比例|百分之|占多少/, /%/],
  [/多久|多长/, new RegExp(DAYS)],
  [/什么时候|何时|几时|哪天|期限|截止/, new RegExp(DAY)],
];
/** @type {[asked: RegExp, answer: RegExp, worth: number][]} */
const ANSWERS = [
  [/谁|哪个部门/, /组长|专家|人员|机构|中心|部门|委员|局|负责人|医师|单位/, 0.85],
  [/怎么办|怎么处理|后果|会怎/, /扣[\d.]+分|不得分|纳入|不合格|查处|处罚|暂停|整改|提请|立案|约谈|移送|终止|应当/, 0.8],
  [/哪里|哪儿|在哪|什么地方/, /地点|场所|地址/, 0.7],
  [/哪些/, /包括|下列|[、；][^、；。]+[、；]/, 0.85],
  [/可以|能不能|可不可以/, /可|不得|是否/, 0.9],
];
/** A row of a table, whose head has the unit: 太原市 10 2. */
const ROW = "^[^\\d]+\\d[\\d-]*$";
const MOST = 5;
/** Whoever types more than this many signs has copied them from a document. */
const COPIED = 30;

/**
 * Texts to look for with what finding them is worth: as it was typed, and in the documents' words.
 * @param {string} typed @param {boolean} question @param {Synonym[]} synonyms @returns {{text: string, weight: number}[]}
 */
export function readings(typed, question, synonyms) {
  const printed = question || typed.length > COPIED ? [] : [...new Set(inPrint(typed, synonyms))].filter((text) => text !== typed);
  return [{ text: typed, weight: 1 }, ...listed(typed).map((text) => ({ text, weight: 1 })), ...printed.slice(0, MOST).map((text) => ({ text, weight: 0.88 }))];
}

/** @param {string} text @param {Synonym[]} synonyms */
function inPrint(text, synonyms) {
  const lower = text.normalize("NFKC").toLowerCase();
  const said = synonyms.filter(([word, ...printed]) => lower.includes(word) && !printed.some((one) => lower.includes(one)));
  const all = said.reduce((changed, [word, printed = ""]) => changed.replace(word, printed), lower);
  return [all, ...said.flatMap(([word, ...printed]) => printed.map((one) => lower.replace(word, one)))];
}

/**
 * What is typed without the words that ask, with what they say about amounts; of a copied passage nothing.
 * @param {string} typed
 */
export function subject(typed) {
  const plain = open(typed.normalize("NFKC").toLowerCase());
  const left = plain.replace(ASKING, " ");
  const question = typed.length <= COPIED && left !== plain;
  if (!question) return { question, text: typed.length > COPIED || /[a-z]/.test(plain) ? "" : plain };
  const amount = [/至少|最少/.test(plain) ? "不少于" : "", /最多|不能超过/.test(plain) ? "不超过" : ""];
  return { question, text: [left.replace(BETWEEN, " "), ...amount].join(" ") };
}

/** Whether 85分 or 只有12个 is enough is asked as 多少分 and 几个 are. @param {string} text */
function open(text) {
  const points = text.replace(SCORED, VERDICT.test(text) ? "多少分" : "多少分 优秀 合格 ");
  return points.replace(ONLY, "几");
}

/**
 * What an answer holds: a number with that unit, a day, points taken off, somebody. Without it a place is worth less.
 * @param {string} text as it was typed @returns {{answer: RegExp, worth: number}[]}
 */
export function expected(text) {
  const typed = open(text);
  const counted = new RegExp(`(?:几|多少)个?(${UNIT})`).exec(typed)?.[1];
  const [kind] = AMOUNTS.filter(([asked]) => asked.test(typed));
  const amount = kind?.[1] ?? (counted ? new RegExp(`${NUMBER}+个?(?:${PRINTED[counted] ?? counted})|${ROW}`) : /多少|几个/.test(typed) ? new RegExp(`${NUMBER}+个?[人名岁份家项台种类级条次]|%|${ROW}`) : null);
  return [
    ...(amount ? [{ answer: amount, worth: 0.7 }] : []),
    ...ANSWERS.filter(([asked]) => asked.test(typed)).map(([, answer, worth]) => ({ answer, worth })),
  ];
}
