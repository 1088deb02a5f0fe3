/** Saves one draft over and over: at once, one write at a time, and after the last change once more. */

import { Overtaken, writeDraft } from "./drafts.mjs";

/**
 * @typedef {{rubric: string, title: string, answers: import("./answers.mjs").Answers}} Content
 * @typedef {{saving: true} | {savedAt: string} | {split: string} | {failed: unknown}} State `split` is the id of the
 *   copy that the draft goes on as, because another window wrote the draft
 * @typedef {{id: () => string, save: (content: Content) => void, settled: () => Promise<void>}} Saver
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
      revision = await writeDraft({ ...content, id, savedAt, revision });
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
  };
}

/** @returns {{id: string, revision: number}} a draft that nothing is stored of yet */
export function newDraft() {
  return { id: newId(), revision: 0 };
}

/** `crypto.randomUUID` exists on https only, and an intranet may have none. */
export function newId() {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-");
}
