/**
 * Keeps what the form holds: every change goes into a draft of this browser, or nowhere on a shared computer. Says what is
 * kept, what could not be kept, and which window the draft is in; warns before anything unsaved is left.
 */

import { draftSaver } from "./draft_saver.mjs";
import { draftWindows } from "./draft_windows.mjs";
import { isReadable, keepScored, listDrafts, newDraft, readDraft } from "./drafts.mjs";
import { announce, clock, notice } from "./messages.mjs";
import { recover } from "./put_by.mjs";
import { isSharedComputer, sharedComputerSwitch } from "./shared_computer.mjs";
import { write } from "./slots.mjs";

/**
 * @typedef {import("./answers.mjs").Answers} Answers
 * @typedef {import("./draft_saver.mjs").Content} Content
 * @typedef {import("./draft_saver.mjs").State} State
 * @typedef {import("./drafts.mjs").Draft} Draft
 * @typedef {object} Form
 * @property {() => Content} content what there is to keep
 * @property {(answers: Answers, parked?: Answers, scored?: import("./drafts.mjs").Scored) => void} show
 * @property {() => void} exportFile
 */

const WORDS = {
  shared: "公用电脑模式：不保存。离开前请导出答卷文件。",
  sharedNotice: "公用电脑模式：填写的内容只在这个页面上，不存入这台电脑；关闭或刷新页面就没有了。离开前请导出答卷文件并带走。",
  elsewhere: "这份答卷正在另一个窗口里填写。为免互相覆盖，这里暂时只看不改。",
  leave: "这份答卷还没有保存或导出，换成别的就没有了。仍要换吗？",
  split: "这份答卷在另一个窗口里改动过。为免互相覆盖，这里的填写另存为一份新的答卷。",
  deleted: "本机的答卷已在「隐私」页全部删除。这里的内容还在页面上，没有保存；再改动时会重新保存。",
  slow: "浏览器迟迟没有把刚才填写的存好，可能是电脑很忙。请先不要关闭这个页面；要紧的话先导出答卷文件。",
};
/** Why nothing could be stored, in a word and with what to do. @type {Record<"full" | "denied" | "other", [string, string]>} */
const FAILURES = {
  full: [
    "空间不足",
    "浏览器的存储空间用完了，刚才填写的没有存住，只在这个页面上。请导出答卷文件，以免丢失；再腾出空间（如在「本机的答卷」里删去已导出的旧答卷），会自动重新保存。",
  ],
  denied: [
    "被浏览器禁止",
    "浏览器不让本站保存（可能是无痕窗口，或者设置里禁止了 Cookie 和网站数据）。填写、评分、打印照常，但关闭或刷新页面就没有了。离开前请导出答卷文件。",
  ],
  other: ["浏览器没有存住", "刚才填写的没有存住，只在这个页面上，过几秒会自动再试。一直这样的话，请导出答卷文件，以免丢失。"],
};
const REST_MS = 500;
/** How browsers say that they may not store, Chromium the last way. */
const DENIED = ["SecurityError", "InvalidStateError", "UnknownError"];

/**
 * @param {HTMLElement} root
 * @param {Form} form
 */
