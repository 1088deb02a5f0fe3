/** Answers files kept in this browser, newest first; every failure to write is told, never swallowed. */

import { openDB } from "./vendor/idb.mjs";

/** @typedef {import("./answers.mjs").Answers} Answers */
/** @typedef {{id: string, rubric: string, title: string, savedAt: string, answers: Answers}} Draft */

const STORE = "drafts";

/** @type {Promise<import("idb").IDBPDatabase> | undefined} */
let database;

function opened() {
  database ??= openDB("zhiping", 1, {
    upgrade(db) {
      db.createObjectStore(STORE, { keyPath: "id" }).createIndex("rubric", "rubric");
    },
  });
  return database;
}

/**
 * @param {string} rubric
 * @returns {Promise<Draft[]>} the rubric's drafts, the last saved first
 */
export async function listDrafts(rubric) {
  const drafts = /** @type {Draft[]} */ (await (await opened()).getAllFromIndex(STORE, "rubric", rubric));
  return drafts.sort((one, other) => other.savedAt.localeCompare(one.savedAt));
}

/** @param {string} id */
export async function removeDraft(id) {
  await (await opened()).delete(STORE, id);
}

/** @param {Draft} draft one that was removed */
export async function restoreDraft(draft) {
  await (await opened()).put(STORE, draft);
}

/**
 * Saves one draft over and over: at once, one write at a time, and after the last change once more.
 *
 * @param {(state: {saving: true} | {savedAt: string} | {failed: unknown}) => void} onState
 */
export function draftSaver(onState) {
  /** @type {Draft | undefined} */
  let waiting;
  let writing = false;
  const write = async () => {
    writing = true;
    for (let draft = waiting; draft; draft = waiting) {
      waiting = undefined;
      onState({ saving: true });
      try {
        await (await opened()).put(STORE, draft);
        onState({ savedAt: draft.savedAt });
      } catch (failed) {
        database = undefined;
        onState({ failed });
      }
    }
    writing = false;
  };
  return (/** @type {Draft} */ draft) => {
    waiting = draft;
    if (!writing) void write();
  };
}
