/** 公用电脑模式: whether this window keeps anything. The switch itself lives as long as the window's session. */

const KEY = "zhiping:shared-computer";

let here = false;

export function isSharedComputer() {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return here;
  }
}

/** @param {boolean} on */
function setSharedComputer(on) {
  here = on;
  try {
    if (on) sessionStorage.setItem(KEY, "on");
    else sessionStorage.removeItem(KEY);
  } catch (denied) {
    console.warn("session storage", denied);
  }
}

/**
 * @param {ParentNode} within
 * @param {(on: boolean) => void} onChange
 */
export function sharedComputerSwitch(within, onChange) {
  const box = /** @type {HTMLInputElement} */ (within.querySelector("[data-shared-computer]"));
  box.checked = isSharedComputer();
  box.addEventListener("input", (event) => {
    event.stopPropagation(); // it is no answer
    setSharedComputer(box.checked);
    onChange(box.checked);
  });
}
