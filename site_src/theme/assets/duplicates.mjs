/** Files of a unit that is there already: kept until the visitor chooses, each choice in sight and taken back at will. */

/**
 * @typedef {import("./units.mjs").Unit} Unit
 * @typedef {{file: string, savedAt: string}} Origin
 * @typedef {Origin & {unit: Unit}} Waiting
 * @typedef {{units: Map<string, Unit>, origins: Map<string, Origin>, changed: () => void}} Counted `changed` after a choice
 */

/**
 * @param {HTMLElement} list
 * @param {Counted} counted
 */
export function duplicateList(list, { units, origins, changed }) {
  /** @type {{waiting: Waiting, undo?: () => void, chosen?: string}[]} */
  let entries = [];

  const put = (/** @type {string} */ key, /** @type {Waiting} */ { unit, file, savedAt }) => {
    const before = /** @type {const} */ ([units.get(key), origins.get(key)]);
    units.set(key, unit);
    origins.set(key, { file, savedAt });
    return () => {
      if (!before[0]) units.delete(key);
      else units.set(key, before[0]);
      if (before[1]) origins.set(key, before[1]);
    };
  };
  /** @type {Record<string, (waiting: Waiting) => () => void>} */
  const choices = {
    保留原有的: () => () => {},
    换成这份: (waiting) => put(sameAs(units, waiting.unit.name) ?? nextKey(units), waiting),
    算作另一家单位: (waiting) => put(nextKey(units), { ...waiting, unit: { ...waiting.unit, name: freeName(units, waiting.unit.name) } }),
  };
  const choose = (/** @type {typeof entries[number]} */ entry, /** @type {string} */ words) => {
    entry.undo = choices[words]?.(entry.waiting) ?? (() => {});
    entry.chosen = words;
  };
  const done = () => {
    show();
    changed();
  };

  const show = () => {
    const open = entries.filter((entry) => !entry.chosen);
    list.replaceChildren(...entries.map(asLine));
    if (open.length && open.every(({ waiting }) => isDated(waiting, origins.get(sameAs(units, waiting.unit.name) ?? "")))) {
      list.append(item("", button("全部用较新的", () => (open.forEach(takeNewer), done()))));
    }
  };
  const takeNewer = (/** @type {typeof entries[number]} */ entry) => {
    const there = origins.get(sameAs(units, entry.waiting.unit.name) ?? "");
    choose(entry, !there || entry.waiting.savedAt > there.savedAt ? "换成这份" : "保留原有的");
  };
  const asLine = (/** @type {typeof entries[number]} */ entry) => {
    const { waiting, chosen, undo } = entry;
    const name = `「${waiting.file}」${dated(waiting)}`;
    if (chosen) {
      const back = button("撤销", () => {
        undo?.();
        delete entry.chosen;
        done();
      });
      return item(`${name}：${chosen}。`, back);
    }
    const there = sameAs(units, waiting.unit.name) ?? "";
    const words = `${name}与已收入的「${units.get(there)?.name ?? waiting.unit.name}」${dated(origins.get(there))}是同一单位，还没有计入：`;
    return item(words, ...Object.keys(choices).map((choice) => button(choice, () => (choose(entry, choice), done()))));
  };

  return {
    add: (/** @type {Waiting} */ waiting) => {
      entries.push({ waiting });
      show();
    },
    /** @param {Waiting[]} waiting those of a draft or file */
    reset: (waiting) => {
      entries = waiting.map((one) => ({ waiting: one }));
      show();
    },
    /** @returns {Waiting[]} those not yet chosen for */
    open: () => entries.filter((entry) => !entry.chosen).map(({ waiting }) => waiting),
  };
}

/** Names that differ only in width, case, blanks or brackets are of one unit.
 * @param {string} name */
export function plain(name) {
  return name.normalize("NFKC").replaceAll(/[\s\p{P}]/gu, "").toLowerCase();
}

/** @param {Map<string, Unit>} units @param {string} name @returns {string | undefined} the key of the unit of that name */
export function sameAs(units, name) {
  return [...units].find(([, one]) => plain(one.name) === plain(name))?.[0];
}

/** @param {Map<string, Unit>} units */
export function nextKey(units) {
  return String(Math.max(0, ...[...units.keys()].map(Number).filter(Number.isFinite)) + 1);
}

/** @param {Map<string, Unit>} units @param {string} name */
function freeName(units, name) {
  let number = 2;
  while (sameAs(units, `${name}（${number}）`)) number += 1;
  return `${name}（${number}）`;
}

/** Only two different moments say which is the newer. @param {Origin} one @param {Origin | undefined} other */
function isDated(one, other) {
  return Boolean(one.savedAt && other?.savedAt && one.savedAt !== other.savedAt);
}

/** @param {Origin | undefined} origin */
function dated(origin) {
  return origin?.savedAt ? `（${new Date(origin.savedAt).toLocaleString("zh-CN")}导出）` : "";
}

/** @param {string} words @param {...HTMLElement} buttons */
function item(words, ...buttons) {
  const line = document.createElement("li");
  line.append(words, ...buttons);
  return line;
}

/** @param {string} words @param {() => void} act */
function button(words, act) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: words, onclick: act });
}
