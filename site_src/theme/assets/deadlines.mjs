/** Shows the result of deadlines: the day of each and how it was counted, the least number of each share. */

import { dated, line } from "./lines.mjs";
import { write } from "./slots.mjs";

/**
 * @typedef {{title: string, state: string, label: string, due: string | null, weekday: string | null, sum: string,
 *   days_left: number | null, remarks: string[]}} Member
 * @typedef {Member & {workdays_left: number | null, done: string | null}} DutyResult
 * @typedef {Member & {required: number | null, missing: number | null}} ShareResult
 * @typedef {{complete: boolean, calendar: string, duties: Record<string, DutyResult>,
 *   shares: Record<string, ShareResult>}} DeadlinesResult
 */

/** States that stand for a verdict, for the style sheet; the others are no verdicts. */
const VERDICTS = { met: "conforming", late: "nonconforming", past: "nonconforming", "not-met": "nonconforming" };
const PRESSING = ["past", "late", "unsettled", "not-met"];

/**
 * @param {HTMLElement} root
 * @returns {(result: DeadlinesResult) => void}
 */
export function resultView(root) {
  return (result) => {
    const duties = Object.entries(result.duties);
    const shares = Object.entries(result.shares);
    const told = duties.filter(([, { due }]) => due).length;
    write(root, "grade", standing([...duties, ...shares].map(([, one]) => one)));
    write(root, "progress", [`期限 ${told} / ${duties.length}`, ...shareProgress(shares)].join("，"));
    write(root, "calendar", result.calendar);
    for (const [id, duty] of duties) show(root, `[data-duty="${CSS.escape(id)}"]`, duty, dueWords(duty), duty.sum);
    for (const [id, share] of shares) show(root, `[data-share="${CSS.escape(id)}"]`, share, leastWords(share), share.sum);
    showPressing(root, [...duties, ...shares]);
  };
}

/** @param {[string, ShareResult][]} shares */
function shareProgress(shares) {
  const judged = shares.filter(([, { state }]) => state !== "open").length;
  return shares.length ? [`比例 ${judged} / ${shares.length}`] : [];
}

/** @param {Member[]} members */
function standing(members) {
  const pressing = members.filter(isPressing).length;
  if (pressing) return `${pressing}项须留意`;
  return members.some(({ state }) => state !== "open" && state !== "forever") ? "没有逾期" : "尚未填写";
}

/** @param {Member} member */
function isPressing({ state }) {
  return PRESSING.includes(state);
}

/** @param {DutyResult} duty */
function dueWords({ due, weekday, days_left: days, workdays_left: workdays }) {
  if (!due) return "";
  const counted = workdays ? `，其中${workdays}个工作日` : "";
  const left = days === null ? "" : days < 0 ? `　已过${-days}天` : days ? `　还有${days}天${counted}` : "　就在这一天";
  return `${due}（${weekday}）${left}`;
}

/** @param {ShareResult} share */
function leastWords({ required, missing, due, weekday }) {
  const until = due ? `${due}（${weekday}）前` : "";
  const least = required === null ? "" : `至少${required}${missing ? `，还差${missing}` : ""}`;
  return [until, least].filter(Boolean).join("　");
}

/** @param {HTMLElement} root @param {string} selector @param {Member} member @param {string} due @param {string} sum */
function show(root, selector, member, due, sum) {
  const element = /** @type {HTMLElement} */ (root.querySelector(selector));
  const slot = (/** @type {string} */ name) => /** @type {HTMLElement} */ (element.querySelector(`[data-slot="${name}"]`));
  element.dataset["state"] = VERDICTS[/** @type {keyof typeof VERDICTS} */ (member.state)] ?? "unanswered";
  slot("state").textContent = member.label;
  slot("due").replaceChildren(...dated(due));
  slot("sums").replaceChildren(...[sum, ...member.remarks].filter(Boolean).map((words) => line(...dated(words))));
}

/** @param {HTMLElement} root @param {[string, Member][]} members */
function showPressing(root, members) {
  const running = members.filter(([, one]) => one.state === "running").sort(([, one], [, two]) => (one.days_left ?? 0) - (two.days_left ?? 0));
  const lines = [...members.filter(([, one]) => isPressing(one)), ...running].map(([id, one]) => {
    const target = Object.assign(document.createElement("a"), { href: `#${id.replaceAll("_", "-")}`, textContent: one.title });
    return line(`${one.label}　`, target, ...dated(one.due ? `　${one.due}` : ""));
  });
  root.querySelector('[data-result="pressing"]')?.replaceChildren(...(lines.length ? lines : [line("没有。")]));
}
