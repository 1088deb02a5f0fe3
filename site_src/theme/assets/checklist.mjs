// A checklist to read: the form above narrows it, its method, rules and notes fold, and what is addressed is shown.

import { filtered } from "./filter.mjs";

const list = /** @type {HTMLElement} */ (document.querySelector(".rubric-items"));
const form = /** @type {HTMLFormElement} */ (list.querySelector("form[data-filter]"));
/** @type {Map<string, boolean>} what the form said last; what was folded by hand since stays as it is */
const said = new Map();

/** Folds or opens every method, list of rules, note or comparison, when the form says otherwise than before. */
function fold() {
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll('[name="fold"], [name="open"]'))) {
    if ((said.get(box.value) ?? false) === box.checked) continue;
    const folds = list.querySelectorAll(`details[data-kind="${box.value}"], [data-kind="${box.value}"] details`);
    for (const one of folds) one.toggleAttribute("open", box.checked === (box.name === "open"));
    said.set(box.value, box.checked);
  }
}

/** A sub-item that the report or the institution has nothing to do with says so. */
function ruleOut() {
  const asked = new FormData(form);
  for (const line of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll(".subitem"))) {
    const only = [...line.attributes].filter(({ name }) => name.startsWith("data-only-"));
    line.classList.toggle("ruled-out", only.some(({ name, value }) => isOut(asked.getAll(name.slice(10)), value)));
  }
}

/** @param {FormDataEntryValue[]} asked @param {string} checked */
function isOut(asked, checked) {
  const given = asked.filter(Boolean);
  return given.length > 0 && !given.some((one) => checked.split(" ").includes(String(one)));
}

/** A link to a place inside a fold opens it. */
function open() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let around = target?.closest("details");
  if (!target || !around) return;
  for (; around; around = around.parentElement?.closest("details")) around.open = true;
  target.scrollIntoView();
}

function refresh() {
  fold();
  ruleOut();
}

filtered(list);
form.addEventListener("input", refresh);
form.querySelector("button[type=reset]")?.addEventListener("click", refresh);
addEventListener("popstate", refresh);
addEventListener("hashchange", () => (refresh(), open()));
refresh();
open();
