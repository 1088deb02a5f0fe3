/**
 * 供离线使用: on the visitor's word this browser keeps the whole site, on another it is gone. The state shows everywhere.
 */

import { button, megabytes } from "./messages.mjs";

const WORKER = new URL("../../offline.js", import.meta.url).href;
const SITE = new URL("./", WORKER).href;
const KEPT = "zhiping-";

/** @type {NodeListOf<HTMLElement>} */
const places = document.querySelectorAll("[data-offline]");

let leaving = false;
let changing = false;

/** @param {string} words @param {boolean} isPassing not worth being read aloud */
function say(words, isPassing = false) {
  for (const place of places) {
    const state = place.querySelector("[role=status]");
    if (state) Object.assign(state, { ariaBusy: String(isPassing), textContent: words });
    place.hidden = false;
  }
}

/** @param {string} words @param {Record<string, () => unknown>} actions buttons by their words */
function show(words, actions) {
  say(words);
  for (const place of places) {
    for (const old of place.querySelectorAll("button")) old.remove();
    place.append(...Object.entries(actions).map(([label, act]) => button(label, () => void act())));
  }
}

const offer = (words = "没有网络时也要用？") => show(words, { 供离线使用: enable });
const ready = () => show("已可离线使用：没有网络也能查阅、填写、评分和打印。", { 退出离线使用: leave });
const reload = () => location.reload();
const changedElsewhere = () => {
  show("本站已在另一个窗口换成新版本，本页还是原来的。", { 刷新本页: reload, 退出离线使用: leave });
};

/** The folder above may belong to another application with a worker of its own. */
async function registered() {
  const registration = await navigator.serviceWorker.getRegistration(SITE);
  return registration?.scope === SITE ? registration : undefined;
}

async function enable() {
  leaving = false;
  show("正在准备下载……", { 取消: leave });
  await register().catch((cause) => {
    console.warn("offline", cause);
    offer("没有下载成，请在网络通畅时再试。");
  });
}

async function register() {
  const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  const follow = () => registration.installing && watch(registration, registration.installing);
  registration.addEventListener("updatefound", follow);
  if (registration.waiting) offerNew(registration.waiting);
  follow();
}

/** @param {ServiceWorkerRegistration} registration @param {ServiceWorker} worker the one that downloads */
function watch(registration, worker) {
  const progress = new BroadcastChannel(`zhiping:offline:${SITE}`);
  const isUpdate = Boolean(registration.active);
  if (leaving) worker.postMessage("stop");
  const what = isUpdate ? "正在下载新版本" : "正在下载全站，供没有网络时使用";
  // The button stays while the numbers change: one that is put anew under a finger is not clicked.
  if (!leaving) show(`${what}……`, { [isUpdate ? "退出离线使用" : "取消"]: leave });
  progress.onmessage = ({ data: { loaded, total } }) => {
    if (!leaving) say(`${what}：${megabytes(loaded)} / ${megabytes(total)} MB`, true);
  };
  worker.onstatechange = () => {
    progress.close();
    if (leaving) return void forget(); // what was still coming in
    if (worker.state === "installed" && isUpdate) offerNew(worker);
    if (worker.state === "activated" && !changing) (isUpdate ? changedElsewhere : ready)();
    if (worker.state === "redundant") void registered().then((kept) => (kept?.active ? ready() : offer("没有下载完整，请再试。")));
  };
}

/** @param {ServiceWorker} worker */
function offerNew(worker) {
  const change = () => {
    changing = true;
    navigator.serviceWorker.oncontrollerchange = reload;
    worker.postMessage("change");
  };
  show("有新版本，已经下载好；换用之前一直是原来的版本。", { 换成新版本: change, 退出离线使用: leave });
}

async function leave() {
  leaving = true;
  show("正在退出离线使用……", {});
  const registration = await registered();
  registration?.installing?.postMessage("stop"); // else it would be waited for
  await registration?.unregister();
  await forget();
  offer("已退出离线使用，存下的页面已删除。");
}

async function forget() {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name.endsWith(SITE));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function start() {
  const registration = await registered();
  if (!registration) {
    await forget(); // what came in after the page that was left
    return offer();
  }
  if (registration.active) ready();
  navigator.serviceWorker.oncontrollerchange = changedElsewhere;
  await register();
  await registration.update().catch(() => {}); // no network: then there is nothing newer
}

// Browsers have it on https and on the device's own address only.
if ("serviceWorker" in navigator) {
  start().catch((cause) => console.warn("offline", cause));
}
