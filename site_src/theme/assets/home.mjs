// The large box on the home page opens the site's search with what was typed so far.

const box = /** @type {HTMLInputElement} */ (document.querySelector("#home-query"));
const search = /** @type {HTMLInputElement} */ (document.querySelector("[data-md-component=search-query]"));
const toggle = /** @type {HTMLInputElement} */ (document.querySelector("#__search"));

/** Hands the words over; the theme's own search listens to keyup. */
function open() {
  if (!toggle.checked) toggle.click();
  search.value = box.value;
  box.value = "";
  search.focus();
  search.dispatchEvent(new Event("keyup"));
}

// Not on focus alone: whoever moves through the page by keyboard stays on it until they ask for the search.
box.addEventListener("click", open);
box.form?.addEventListener("submit", (event) => {
  event.preventDefault();
  open();
});
// A Chinese word is being composed until the input method says that it is done.
box.addEventListener("input", (event) => {
  if (event instanceof InputEvent && !event.isComposing) open();
});
box.addEventListener("compositionend", open);
