// The page for addresses that lead nowhere: a search that works wherever this module was found, because the unknown address
// does not tell where the site's root is.

import { Index } from "./search_ranking.mjs";

/** @typedef {import("./search_ranking.mjs").Place} Place */

const MOST = 20;
const root = new URL("../../", import.meta.url);
const form = /** @type {HTMLFormElement} */ (document.querySelector("#find"));
const box = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const said = /** @type {HTMLElement} */ (document.querySelector("#found-count"));
const list = /** @type {HTMLElement} */ (document.querySelector("#found"));

for (const door of document.querySelectorAll("a")) door.href = new URL(door.dataset["door"] ?? "", root).href;
form.hidden = false;

const index = fetch(new URL("search/search_index.json", root))
  .then((answer) => answer.json())
  .then(({ docs, config }) => new Index(docs, config.synonyms));

form.addEventListener("submit", (event) => event.preventDefault());
box.addEventListener("input", show);
box.focus();

async function show() {
  const hits = (await index).search(box.value, MOST);
  said.textContent = box.value.trim() ? (hits.length ? `找到 ${hits.length}${hits.length < MOST ? "" : "＋"} 处` : "没有找到，换个说法试试") : "";
  list.replaceChildren(...hits.map(({ place, page }) => entry(place, page)));
}

/** @param {Place} place @param {Place} page */
function entry(place, page) {
  const [item, link, where, text] = ["li", "a", "small", "span"].map((tag) => document.createElement(tag));
  if (!item || !(link instanceof HTMLAnchorElement) || !where || !text) throw new Error("no elements");
  link.href = new URL(place.location, root).href;
  link.textContent = place.title;
  where.textContent = [place === page ? "" : page.page, place.under, place.mark].filter(Boolean).join(" · ");
  text.textContent = place.text === place.title ? "" : place.text.slice(0, 80);
  item.append(link, where, text);
  return item;
}
