// The address of a place in, what people ask that it answers out: words of theirs, which it does not print.

import { CHECKLISTS } from "./search_asked_checklists.mjs";
import { DOCUMENTS } from "./search_asked_documents.mjs";
import { OWN } from "./search_asked_own.mjs";

/** @type {Record<string, Record<string, string>>} */
export const ASKED = { ...CHECKLISTS, ...DOCUMENTS, ...OWN };

/** @param {string} location */
export function asked(location) {
  const [page = "", part = ""] = location.split("#");
  return ASKED[page]?.[part] ?? "";
}
