/** What the items of a form do by themselves: counters, verdicts that can be cleared, views, and what is still open. */

import { clear, controls, isSet } from "./answers.mjs";

/** @typedef {import("./answers.mjs").Control} Control */

/**
 * @param {HTMLElement} root
 * @param {(where: Element) => void} onChange after a control was changed from here
 */
export function enhanceItems(root, onChange) {
  root.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    const action = button?.dataset["action"];
    if (!button || !action) return;
    if (action === "less") step(button, -1);
    else if (action === "more") step(button, 1);
    else if (action === "clear-verdict") clearVerdict(button);
    else return;
    onChange(button);
  });
}

/** Shows and disables what depends on other controls; to be called whenever answers changed.
 * @param {Element} within the form, or the one item that was changed */
export function refreshItems(within) {
  for (const verdict of within.querySelectorAll(".verdict")) {
    const button = /** @type {HTMLElement} */ (verdict.querySelector(".clear"));
    button.hidden = !verdict.querySelector(":checked");
  }
  for (const question of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-asked-when]"))) {
    const wanted = question.dataset["askedFor"]?.split(" ") ?? [];
    const given = within.querySelectorAll(`[name="${question.dataset["askedWhen"]}"]:checked`);
    question.hidden = ![...given].some((control) => wanted.includes(/** @type {Control} */ (control).value));
  }
  for (const rule of within.querySelectorAll(".rule")) refreshRule(rule);
  for (const record of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(".item-record"))) {
    record.hidden = !isFailing(/** @type {Element} */ (record.closest(".item"))) && !controls(record).some(isSet);
  }
  for (const own of /** @type {NodeListOf<HTMLDetailsElement>} */ (within.querySelectorAll(".item-discretion"))) {
    own.open ||= controls(own).some(isSet);
  }
  for (const tick of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll(".none-found"))) refreshNothingFound(tick);
  for (const optional of /** @type {NodeListOf<HTMLElement>} */ (within.querySelectorAll("[data-when-set]"))) {
    optional.hidden = ![...optional.querySelectorAll("input")].some(isSet);
  }
}

/** @param {Element} item whether the form holds an answer for it, whatever it is worth */
export function isAnswered(item) {
  const parts = [...item.querySelectorAll(".part")].filter((part) => part.getAttribute("data-state") !== "inapplicable");
  const judged = controls(item).filter(({ name }) => !/\/(note$|record\/|discretion\/)/.test(name));
  if (!parts.length || judged.some((control) => control.value === "nonconforming" && isSet(control))) {
    return judged.some(isSet);
  }
  return parts.every((part) => controls(part).some(isSet)) || judged.some((c) => !c.closest(".part") && isSet(c));
}

/** @param {Element} within */
export function openItems(within) {
  const items = /** @type {HTMLElement[]} */ ([...within.querySelectorAll(".item")]);
  return items.filter((item) => item.dataset["state"] !== "inapplicable" && !isAnswered(item));
}

/** The key `n` leads on, unless it is being typed.
 * @param {HTMLElement} root @param {KeyboardEvent} event */
export function nextOpenItem(root, event) {
  const typing = /** @type {HTMLElement} */ (event.target).closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if (event.key !== "n" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.stopImmediatePropagation();
  const [next] = openItems(root);
  next?.scrollIntoView({ block: "start" });
  next?.focus({ preventScroll: true });
}

/**
 * Answers what is still open in a section.
 *
 * @param {Element} section
 * @returns {() => void} takes it back
 */
export function conformRest(section) {
  const boxes = /** @type {HTMLInputElement[]} */ (
    openItems(section).flatMap((item) => [...item.querySelectorAll('input[value="conforming"]')])
  ).filter((box) => !box.closest('[data-state="inapplicable"], .whole') && !isDecided(box));
  for (const box of boxes) box.checked = true;
  return () => boxes.forEach((box) => (box.checked = false));
}

/** @param {HTMLInputElement} box */
function isDecided(box) {
  return [...(box.closest(".verdict")?.querySelectorAll("input") ?? [])].some(isSet);
}

/**
 * @param {HTMLElement} root
 * @param {string} view
 */
export function showView(root, view) {
  let shown = 0;
  for (const item of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".item"))) {
    item.hidden = !belongs(item, view);
    if (!item.hidden) shown += 1;
  }
  for (const heading of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".assess-section h3"))) {
    heading.hidden = view !== "all";
  }
  for (const button of root.querySelectorAll("[data-view]")) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === view));
  }
  /** @type {HTMLElement} */ (root.querySelector(".assess-empty")).hidden = shown > 0;
}

/** @param {HTMLElement} item @param {string} view */
function belongs(item, view) {
  switch (view) {
    case "unanswered":
      return item.dataset["state"] !== "inapplicable" && !isAnswered(item);
    case "deducted":
    case "nonconforming":
      return item.dataset["state"] === view;
    case "marked":
      return item.dataset["mark"] !== "none";
    case "noted":
      return /** @type {HTMLTextAreaElement} */ (item.querySelector(".item-note textarea")).value !== "";
    default:
      return true;
  }
}

/** @param {Element} item whether something was found wrong with it */
function isFailing(item) {
  return controls(item).some((one) => isSet(one) && (one.value === "nonconforming" || one.name.includes("/findings/")));
}

/** @param {HTMLElement} button @param {number} by */
function step(button, by) {
  const input = /** @type {HTMLInputElement} */ (button.parentElement?.querySelector("input"));
  const count = Math.max(0, Math.min(Number(input.max), Number(input.value) + by));
  input.value = count ? String(count) : "";
}

/** A finding contradicts "nothing found": the count stands, the tick goes.
 * @param {HTMLElement} label */
function refreshNothingFound(label) {
  const tick = /** @type {HTMLInputElement} */ (label.querySelector("input"));
  const judged = /** @type {Element} */ (label.closest(".part, .item"));
  const found = controls(judged).some((one) => one.name.includes("/findings/") && Number(one.value) > 0 && isSet(one));
  if (found) tick.checked = false;
  tick.disabled = found;
}

/** @param {HTMLElement} button */
function clearVerdict(button) {
  for (const input of button.parentElement?.querySelectorAll("input") ?? []) clear(input);
}

/** A rule's count is either split by sub-item or not; while one is used the other waits.
 * @param {Element} rule */
function refreshRule(rule) {
  const inputs = [...rule.querySelectorAll("input")];
  const isSplit = (/** @type {HTMLInputElement} */ input) => /\/findings\/[^/]+\/[^/]+$/.test(input.name);
  const split = inputs.some((input) => isSplit(input) && isSet(input));
  const whole = inputs.some((input) => !isSplit(input) && isSet(input));
  for (const input of inputs) {
    input.disabled = isSplit(input) ? whole && !split : split;
    for (const button of input.parentElement?.querySelectorAll("button") ?? []) button.disabled = input.disabled;
  }
}

/** @param {Element} element */
export function reveal(element) {
  /** @type {HTMLElement} */ (element).hidden = false;
}
