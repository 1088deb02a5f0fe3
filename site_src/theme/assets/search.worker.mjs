// The site's search in the theme's worker protocol. The theme starts it as a classic worker, which has no import statement.

const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];
const LISTED = 60;
const modules = () => Promise.all([import("./search_ranking.mjs"), import("./search_cards.mjs")]);

/** @type {import("./search_ranking.mjs").Index} */
let index;

addEventListener("message", async ({ data: { type, data } }) => {
  const [{ Index }, { card }] = await modules();
  if (type === SETUP) {
    index = new Index(data.docs, data.config.synonyms);
    postMessage({ type: READY });
  } else if (type === QUERY) {
    // A card for each: what was looked for is a sentence, not a page.
    postMessage({ type: RESULT, data: { items: index.search(data, LISTED).map((hit) => [card(hit)]) } });
  }
});
