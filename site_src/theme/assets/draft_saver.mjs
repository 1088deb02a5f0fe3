/**
 * Saves one draft over and over: at once, one write at a time, and after the last change once more. A page that is left may
 * not see the end of a write: what is not stored by then is put by, and written when a form is opened next.
 */

import { Overtaken, readDraft, writeDraft } from "./drafts.mjs";

const PUT_BY = "zhiping:unsaved:";

/**
 * @typedef {{rubric: string, title: string, answers: import("./answers.mjs").Answers}} Content
 * @typedef {{saving: true} | {savedAt: string} | {split: string} | {failed: unknown}} State `split` is the id of the
 *   copy that the draft goes on as, because another window wrote the draft
 * @typedef {{id: () => string, save: (content: Content) => void, settled: () => Promise<void>, putBy: () => void}} Saver
 */

/**
 * @param {{id: string, revision: number}} draft the stored one that the first write goes on from, or a new one
 * @param {(state: State) => void} onState
 * @returns {Saver}
 */
export function draftSaver({ id, revision }, onState) {
  /** @type {Content | undefined} */
  let waiting;
  /** @type {Promise<void> | undefined} */
  let writing;
  /** @type {Content & {savedAt: string} | undefined} */
  let underway;
  const write = async () => {
    for (let content = waiting; content; content = waiting) {
      waiting = undefined;
      onState({ saving: true });
      await writeOnce(content).catch((failed) => onState({ failed }));
    }
    writing = undefined;
  };
  const writeOnce = async (/** @type {Content} */ content) => {
    const savedAt = new Date().toISOString();
    try {
      underway = { ...content, savedAt };
      revision = await writeDraft({ ...underway, id, revision });
      underway = undefined;
      onState({ savedAt });
    } catch (failed) {
      if (!(failed instanceof Overtaken)) throw failed;
      [id, revision] = [newId(), 0];
      waiting ??= content;
      onState({ split: id });
    }
  };
  return {
    id: () => id,
    save: (content) => {
      waiting = content;
      writing ??= write();
    },
    settled: async () => writing,
    putBy: () => {
      const content = waiting ?? underway;
      const draft = { ...content, id, revision, savedAt: new Date().toISOString(), underway: underway?.savedAt };
      if (content) localStorage.setItem(`${PUT_BY}${id}`, JSON.stringify(draft));
    },
  };
}

/** Stores what pages that were left had put by: as the drafts they are of, or beside what another window wrote since. */
export async function recover() {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PUT_BY))) {
    const { underway, ...draft } = JSON.parse(localStorage.getItem(key) ?? "");
    const stored = await readDraft(draft.id);
    if (stored && stored.savedAt === underway) draft.revision = stored.revision;
    await writeDraft(draft).catch((failed) => {
      if (!(failed instanceof Overtaken)) throw failed;
      return writeDraft({ ...draft, ...newDraft() });
    });
    localStorage.removeItem(key);
  }
}

/** @returns {{id: string, revision: number}} a draft that nothing is stored of yet */
export function newDraft() {
  return { id: newId(), revision: 0 };
}

/** `crypto.randomUUID` exists on https only, and an intranet may have none. */
export function newId() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}
