/**
 * Saves one draft over and over: one write at a time, and after the last change once more. What cannot be stored
 * is tried again until it can; what is not stored when the page is hidden or left is put by.
 */

import { Overtaken, newDraft, writeDraft } from "./drafts.mjs";
import { putBy, takeBack } from "./put_by.mjs";

/** A change is scored first; what is typed meanwhile is saved with it. */
const PAUSE_MS = 100;
/** After which a visitor is told that the browser has not stored yet. */
const SLOW_MS = 3000;
const RETRY_MS = 5000;

/**
 * @typedef {{rubric: string, title: string, answers: import("./answers.mjs").Answers}} Content
 * @typedef {{saving: true} | {slow: true} | {savedAt: string} | {split: string} | {failed: unknown}} State `split` is the
 *   id of the copy that the draft goes on as, because another window wrote the draft
 * @typedef {{id: () => string, save: (content: Content) => void, settled: () => Promise<unknown>, putBy: () => void,
 *   rest: () => void, drop: () => void}} Saver `settled` waits for a write, but not for ever; after `rest` nothing is
 *   tried again, after `drop` nothing that waits is written either
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
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  let isTrying = false;
  /** @type {string | undefined} the draft that was put by */
  let leftAs;
  const rest = () => clearTimeout(retry);
  const save = (/** @type {Content} */ content) => {
    rest();
    waiting = content;
    writing ??= write();
  };
  const write = async () => {
    while (waiting) {
      if (!isTrying) onState({ saving: true });
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const content = waiting;
      waiting = undefined;
      if (!content) break; // it was dropped
      const slow = setTimeout(() => onState({ slow: true }), SLOW_MS);
      await writeOnce(content).catch((failed) => tryAgain(failed));
      clearTimeout(slow);
    }
    writing = undefined;
  };
  const tryAgain = (/** @type {unknown} */ failed) => {
    isTrying = true;
    onState({ failed });
    retry = setTimeout(() => underway && save(waiting ?? underway), RETRY_MS);
  };
  const writeOnce = async (/** @type {Content} */ content) => {
    const savedAt = new Date().toISOString();
    try {
      underway = { ...content, savedAt };
      revision = await writeDraft({ ...underway, id, revision });
      underway = undefined;
      isTrying = false;
      if (leftAs && !waiting) leftAs = takeBack(leftAs);
      onState({ savedAt });
    } catch (failed) {
      if (!(failed instanceof Overtaken)) throw failed;
      [id, revision] = [newDraft().id, 0];
      waiting ??= content;
      onState({ split: id });
    }
  };
  return {
    id: () => id,
    save,
    settled: () => Promise.race([writing, new Promise((resolve) => setTimeout(resolve, SLOW_MS))]),
    putBy: () => {
      const content = waiting ?? underway;
      const now = { id, revision, savedAt: new Date().toISOString(), underway: underway?.savedAt };
      if (content && putBy({ ...content, ...now })) leftAs = id;
    },
    rest,
    drop: () => {
      rest();
      waiting = undefined;
    },
  };
}
