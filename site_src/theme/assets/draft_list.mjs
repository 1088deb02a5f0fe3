/** The list of the answers files kept in this browser: to start a new one, open another, or delete it. */

import { isReadable, listDrafts, removeDraft, restoreDraft } from "./drafts.mjs";
import { announce, button, clock, visible } from "./messages.mjs";

/** @typedef {import("./drafts.mjs").Draft} Draft */

/**
 * @param {HTMLElement} root
 * @param {{current: () => string, open: (draft: Draft) => void, startNew: () => void,
 *   exportDraft: (draft: Draft) => void}} actions
 * @returns {() => Promise<void>} shows the list as it stands now
 */
export function draftList(root, { current, open, startNew, exportDraft }) {
  const list = /** @type {HTMLElement} */ (root.querySelector(".assess-drafts"));
  const show = async () => {
    const drafts = await listDrafts(root.dataset["rubric"] ?? "");
    list.replaceChildren(entry(button("新建一份", startNew)), ...drafts.map(draftEntry));
  };
  const draftEntry = (/** @type {Draft} */ draft) => {
    const isCurrent = draft.id === current();
    const words = `${isCurrent ? "● " : ""}${visible(draft.title)}　${clock(draft.savedAt)}`;
    if (!isReadable(draft)) return entry(button(`导出「${words}」（由本站更新的版本写成，这里打不开）`, () => exportDraft(draft)));
    const opener = button(words, () => open(draft));
    return isCurrent ? entry(opener) : entry(opener, button("删除", () => discard(draft)));
  };
  const discard = async (/** @type {Draft} */ draft) => {
    await removeDraft(draft.id);
    await show();
    announce(root, `已删除「${draft.title}」。`, () => restoreDraft(draft).then(show));
  };
  return show;
}

/** @param {...HTMLElement} content */
function entry(...content) {
  const element = document.createElement("li");
  element.append(...content);
  return element;
}
