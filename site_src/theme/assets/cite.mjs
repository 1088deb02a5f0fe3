// Beside a link to a place a button copies how to cite it: document, number, edition, item, rule and address. It is made
// when its place is pointed at, focused or addressed: a catalogue has hundreds of rows.

const SHOWN_MS = 8_000;
const UNNAMED = "本行";

const page = /** @type {HTMLElement} */ (document.querySelector(".page"));
const said = Object.assign(document.createElement("p"), { className: "cite-said" });
said.setAttribute("role", "status");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let passing;

/**
 * What a citation calls a link's place: as given, as the heading reads, or in quotation marks what the link is to.
 * @param {HTMLAnchorElement} link
 */
function placeName(link) {
  const heading = link.classList.contains("headerlink") ? link.parentElement : null;
  if (heading) return heading.dataset["cite"] ?? heading.textContent?.trim();
  const label = link.getAttribute("aria-label")?.replace(/的链接$/, "") ?? UNNAMED;
  return link.dataset["cite"] ?? (label === UNNAMED ? "" : `「${label}」`);
}

/** What is cited from: the list that a row stands in, or what the whole page is of. @param {HTMLElement} link */
function sourceOf(link) {
  const list = /** @type {HTMLElement | null} */ (link.closest("[data-cite-within]"));
  const whole = /** @type {HTMLElement | null} */ (page.querySelector("[data-cite-source]"));
  return list?.dataset["citeWithin"] ?? whole?.dataset["citeSource"];
}

/** Without what a filter has put into the address. @param {HTMLAnchorElement} link */
function addressOf({ href }) {
  return Object.assign(new URL(href), { search: "" }).href;
}

/** @param {string} text */
async function copy(text) {
  try {
    // Missing where the page did not come by https.
    await navigator.clipboard.writeText(text);
    say(`已复制引用：${text}`);
  } catch {
    offer(text);
  }
}

/** @param {string} text */
function say(text) {
  said.textContent = text;
  clearTimeout(passing);
  passing = setTimeout(() => (said.textContent = ""), SHOWN_MS);
}

/** Where the clipboard is refused the words are laid out, ready to be copied by hand.
 * @param {string} text */
function offer(text) {
  const dialog = document.createElement("dialog");
  const label = Object.assign(document.createElement("label"), { textContent: "浏览器不让网页复制。文字已选中，请自行复制（Ctrl+C 或长按）：" });
  const words = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, rows: 4 });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "关闭" });
  dialog.className = "cite-offer";
  label.append(words);
  dialog.append(label, close);
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  words.select();
}

/** @param {HTMLAnchorElement} link */
function addButton(link) {
  const [source, name] = [sourceOf(link), placeName(link)];
  if (!source || !name || link.nextElementSibling?.matches(".cite")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "cite", textContent: "引用" });
  button.setAttribute("aria-label", `引用${name}`);
  button.addEventListener("click", () => void copy(`${source}${name}，${addressOf(link)}`));
  link.after(button);
}

/** The nearest place around an element that has a link of its own gets its button. @param {Element | null} inside */
function offerAt(inside) {
  for (let place = inside; place && page.contains(place); place = place.parentElement) {
    const link = place.querySelector(":scope > :is(a.headerlink, a.permalink), :scope > td > a.permalink, :scope > th > a.permalink");
    if (link) return addButton(/** @type {HTMLAnchorElement} */ (link));
  }
}

function offerAddressed() {
  offerAt(document.getElementById(decodeURIComponent(location.hash.slice(1))));
}

document.body.append(said);
for (const kind of ["pointerover", "focusin"]) {
  page.addEventListener(kind, ({ target }) => offerAt(/** @type {Element} */ (target)));
}
addEventListener("hashchange", offerAddressed);
offerAddressed();