export function keepAnswers(root, { content, show, exportFile }) {
  const main = /** @type {HTMLElement} */ (root.querySelector(".assess-main"));
  const exports = { 导出答卷文件: exportFile };
  let isUnsaved = false;
  let saver = saverOf(newDraft());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let rest;
  const windows = draftWindows({
    onLost: () => lock(true),
    onDeleted: () => {
      saver.drop();
      notice(root, "deleted", WORDS.deleted, exports);
    },
    beforeGiving: () => saver.settled(),
  });
  const status = (/** @type {string} */ words) => write(root, "saving", words);

  /** What becomes of a draft that was left for another is told no more. @param {{id: string, revision: number}} draft */
  function saverOf(draft) {
    const own = draftSaver(draft, (state) => own === saver && onState(state));
    return own;
  }
  /** @param {State} state */
  function onState(state) {
    if ("saving" in state) {
      isUnsaved = true;
      status("正在保存…");
    } else if ("slow" in state) {
      status("还没有保存好，浏览器的存储很慢。");
      notice(root, "failed", WORDS.slow, exports);
    } else if ("savedAt" in state) {
      isUnsaved = false;
      notice(root, "failed");
      status(`已保存在本机浏览器　${clock(state.savedAt)}`);
    } else if ("split" in state) {
      hold();
      announce(root, WORDS.split);
    } else {
      console.warn("drafts", state.failed);
      const [why, advice] = FAILURES[reason(state.failed)];
      status(`未能保存到浏览器（${why}）。请用「导出答卷文件」保存。`);
      notice(root, "failed", advice, exports);
    }
  }
  const mayLeave = async () => {
    await saver.settled();
    return !isUnsaved || confirm(WORDS.leave);
  };
  const changed = (now = content()) => {
    isUnsaved = true;
    if (isSharedComputer()) return status(WORDS.shared);
    saver.save(now);
  };
  const hold = () => {
    lock(false);
    windows.open(saver.id());
  };
  const begin = (/** @type {{id: string, revision: number}} */ draft) => {
    saver.rest();
    clearTimeout(rest);
    saver = saverOf(draft);
    isUnsaved = false;
    hold();
  };
  const reopen = async (/** @type {Draft} */ draft) => {
    if (!(await mayLeave())) return;
    begin(draft);
    show(draft.answers, {}, draft.scored);
    status(isSharedComputer() ? WORDS.shared : `已打开本机答卷　${clock(draft.savedAt)} 保存`);
  };
  const startWith = async (/** @type {[Answers, Answers?]} */ ...answers) => {
    if (!(await mayLeave())) return false;
    begin(newDraft());
    show(...answers);
    status(isSharedComputer() ? WORDS.shared : "新的答卷，填写后自动保存。");
    return true;
  };
  /** @param {boolean} isElsewhere */
  function lock(isElsewhere) {
    main.inert = isElsewhere;
    notice(root, "elsewhere", isElsewhere ? WORDS.elsewhere : "", { 在这里继续填写: takeOver, 另存为新的一份: split });
  }
  const takeOver = async () => {
    await windows.take();
    const stored = await readDraft(saver.id());
    if (stored) await reopen(stored);
    lock(false);
  };
  const split = () => {
    begin(newDraft());
    changed();
  };
  const share = (/** @type {boolean} */ on) => {
    notice(root, "shared", on ? WORDS.sharedNotice : "", exports);
    status(on ? WORDS.shared : "公用电脑模式已关闭，从现在起自动保存。");
    if (on) begin(newDraft());
    else if (isUnsaved) changed();
  };

  hold();
  sharedComputerSwitch(root, share);
  if (isSharedComputer()) share(true);
  // A phone may end a hidden page without another word.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && saver.putBy());
  addEventListener("pagehide", () => saver.putBy());
  addEventListener("beforeunload", (event) => isUnsaved && event.preventDefault());
  return {
    changed,
    reopen,
    startWith,
    /** Once nothing has been typed for a while, beside the draft. @param {import("./drafts.mjs").Scored} result */
    scored: (result) => {
      clearTimeout(rest);
      if (isSharedComputer()) return;
      rest = setTimeout(() => keepScored(saver.id(), result).catch((failed) => console.warn("drafts", failed)), REST_MS);
    },
    current: () => saver.id(),
    exported: () => isSharedComputer() && (isUnsaved = false),
    /** @param {string} rubric @returns {Promise<Draft | undefined>} the last one kept, unless others may look on */
    latest: async (rubric) => {
      if (isSharedComputer()) return undefined;
      try {
        await recover();
        return (await listDrafts(rubric)).find(isReadable);
      } catch (failed) {
        onState({ failed });
        return undefined;
      }
    },
  };
}

/** @param {unknown} failed */
function reason(failed) {
  const name = failed instanceof DOMException ? failed.name : "";
  if (name === "QuotaExceededError") return "full";
  return DENIED.includes(name) ? "denied" : "other";
}
