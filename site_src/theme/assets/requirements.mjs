// The page that lays the documents side by side: its form narrows the topics.

import { filtered } from "./filter.mjs";

filtered(/** @type {HTMLElement} */ (document.querySelector(".requirements")));
