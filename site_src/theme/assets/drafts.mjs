/**
 * Answers files kept in this browser, newest first. A write is compared with what is stored, so that no window
 * overwrites what another wrote; every failure is thrown to whoever has to tell it.
 */

import { deleteDB, openDB } from "./vendor/idb.mjs";

/** @typedef {import("./answers.mjs").Answers} Answers */
/**
 * @typedef {{id: string, rubric: string, title: string, savedAt: string, format: number, revision: number,
 *   answers: Answers, scored?: Scored}} Draft
 * @typedef {{scorer: string, text: string, answer: string}} Scored what a scorer, by its version, made of a text: true for
 *   good, whatever has become of the draft since
 */

export const DATABASE = "zhiping";
const STORE = "drafts";
/** Format 1 had no revision. What a later version of the site wrote is listed and exported, not opened. */
const FORMAT = 2;

/** Another window wrote the draft since it was read here. */
export class Overtaken extends Error {}

/** @type {Promise<import("idb").IDBPDatabase> | undefined} */
let database;

function opened() {
  database ??= openDB(DATABASE, 1, {
    upgrade(db) {
      db.createObjectStore(STORE, { keyPath: "id" }).createIndex("rubric", "rubric");
    },
    // Whoever deletes the database or brings a newer one must not wait for this window.
    blocking: (_current, _blocked, { target }) => {
      /** @type {IDBDatabase} */ (target).close();
      forget();
    },
    terminated: forget,
  });
  database.catch(forget);
  return database;
}

function forget() {
  database = undefined;
}

/**
 * @param {string} rubric
 * @returns {Promise<Draft[]>} the rubric's drafts, the last saved first
 */
export async function listDrafts(rubric) {
  return sorted(await (await opened()).getAllFromIndex(STORE, "rubric", rubric));
}

/** @returns {Promise<Draft[]>} the drafts of all rubrics */
export async function listAllDrafts() {
  return sorted(await (await opened()).getAll(STORE));
}

/** @param {string} id @returns {Promise<Draft | undefined>} */
export async function readDraft(id) {
  const stored = await (await opened()).get(STORE, id);
  return stored && current(stored);
}

/** @param {Draft} draft whether this version of the site knows how to open it */
export function isReadable({ format, answers }) {
  return format <= FORMAT && answers !== null && typeof answers === "object" && !Array.isArray(answers);
}

/**
 * @param {Omit<Draft, "format">} draft with the revision that it goes on from
 * @returns {Promise<number>} the revision that is stored now, read back to be sure of it
 */
export async function writeDraft(draft) {
  const db = await opened();
  const transaction = db.transaction(STORE, "readwrite");
  const { store, done } = transaction;
  const stored = await store.get(draft.id);
  if (stored && current(stored).revision !== draft.revision) throw new Overtaken();
  const written = { ...draft, format: FORMAT, revision: draft.revision + 1 };
  const requests = [store.put(written), store.get(draft.id)];
  transaction.commit();
  const [, found] = await Promise.all([...requests, done]);
  if (JSON.stringify(found?.answers) !== JSON.stringify(draft.answers)) throw new Error("not what was written");
  return written.revision;
}

/** Nothing is kept of a draft that is not stored. @param {string} id @param {Scored} scored */
export async function keepScored(id, scored) {
  const { store, done } = (await opened()).transaction(STORE, "readwrite");
  const stored = await store.get(id);
  if (stored) await store.put({ ...stored, scored });
  await done;
}

/** @param {string} id */
export async function removeDraft(id) {
  await (await opened()).delete(STORE, id);
}

/** Deletes the database, which other windows then let go. */
export async function removeAllDrafts() {
  const open = await database;
  open?.close();
  forget();
  await deleteDB(DATABASE);
}

/** @param {Draft} draft one that was removed */
export async function restoreDraft(draft) {
  await (await opened()).put(STORE, draft);
}

/** @returns {{id: string, revision: number}} a draft that nothing is stored of yet */
export function newDraft() {
  return { id: newId(), revision: 0 };
}

/** `crypto.randomUUID` exists on https only, and an intranet may have none. */
export function newId() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}

/** @param {any[]} stored @returns {Draft[]} */
function sorted(stored) {
  return stored.map(current).sort((one, other) => other.savedAt.localeCompare(one.savedAt));
}

/** @param {any} stored in any format @returns {Draft} in this one, or a later one left as it is */
function current(stored) {
  return { revision: 0, ...stored, format: Math.max(stored.format ?? 1, FORMAT) };
}
