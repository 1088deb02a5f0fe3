/** The units of a summary: answers files dropped or chosen, each checked by the scorer, none counted in silence. */

import { duplicateList, nextKey, plain, sameAs } from "./duplicates.mjs";
import { readFile } from "./files.mjs";
import { visible } from "./messages.mjs";

/**
 * @typedef {import("./answers.mjs").Answers} Answers
 * @typedef {{name: string, answers: Answers, [member: string]: import("./answers.mjs").Json}} Unit
 * @typedef {{check: (text: string) => Promise<string>, trouble: () => string, changed: () => void}} Surroundings
 */

/** Files between two counts of the table: to count after each would take longer the more there are. */
const AT_ONCE = 25;

/**
 * @param {HTMLElement} root
 * @param {Surroundings} surroundings
 * @returns {{give: () => Answers, take: (file: Answers) => Answers}} the units for the answers file, and from one
 */
export function unitList(root, { check, trouble, changed }) {
  const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-units="${name}"]`));
  const input = /** @type {HTMLInputElement} */ (part("files"));
  /** @type {Map<string, Unit>} */
  const units = new Map();
  /** @type {Map<string, import("./duplicates.mjs").Origin>} */
  const origins = new Map();
  let reading = Promise.resolve();

  const show = () => {
    const row = /** @type {HTMLTemplateElement} */ (part("row"));
    part("list").replaceChildren(...[...units].map(([key, unit]) => unitRow(row, key, unit, { remove, changed })));
  };
  const duplicates = duplicateList(part("pending"), { units, origins, changed: () => (show(), tell(), changed()) });
  const remove = (/** @type {string} */ key) => {
    units.delete(key);
    origins.delete(key);
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
    const waiting = { file: file.name, savedAt: read.savedAt, unit };
    const same = sameAs(units, unit.name);
    if (!same) return put(waiting);
    const known = [units.get(same), ...duplicates.open().map((one) => one.unit).filter((one) => plain(one.name) === plain(unit.name))];
    if (known.some((one) => isEqual(one, unit))) return refuse(`「${file.name}」与已有的「${unit.name}」内容相同，没有重复计入。`);
    duplicates.add(waiting);
  };
  const put = (/** @type {import("./duplicates.mjs").Waiting} */ { unit, file, savedAt }) => {
    const key = nextKey(units);
    units.set(key, unit);
    origins.set(key, { file, savedAt });
  };
  const refresh = () => {
    show();
    changed();
  };
  const tell = () => {
    const refused = part("refused").childElementCount;
    const waiting = duplicates.open().length;
    const words = [`已收入 ${units.size} 家单位`, refused && `${refused} 个文件没有计入`, waiting && `${waiting} 个文件待选`];
    part("status").textContent = words.filter(Boolean).join("，");
  };

  const addFiles = async (/** @type {File[]} */ files) => {
    part("refused").replaceChildren();
    for (const [number, file] of files.entries()) {
      part("status").textContent = `正在检查 ${number + 1} / ${files.length}`;
      await addFile(file);
      if (number % AT_ONCE === AT_ONCE - 1) refresh();
    }
    refresh();
    tell();
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
    give: () => ({
      ...(units.size ? { units: Object.fromEntries(units) } : {}),
      ...(units.size ? { meta: { origins: Object.fromEntries(origins), pending: duplicates.open() } } : {}),
    }),
    take: ({ units: given, meta, ...rest }) => {
      const { origins: known, pending, ...others } = /** @type {Record<string, any>} */ (meta ?? {});
      replace(units, /** @type {Record<string, Unit>} */ (given ?? {}));
      replace(origins, known ?? {});
      for (const name of ["refused", "status"]) part(name).replaceChildren();
      show();
      duplicates.reset(Array.isArray(pending) ? pending.filter((one) => typeof one?.unit?.name === "string") : []);
      if (duplicates.open().length) tell();
      return Object.keys(others).length ? { ...rest, meta: others } : rest;
    },
  };
}

/** @template T @param {Map<string, T>} map @param {Record<string, T>} members */
function replace(map, members) {
  map.clear();
  for (const [key, member] of Object.entries(members)) map.set(key, member);
}

/** Whether two files say the same of a unit. @param {Unit | undefined} one @param {Unit} other */
function isEqual(one, other) {
  const said = (/** @type {Unit | undefined} */ unit) => JSON.stringify([unit?.answers, unit?.["assume"]]);
  return said(one) === said(other);
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

/** @param {string} words */
function entry(words) {
  return Object.assign(document.createElement("li"), { textContent: visible(words) });
}
