/** The units of a summary: answers files dropped or chosen, each checked by the scorer, none counted in silence. */

import { readFile } from "./files.mjs";
import { visible } from "./messages.mjs";

/**
 * @typedef {import("./answers.mjs").Answers} Answers
 * @typedef {{name: string, answers: Answers, [member: string]: import("./answers.mjs").Json}} Unit
 * @typedef {{check: (text: string) => Promise<string>, trouble: () => string, changed: () => void}} Surroundings
 */

/**
 * @param {HTMLElement} root
 * @param {Surroundings} surroundings
 * @returns {{give: () => Answers, take: (file: Answers) => Answers}} the units for the answers file, and from one
 */
export function unitList(root, { check, trouble, changed }) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-units="${name}"]`));
  const input = /** @type {HTMLInputElement} */ (part("files"));
  /** @type {Map<string, Unit>} */
  let units = new Map();
  let reading = Promise.resolve();

  const show = () => {
    const row = /** @type {HTMLTemplateElement} */ (part("row"));
    part("list").replaceChildren(...[...units].map(([key, unit]) => unitRow(row, key, unit, { remove, changed })));
  };
  const put = (/** @type {string} */ key, /** @type {Unit} */ unit) => {
    units.set(key, unit);
    show();
    changed();
  };
  const remove = (/** @type {string} */ key) => {
    units.delete(key);
    show();
    changed();
  };
  const refuse = (/** @type {string} */ words) => part("refused").append(entry(words));

  const addFile = async (/** @type {File} */ file) => {
    if (trouble()) return refuse(`「${file.name}」没有计入：${trouble()}`);
    const read = await readFile(file, root.dataset["unitsOf"] ?? "", check);
    if ("problems" in read) {
      const [first, ...others] = read.problems.map(({ path, message }) => `${path}：${message}`);
      return refuse(`「${file.name}」没有计入。${first}${others.length ? `（另有${others.length}处）` : ""}`);
    }
    const unit = unitOf(read.answers, file, root.dataset["unitBlank"] ?? "");
    const same = [...units].find(([, one]) => plain(one.name) === plain(unit.name));
    if (same) part("pending").append(choice(file, unit, same[0]));
    else put(nextKey(units), unit);
  };

  /** @param {File} file @param {Unit} unit @param {string} key of the unit of the same name */
  const choice = (file, unit, key) => {
    const question = entry(`「${file.name}」与已收入的「${unit.name}」是同一单位，还没有计入：`);
    const options = {
      保留原有的: () => {},
      换成这份: () => put(units.has(key) ? key : nextKey(units), unit),
      算作另一家单位: () => put(nextKey(units), { ...unit, name: freeName(units, unit.name) }),
    };
    for (const [words, act] of Object.entries(options)) {
      question.append(button(words, () => (question.remove(), act())));
    }
    return question;
  };

  const addFiles = async (/** @type {File[]} */ files) => {
    part("refused").replaceChildren();
    for (const [number, file] of files.entries()) {
      part("status").textContent = `正在检查 ${number + 1} / ${files.length}`;
      await addFile(file);
    }
    const refused = part("refused").childElementCount;
    const waiting = part("pending").childElementCount;
    const words = [`已收入 ${units.size} 家单位`, refused && `${refused} 个文件没有计入`, waiting && `${waiting} 个文件待选`];
    part("status").textContent = words.filter(Boolean).join("，");
  };
  const add = (/** @type {Iterable<File>} */ files) => {
    const chosen = [...files];
    reading = reading.then(() => addFiles(chosen));
  };

  part("choose").addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    add(input.files ?? []);
    input.value = "";
  });
  acceptDrops(part("drop"), add);
  return {
    give: () => (units.size ? { units: Object.fromEntries(units) } : {}),
    take: ({ units: given, ...rest }) => {
      units = new Map(Object.entries(/** @type {Record<string, Unit>} */ (given ?? {})));
      for (const name of ["refused", "pending", "status"]) part(name).replaceChildren();
      show();
      return rest;
    },
  };
}

/** @param {HTMLElement} place @param {(files: Iterable<File>) => void} add */
export function acceptDrops(place, add) {
  // Beside the place a browser would open the file and leave the page.
  for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());
  place.addEventListener("dragover", () => place.classList.add("over"));
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    place.classList.remove("over");
    add(event.dataTransfer?.files ?? []);
  });
}

/** @param {Answers} answers @param {File} file @param {string} blank @returns {Unit} */
function unitOf(answers, file, blank) {
  const header = /** @type {Record<string, string>} */ (answers["header"] ?? {});
  const name = header[blank]?.trim() || file.name.replace(/\.json$/i, "");
  const assume = answers["assume"] ? { assume: answers["assume"] } : {};
  return { name, answers: /** @type {Answers} */ (answers["items"] ?? {}), ...assume };
}

/**
 * @param {HTMLTemplateElement} template
 * @param {string} key
 * @param {Unit} unit
 * @param {{remove: (key: string) => void, changed: () => void}} actions
 */
function unitRow(template, key, unit, { remove }) {
  const row = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  row.dataset["unitKey"] = key;
  const name = /** @type {HTMLInputElement} */ (row.querySelector('[data-unit="name"]'));
  name.value = unit.name;
  name.addEventListener("input", () => (unit.name = name.value));
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (row.querySelectorAll("[data-mark]"))) {
    const mark = box.dataset["mark"] ?? "";
    box.checked = unit[mark] === true;
    box.addEventListener("input", () => (box.checked ? (unit[mark] = true) : delete unit[mark]));
  }
  row.querySelector('[data-unit="remove"]')?.addEventListener("click", () => remove(key));
  return row;
}

/** @param {Map<string, Unit>} units */
function nextKey(units) {
  return String(Math.max(0, ...[...units.keys()].map(Number).filter(Number.isFinite)) + 1);
}

/** @param {Map<string, Unit>} units @param {string} name */
function freeName(units, name) {
  const taken = new Set([...units.values()].map((unit) => plain(unit.name)));
  let number = 2;
  while (taken.has(plain(`${name}（${number}）`))) number += 1;
  return `${name}（${number}）`;
}

/** Names that differ only in width, case or spaces are of one unit.
 * @param {string} name */
function plain(name) {
  return name.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}

/** @param {string} words */
function entry(words) {
  return Object.assign(document.createElement("li"), { textContent: visible(words) });
}

/** @param {string} words @param {() => void} act */
function button(words, act) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: words, onclick: act });
}
