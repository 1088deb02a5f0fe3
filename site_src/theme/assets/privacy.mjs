/** The privacy page: what this site keeps in this browser right now, to export and to delete; nothing of other sites'. */

import { tellDeleted } from "./draft_windows.mjs";
import { DATABASE, isReadable, listAllDrafts, removeAllDrafts, removeDraft } from "./drafts.mjs";
import { download, fileName, fileText } from "./files.mjs";
import { button, clock, visible } from "./messages.mjs";
import { sharedComputerSwitch } from "./shared_computer.mjs";

/** @typedef {import("./drafts.mjs").Draft} Draft */

const PREFIX = "zhiping";
const SETTINGS = { "unsaved:": "还没有存完的改动", "shared-computer": "公用电脑模式的开关", ".__dark": "深色或浅色" };
const SITE = new URL("../../", import.meta.url);
const root = /** @type {HTMLElement} */ (document.querySelector(".privacy"));

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-privacy="${name}"]`));
}

/** The theme puts the site's path before its keys. @param {string} key */
function isOurs(key) {
  return key.startsWith(`${PREFIX}:`) || key.startsWith(`${SITE.pathname}.__`);
}

/** @param {"localStorage" | "sessionStorage"} name */
function ourKeys(name) {
  return Object.keys(globalThis[name]).filter(isOurs);
}

/** Asking for drafts where there are none would create a database. */
async function drafts() {
  const databases = await indexedDB.databases();
  return databases.some(({ name }) => name === DATABASE) ? listAllDrafts() : [];
}

/** Caches exist on https only. */
async function ourCaches() {
  return "caches" in globalThis ? (await caches.keys()).filter((name) => name.startsWith(PREFIX)) : [];
}

async function ourWorkers() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  return registrations.filter(({ scope }) => scope.startsWith(SITE.href));
}

async function show() {
  const kept = await drafts();
  part("drafts").replaceChildren(...kept.map(draftEntry));
  const [settings, session] = [ourKeys("localStorage"), ourKeys("sessionStorage")];
  const [offline, workers] = await Promise.all([ourCaches(), ourWorkers()]);
  const others = [
    ...settings.map((key) => [settingWords(key), `localStorage ${key} = ${localStorage.getItem(key)}`]),
    ...session.map((key) => [settingWords(key), `sessionStorage ${key} = ${sessionStorage.getItem(key)}`]),
    ...offline.map((name) => ["供离线使用的页面和程序", `caches ${name}`]),
    ...workers.map(({ scope }) => ["离线程序", `service worker ${scope}`]),
  ];
  part("others").replaceChildren(...others.map(([words = "", where = ""]) => entry(words, code(where))));
  const number = kept.length + others.length;
  part("summary").textContent = number ? `${kept.length} 份答卷，另有 ${others.length} 项。` : "什么也没有存。";
  part("delete").hidden = number === session.length;
}

/** @param {string} key */
function settingWords(key) {
  return Object.entries(SETTINGS).find(([part]) => key.includes(part))?.[1] ?? "网页的设置";
}

/** @param {string} text */
function code(text) {
  return Object.assign(document.createElement("code"), { textContent: visible(text) });
}

/** @param {Draft} draft */
function draftEntry(draft) {
  const { id, rubric, title, savedAt, answers } = draft;
  const text = () => (isReadable(draft) ? fileText(answers) : JSON.stringify(draft, null, 1));
  const kilobytes = (new Blob([JSON.stringify(draft)]).size / 1000).toFixed(1);
  return entry(
    `${title}（${rubric}，${clock(savedAt)} 保存，${kilobytes} kB） `,
    button("导出", () => download(text(), fileName(rubric, title))),
    button("删除", () => void (confirm(`删除「${visible(title)}」？删除后无法恢复。`) && removeDraft(id).then(show))),
  );
}

/** @param {string} words @param {...HTMLElement} actions */
function entry(words, ...actions) {
  const element = document.createElement("li");
  element.append(visible(words), ...actions);
  return element;
}

/** The switch of the shared computer stays as it is: deleting must not begin to store. */
async function deleteAll() {
  await removeAllDrafts();
  for (const key of ourKeys("localStorage")) localStorage.removeItem(key);
  await Promise.all((await ourCaches()).map((name) => caches.delete(name)));
  await Promise.all((await ourWorkers()).map((worker) => worker.unregister()));
  tellDeleted();
  await show();
}

/** @param {unknown} cause */
function trouble(cause) {
  console.warn("privacy", cause);
  part("summary").textContent = "浏览器不允许本站存储，因此什么也没有存，也没有什么可删。";
}

part("delete").addEventListener("click", () => {
  const words = "删除本站存在这个浏览器里的全部答卷和设置？删除后无法恢复，需要的请先导出。";
  if (confirm(words)) deleteAll().catch(trouble);
});
sharedComputerSwitch(root, () => void show());
for (const hidden of root.querySelectorAll("[data-needs-script]")) /** @type {HTMLElement} */ (hidden).hidden = false;
show().catch(trouble);
