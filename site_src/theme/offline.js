/**
 * The service worker of 离线使用: keeps one whole version of the site, answers from it, and never from two at once.
 * The build puts the list of its files in (site_src/offline.py). It knows nothing of drafts.
 */

/* global importScripts, workbox, BroadcastChannel */
importScripts(
  "assets/vendor/workbox-core.js",
  "assets/vendor/workbox-routing.js",
  "assets/vendor/workbox-strategies.js",
  "assets/vendor/workbox-precaching.js",
);

const FILES = "@files@";

const sizes = new Map(FILES.map(({ url, size }) => [new URL(url, self.location.href).href, size]));
const total = FILES.reduce((sum, { size }) => sum + size, 0);
const channel = new BroadcastChannel(`zhiping:offline:${self.registration.scope}`);
let loaded = 0;
let isStopped = false;

workbox.core.setCacheNameDetails({ prefix: "zhiping" });
workbox.precaching.addPlugins([
  {
    async requestWillFetch({ request, event }) {
      if (isStopped && event.type === "install") throw new Error("the visitor has left");
      return request;
    },
    async handlerDidComplete({ request, event, error }) {
      if (event.type !== "install" || error) return;
      loaded += sizes.get(request.url) ?? 0;
      channel.postMessage({ loaded, total });
    },
  },
]);
// What stands after the question mark is for the page's script: the whole page is here either way.
workbox.precaching.precacheAndRoute(FILES, { ignoreURLParametersMatching: [/./], cleanURLs: false });
workbox.routing.setDefaultHandler(new workbox.strategies.NetworkOnly());
workbox.routing.setCatchHandler(async ({ request }) => {
  const missing = request.mode === "navigate" && (await workbox.precaching.matchPrecache("404.html"));
  return missing || Response.error();
});

self.addEventListener("message", ({ data }) => {
  if (data === "change") self.skipWaiting();
  if (data === "stop") isStopped = true;
});
