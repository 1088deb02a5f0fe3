/**
 * Changes that a page may not live to see stored: put by in localStorage, the only store that writes at once, and stored
 * when a form is opened next.
 */

import { Overtaken, newDraft, readDraft, writeDraft } from "./drafts.mjs";

const KEY = "zhiping:unsaved:";

/** @typedef {Omit<import("./drafts.mjs").Draft, "format"> & {underway?: string | undefined}} PutBy `underway` is when
 *   the write was begun that may or may not have ended */

/** @param {PutBy} draft @returns {boolean} whether there was room for it */
export function putBy(draft) {
  try {
    localStorage.setItem(`${KEY}${draft.id}`, JSON.stringify(draft));
    return true;
  } catch (full) {
    console.warn("put by", full);
    return false;
  }
}

/** It is stored after all. @param {string} id @returns {undefined} */
export function takeBack(id) {
  localStorage.removeItem(`${KEY}${id}`);
}

/** Stores what pages that were left had put by. What cannot be stored stays where it is and keeps nothing else from it. */
export async function recover() {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(KEY))) {
    try {
      await store(JSON.parse(localStorage.getItem(key) ?? ""));
      localStorage.removeItem(key);
    } catch (failed) {
      console.warn("put by", key, failed);
    }
  }
}

/** As the draft that it is of, or beside what another window wrote since. @param {PutBy} left */
async function store({ underway, ...draft }) {
  const stored = await readDraft(draft.id);
  if (stored && JSON.stringify(stored.answers) === JSON.stringify(draft.answers)) return;
  if (stored && stored.savedAt === underway) draft.revision = stored.revision;
  await writeDraft(draft).catch((failed) => {
    if (!(failed instanceof Overtaken)) throw failed;
    return writeDraft({ ...draft, ...newDraft() });
  });
}
