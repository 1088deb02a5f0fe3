// The theme searches on keyup alone, so a pasted, dictated or picked word would find nothing until a key is pressed.

const search = document.querySelector("[data-md-component=search-query]");

for (const kind of ["input", "compositionend"]) {
  search?.addEventListener(kind, (event) => {
    const composing = event instanceof InputEvent && event.isComposing;
    if (!composing) search.dispatchEvent(new Event("keyup"));
  });
}
