/**
 * The catalogues that the page lists, joined by the national standard's codes: what answers to a query, and what is near
 * when nothing does.
 */

import { normal } from "./filter.mjs";

/** @typedef {{code: string, printed: string, name: string, group: string, notes: string[], href: string}} Listing an industry in one edition */
/** @typedef {{code: string, division: string, listings: Map<string, Listing>}} Industry `listings` by edition */
/** @typedef {{code: string, name: string, section: string}} Division */
/** @typedef {{said: string[], code: string, name: string}} Everyday what people call an industry of the standard */

const CODE = /^[a-z]?\d{1,4}$|^[a-z]$/;
const NEAR = 5;

/** @param {HTMLElement} page */
export function industriesOf(page) {
  /** @type {Map<string, Industry>} */
  const industries = new Map();
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (page.querySelectorAll("[data-item]"))) {
    const { code = "", printed = "", name = "", list = "", division = "", notes = "" } = item.dataset;
    const group = /** @type {HTMLElement | null} */ (item.closest("[data-name]:not(li)"))?.dataset["name"] ?? "";
    const industry = industries.get(code) ?? { code, division, listings: new Map() };
    const listing = { code, printed, name, group, notes: notes.split(" ").filter(Boolean), href: `#${item.id}` };
    industry.listings.set(list, listing);
    industries.set(code, industry);
  }
  return industries;
}

/** @param {HTMLElement} page @returns {Map<string, Division>} */
export function divisionsOf(page) {
  const rows = /** @type {HTMLElement[]} */ ([...page.querySelectorAll("[data-of-division]")]);
  return new Map(
    rows.map(({ dataset: { ofDivision: code = "", name = "", section = "" } }) => [code, { code, name, section }]),
  );
}

/** @param {HTMLElement} page @returns {Everyday[]} */
export function everydayOf(page) {
  const rows = [...page.querySelectorAll(".everyday tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent ?? ""));
  return rows.map(([said = "", industry = ""]) => ({ said: said.split("、"), code: industry.slice(0, 5), name: industry.slice(6) }));
}

/**
 * The industries that people call so, as a works or without; of a longer word, such as 饲料机械, nothing is known.
 * @param {Everyday[]} everyday @param {string} query
 */
export function calledSo(everyday, query) {
  const words = [query, withoutWorks(query)].map(normal).filter(Boolean);
  const whole = everyday.filter(({ said }) => said.some((one) => words.includes(normal(one))));
  const [begun = ""] = words;
  return whole.length || begun.length < 2 ? whole : everyday.filter(({ said }) => said.some((one) => normal(one).startsWith(begun)));
}

/**
 * Without what makes a works or a firm of an industry: 电梯 of 电梯厂; empty if there is nothing to leave out.
 * @param {string} query
 */
export function withoutWorks(query) {
  const industry = query.trim().replace(/(?:生产|制造|加工)?(?:工厂|厂家|厂|公司|企业|作坊|车间|单位|行业|店|站|场)$/, "");
  return industry === query.trim() ? "" : industry;
}

/**
 * The code that is asked for, lower case, whole or its beginning; empty if words are.
 * @param {string} query
 */
export function codeIn(query) {
  const code = normal(query);
  return CODE.test(code) ? code : "";
}

/**
 * Whether every word stands in a name or a group, or begins a code as it is printed or as the standard has it.
 * @param {Industry} industry @param {string} query
 */
export function answersTo({ listings }, query) {
  const printed = [...listings.values()];
  const text = normal(printed.map(({ name, group }) => name + group).join(" "));
  const codes = printed.flatMap((one) => [one.code, one.printed, one.code.slice(1)]).map((code) => code.toLowerCase());
  return query
    .split(/\s+/)
    .map(normal)
    .filter(Boolean)
    .every((word) => (CODE.test(word) ? codes.some((code) => code.startsWith(word)) : text.includes(word)));
}

/**
 * What answers, the names that come closest to the words first.
 * @param {Industry[]} industries @param {string} query
 */
export function answers(industries, query) {
  const phrase = normal(query);
  const rank = (/** @type {Industry} */ { listings }) => {
    const names = [...listings.values()].map(({ name }) => normal(name));
    return names.some((name) => name === phrase) ? 0 : names.some((name) => name.includes(phrase)) ? 1 : 2;
  };
  return industries.filter((one) => answersTo(one, query)).sort((a, b) => rank(a) - rank(b));
}

/**
 * Listed codes of the same class (three digits), failing that of the same division, by their distance.
 * @param {Industry[]} industries @param {string} digits
 */
export function nearCode(industries, digits) {
  const distance = (/** @type {Industry} */ { code }) => Math.abs(Number(code.slice(1)) - Number(digits));
  const sharing = (/** @type {number} */ length) =>
    industries
      .filter(({ code }) => code.slice(1, 1 + length) === digits.slice(0, length))
      .sort((a, b) => distance(a) - distance(b) || a.code.localeCompare(b.code))
      .slice(0, NEAR);
  const sameClass = sharing(3);
  return sameClass.length ? { near: sameClass, how: "中类" } : { near: sharing(2), how: "大类" };
}

/**
 * Names that share at least half of the query's pairs of characters.
 * @param {Industry[]} industries @param {string} query
 */
export function nearName(industries, query) {
  const wanted = pairs(normal(query));
  const share = (/** @type {Industry} */ { listings }) => {
    const own = [...listings.values()].flatMap(({ name }) => pairs(normal(name)));
    return wanted.filter((pair) => own.includes(pair)).length / wanted.length;
  };
  const rated = wanted.length ? industries.map((one) => ({ one, rate: share(one) })) : [];
  return rated
    .filter(({ rate }) => rate >= 0.5)
    .sort((a, b) => b.rate - a.rate)
    .slice(0, NEAR)
    .map(({ one }) => one);
}

/** @param {string} text */
function pairs(text) {
  const signs = [...text];
  return signs.slice(1).map((sign, n) => signs[n] + sign);
}
