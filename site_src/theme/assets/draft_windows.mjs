/**
 * Which of this browser's windows holds a draft: the first that opened it, until another asks for it. A courtesy for
 * people; that nothing is overwritten rests on the comparison in every write.
 */

import { newId } from "./drafts.mjs";

const CHANNEL = "zhiping-drafts";
/** How long a window that asks for a draft waits for one that may be frozen. */
const PATIENCE_MS = 1000;

/**
 * @typedef {{kind: "opened" | "held" | "wanted" | "given", id: string, window: string, since: number}} Message
 * @typedef {{open: (id: string) => void, take: () => Promise<void>, isHeld: () => boolean}} Windows
 */

/** Tells the windows with forms that all drafts were deleted. */
export function tellDeleted() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ kind: "deleted" });
  channel.close();
}

/**
 * @param {{onLost: () => void, onDeleted: () => void, beforeGiving: () => Promise<unknown>}} callbacks
 * @returns {Windows} `open` holds a draft unless another window does; `take` gets it from there
 */
export function draftWindows({ onLost, onDeleted, beforeGiving }) {
  const channel = new BroadcastChannel(CHANNEL);
  const window = newId();
  let held = { id: "", since: 0, here: true };
  let given = () => {};
  const say = (/** @type {Message["kind"]} */ kind) => {
    channel.postMessage({ kind, id: held.id, window, since: held.since });
  };
  const lose = () => {
    if (!held.here) return;
    held.here = false;
    onLost();
  };
  const isElder = (/** @type {Message} */ other) =>
    other.since < held.since || (other.since === held.since && other.window < window);
  /** @type {Record<Message["kind"], (message: Message) => unknown>} */
  const answers = {
    opened: (message) => held.here && (isElder(message) ? lose() : say("held")),
    held: (message) => isElder(message) && lose(),
    wanted: async () => {
      if (!held.here) return;
      const { id } = held;
      await beforeGiving();
      if (held.id === id) lose();
      channel.postMessage({ kind: "given", id, window, since: held.since });
    },
    given: () => given(),
  };
  channel.addEventListener("message", ({ data }) => {
    if (data.kind === "deleted") onDeleted();
    else if (data.id === held.id) void answers[/** @type {Message} */ (data).kind]?.(data);
  });
  return {
    open: (id) => {
      held = { id, since: Date.now(), here: true };
      say("opened");
    },
    take: () =>
      new Promise((resolve) => {
        given = resolve;
        say("wanted");
        held = { id: held.id, since: Date.now(), here: true };
        setTimeout(resolve, PATIENCE_MS);
      }),
    isHeld: () => held.here,
  };
}
