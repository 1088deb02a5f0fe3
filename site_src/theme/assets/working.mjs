/**
 * Who fills in a form means to work: then the whole site is worth keeping for use without a network. Asks for it once a
 * visit, when the page has settled, and only where that costs the visitor nothing.
 */

import { isSharedComputer } from "./shared_computer.mjs";

const SETTLED_MS = 5000;
/** So that what is kept for convenience never takes the place of drafts. */
const ROOM_BYTES = 200e6;

let waiting = false;

/** Whoever keeps the site hears `zhiping:working`. */
export function tellWorking() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => ("requestIdleCallback" in window ? requestIdleCallback(ask) : ask()), SETTLED_MS);
}

async function ask() {
  if (isSharedComputer()) waiting = false;
  else if (!isMetered() && !isBeingWritten() && (await hasRoom())) document.dispatchEvent(new Event("zhiping:working"));
}

function isMetered() {
  const { connection } = /** @type {Navigator & {connection?: {saveData?: boolean, type?: string}}} */ (navigator);
  return Boolean(connection?.saveData) || connection?.type === "cellular";
}

/** `mkdocs serve` puts this into its pages, which change at every save. */
function isBeingWritten() {
  return "livereload" in globalThis;
}

async function hasRoom() {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota - usage > ROOM_BYTES;
}
