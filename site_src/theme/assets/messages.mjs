/** What the form tells its visitor: a short announcement that passes, or a dialog that waits. */

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
  /** @type {HTMLElement} */ (toast.querySelector("span")).textContent = text;
  button.hidden = !undo;
  button.onclick = () => {
    undo?.();
    toast.hidden = true;
  };
  toast.hidden = false;
  clearTimeout(passing);
  passing = setTimeout(() => (toast.hidden = true), SHOWN_MS);
}

/** @param {HTMLElement} root @param {string} title @param {string[]} lines */
export function tell(root, title, lines) {
  const dialog = /** @type {HTMLDialogElement} */ (root.querySelector(".assess-problems"));
  /** @type {HTMLElement} */ (dialog.querySelector("h2")).textContent = title;
  const entries = lines.map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  dialog.querySelector("ul")?.replaceChildren(...entries);
  dialog.showModal();
  /** @type {HTMLElement} */ (root.querySelector(".assess-toast")).hidden = true;
}

/** @param {string} moment */
export function clock(moment) {
  return new Date(moment).toLocaleString("zh-CN", { hour12: false });
}
