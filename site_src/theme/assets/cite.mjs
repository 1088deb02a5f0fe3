// Beside every link to a place a button copies how to cite it: document, number, edition, item, rule and address.

const SHOWN_MS = 8_000;

const page = /** @type {HTMLElement} */ (document.querySelector(".page"));
const source = /** @type {HTMLElement | null} */ (page.querySelector("[data-cite-source]"))?.dataset["citeSource"];
const said = Object.assign(document.createElement("p"), { className: "cite-said" });
said.setAttribute("role", "status");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let passing;

/** @param {HTMLAnchorElement} link what a citation calls its place: as given, or as the heading reads */
function placeName(link) {
  const heading = link.classList.contains("headerlink") ? link.parentElement : null;
  return link.dataset["cite"] ?? heading?.dataset["cite"] ?? heading?.textContent?.trim();
}

/** @param {string} name @param {string} address */
function citation(name, address) {
  return `${source}${name}，${address}`;
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
  const name = placeName(link);
  if (!name) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "cite", textContent: "引用" });
  button.setAttribute("aria-label", `引用${name}`);
  button.addEventListener("click", () => void copy(citation(name, link.href)));
  link.after(button);
}

if (source) {
  document.body.append(said);
  const links = page.querySelectorAll("a.headerlink, a.permalink[data-cite]");
  for (const link of links) addButton(/** @type {HTMLAnchorElement} */ (link));
}
