// The page of institutions: one form narrows all of its registers.

import "./cite.mjs";
import { filtered } from "./filter.mjs";

filtered(/** @type {HTMLElement} */ (document.querySelector(".page")));
