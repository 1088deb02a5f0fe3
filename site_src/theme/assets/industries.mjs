// The page of the catalogues: says of a code or of words which editions list it, and narrows the lists below to them.

import "./cite.mjs";
import { filtered } from "./filter.mjs";
import { answers, answersTo, calledSo, codeIn, divisionsOf, everydayOf, industriesOf, nearCode, nearName, withoutWorks } from "./industry_index.mjs";

/** @typedef {import("./industry_index.mjs").Industry} Industry */

const SHOWN = 12;
const page = /** @type {HTMLElement} */ (document.querySelector(".page"));
const form = /** @type {HTMLFormElement} */ (page.querySelector("form[data-filter]"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("words"));
const verdict = /** @type {HTMLElement} */ (page.querySelector("#verdict"));
const box = /** @type {HTMLElement} */ (page.querySelector("#answer"));
const byCode = industriesOf(page);
const industries = [...byCode.values()];
const divisions = divisionsOf(page);
const everyday = everydayOf(page);
const choices = /** @type {HTMLSelectElement} */ (form.elements.namedItem("list"));
/** Editions by what the items call them. */
const editions = new Map([...choices.options].filter(({ value }) => value).map(({ value, text }) => [value, text]));

/** What was meant by the words last asked for, because every row of the lists asks. @type {{query: string, found: Set<Industry>}} */
let last = { query: "", found: new Set() };

filtered(page, (item, query) => {
  if (last.query !== query) last = { query, found: new Set(meant(query).found) };
  const industry = byCode.get(item.dataset["code"] ?? "");
  return Boolean(industry && last.found.has(industry));
}, say);

/**
 * What words lead to: listed industries, by the words as they are, by what people call so, or without 厂 at their end.
 * @param {string} query @returns {{found: Industry[], called: import("./industry_index.mjs").Everyday[], words: string}}
 */
function meant(query) {
  const found = answers(industries, query);
  if (found.length || codeIn(query)) return { found, called: [], words: query };
  const called = calledSo(everyday, query);
  if (called.length) return { found: called.flatMap(({ code }) => byCode.get(code) ?? []), called, words: query };
  const words = withoutWorks(query);
  return { found: words ? answers(industries, words) : [], called: [], words: words || query };
}

/** Says what the words lead to; nothing asked, nothing said. */
function say() {
  const query = input.value.trim();
  if (!query) return tell([], []);
  const code = codeIn(query);
  const digits = /\d{4}$/.exec(code)?.[0];
  const { found, called, words } = meant(query);
  if (called.length) return tellCalled(called, found);
  if (found.length) return tell(headline(code, words, found), found);
  if (digits) return tellUnlisted(code.toUpperCase(), digits);
  const near = nearName(industries, words);
  const advice = code ? [] : ["叫法可能不同：请查本单位登记（营业执照）或统计用的国民经济行业代码，用这四位数字再查。"];
  tell([`${sides(() => "未列入")}：没有与「${query}」相符的行业。`, ...advice], near, near.length ? "名称相近的已列入行业" : "");
}

/**
 * Industries that people call so, each with whether it is listed; whether it is that industry is not for the site to say.
 * @param {import("./industry_index.mjs").Everyday[]} called @param {Industry[]} found
 */
function tellCalled(called, found) {
  const lines = called.map(({ said, code, name }) => {
    const listings = byCode.get(code)?.listings;
    return `「${said.join("、")}」通常归入 ${code} ${name}：${sides((list) => (listings?.has(list) ? "列入" : "未列入"))}。`;
  });
  tell([...lines, "归入哪个行业是本站的说法，以登记机关、统计部门核定的代码为准。"], found);
}

/**
 * Which editions list it, and whether the letter that was typed is neither printed nor the standard's.
 * @param {string} code @param {string} query @param {Industry[]} found
 */
function headline(code, query, found) {
  const [one] = found;
  if (found.length > 1 || !one) {
    const count = (/** @type {string} */ list) => found.filter(({ listings }) => listings.has(list)).length;
    const how = code ? `代码以「${query}」开头` : `名称或组名含「${query}」`;
    return [`${how}的行业：${sides((list) => `列入${count(list)}个`)}。`];
  }
  const [listing] = one.listings.values();
  const lines = [`${one.code} ${listing?.name ?? ""}：${sides((list) => (one.listings.has(list) ? "列入" : "未列入"))}。`];
  const printed = [...one.listings.values()].map((own) => own.printed);
  const letters = code.length === 5 ? code[0]?.toUpperCase() : "";
  if (letters && ![one.code, ...printed].some((own) => own.startsWith(letters))) {
    lines.push(`国家标准里这个代码的门类是${one.code[0]}，不是${letters}。`);
  }
  return lines;
}

/**
 * A whole code that neither edition lists: its division as far as it is known, and what is listed nearby.
 * @param {string} code @param {string} digits
 */
function tellUnlisted(code, digits) {
  const division = divisions.get(digits.slice(0, 2));
  const { near, how } = nearCode(industries, digits);
  const place = division
    ? `国家标准第${division.code}大类是${division.name}，属${division.section}门类。`
    : `两份目录都没有列入第${digits.slice(0, 2)}大类的任何行业。`;
  const lines = [`${code}：${sides(() => "未列入")}。`, `${place}本站没有国家标准的全部代码，不核对这个代码是否存在。`];
  tell(lines, near, near.length ? `同一${how}里相近的已列入行业` : "");
}

/** @param {(list: string) => string} what */
function sides(what) {
  return [...editions].map(([list, edition]) => `${edition}${what(list)}`).join("，");
}

/** @param {string[]} lines @param {Industry[]} rows @param {string} [caption] */
function tell([first = "", ...more], rows, caption = "") {
  verdict.textContent = first;
  const parts = more.map((line) => element("p", line));
  const [only] = rows;
  if (only && rows.length === 1) parts.push(notesOn(only));
  if (rows.length) parts.push(table(rows.slice(0, SHOWN), caption));
  if (rows.length > SHOWN) parts.push(element("p", `这里列出${SHOWN}个，其余${rows.length - SHOWN}个见下面的目录。`));
  box.replaceChildren(...parts);
}

/** @param {Industry[]} rows @param {string} caption */
function table(rows, caption) {
  const result = document.createElement("table");
  result.className = "as-cards";
  if (caption) result.createCaption().textContent = caption;
  const heads = ["代码", "行业", "国家标准", ...editions.values()];
  const head = result.createTHead().insertRow();
  for (const text of heads) head.append(Object.assign(element("th", text), { scope: "col" }));
  const body = result.createTBody();
  for (const industry of rows) {
    const row = body.insertRow();
    for (const [number, content] of cells(industry).entries()) {
      const cell = row.insertCell();
      cell.dataset["label"] = heads[number] ?? "";
      const wrapped = document.createElement("span");
      wrapped.append(...content);
      cell.append(wrapped);
    }
  }
  return result;
}

/** @param {Industry} industry @returns {(string | Node)[][]} */
function cells({ code, division, listings }) {
  const names = [...new Set([...listings.values()].map(({ name }) => name))];
  const printed = [...new Set([...listings.values()].map((one) => one.printed))].filter((one) => one !== code);
  const standard = divisions.get(division);
  return [
    [code, ...(printed.length ? [`（目录印作${printed.join("、")}）`] : [])],
    [names.join("／")],
    [standard ? `${standard.section}，${standard.code} ${standard.name}` : ""],
    ...[...editions.keys()].map((list) => standing(listings.get(list))),
  ];
}

/** @param {import("./industry_index.mjs").Listing} [listing] */
function standing(listing) {
  if (!listing) return ["未列入"];
  return [Object.assign(element("a", "列入"), { href: listing.href }), `「${listing.group}」`];
}

/**
 * Links to the editor's notes on the industry and its groups, in the order of their numbers.
 * @param {Industry} industry
 */
function notesOn({ listings }) {
  const notes = [...new Set([...listings.values()].flatMap((listing) => listing.notes))].sort();
  const line = element("p", "");
  line.className = "answer-notes";
  line.append(...notes.map((id) => Object.assign(element("a", `编者注 ${id}`), { href: `../notes/#${id.toLowerCase()}` })));
  return line;
}

/** @param {string} name @param {string} text */
function element(name, text) {
  return Object.assign(document.createElement(name), { textContent: text });
}
