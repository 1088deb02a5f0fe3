// A form whose questions stand in a fold: closed on a phone, whose screen they would fill, and open where there is room.

/**
 * @param {HTMLFormElement} form
 * @returns {(count: number) => void} says beside the fold's name how many questions are asked
 */
export function foldOnPhones(form) {
  const fold = form.querySelector("details");
  const asked = /** @type {HTMLElement | null} */ (form.querySelector("summary [data-asked]"));
  const phone = matchMedia("(max-width: 37.4375em)");
  const suit = () => fold?.toggleAttribute("open", !phone.matches);
  phone.addEventListener("change", suit);
  suit();
  return (count) => {
    if (asked) asked.textContent = count ? (asked.dataset["asked"] ?? "").replace("{count}", String(count)) : "";
  };
}
