/** What the form tells its visitor: an announcement that passes, a notice that stays, or a dialog that waits. */

const SHOWN_MS = 12_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let passing;

/**
 * @param {HTMLElement} root
 * @param {string} text
 * @param {() => void} [undo] offered while the announcement stands
 */
export function announce(root, text, undo) {
  const toast = /** @type {HTMLElement} */ (root.querySelector(".assess-toast"));
  const button = /** @type {HTMLButtonElement} */ (toast.querySelector("button"));
  /** @type {HTMLElement} */ (toast.querySelector("span")).textContent = visible(text);
  button.hidden = !undo;
  button.onclick = () => {
    undo?.();
    toast.hidden = true;
  };
  toast.hidden = false;
  clearTimeout(passing);
  passing = setTimeout(() => (toast.hidden = true), SHOWN_MS);
}

/**
 * Stays in view as long as what it tells of.
 *
 * @param {HTMLElement} root
 * @param {string} about the notice of this is replaced; without a text it goes
 * @param {string} [text]
 * @param {Record<string, () => void>} [actions] buttons by their words
 */
export function notice(root, about, text, actions = {}) {
  const notices = /** @type {HTMLElement} */ (root.querySelector(".assess-notices"));
  const before = notices.querySelector(`[data-about="${about}"]`);
  if (!text) return before?.remove();
  const element = document.createElement("div");
  element.dataset["about"] = about;
  const buttons = Object.entries(actions).map(([words, act]) => button(words, act));
  element.append(Object.assign(document.createElement("p"), { textContent: visible(text) }), ...buttons);
  if (before?.textContent === element.textContent) return;
  before?.remove();
  notices.append(element);
}

/**
 * @param {HTMLElement} root
 * @param {string} title
 * @param {string[]} lines
 * @param {Record<string, () => void>} [actions] buttons by their words, beside the one that only closes
 */
export function tell(root, title, lines, actions = {}) {
  const dialog = /** @type {HTMLDialogElement} */ (root.querySelector(".assess-problems"));
  /** @type {HTMLElement} */ (dialog.querySelector("h2")).textContent = visible(title);
  const entries = lines.map((text) => Object.assign(document.createElement("li"), { textContent: visible(text) }));
  const offers = Object.entries(actions).map(([words, act]) => button(words, () => (dialog.close(), act())));
  dialog.querySelector(".dialog-offers")?.replaceChildren(...offers);
  dialog.querySelector("ul")?.replaceChildren(...entries);
  dialog.showModal();
  /** @type {HTMLElement} */ (root.querySelector(".assess-toast")).hidden = true;
}

/** @param {string} text @param {() => void} act */
export function button(text, act) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick: act });
}

/** Control characters, and those that turn the direction of what follows, must not pass for something else.
 * @param {string} text */
export function visible(text) {
  return text.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, "\uFFFD");
}

/** @param {string} moment */
export function clock(moment) {
  return new Date(moment).toLocaleString("zh-CN", { hour12: false });
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}
