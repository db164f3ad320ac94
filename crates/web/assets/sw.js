// The service worker: keeps the empty form of each language and what it is drawn with, so that it opens without a
// network, and sends what waits when the network is back. It never keeps a page that holds anything of the casebook.
importScripts(SHELL.outbox);

const LANGUAGE = "/intake/language";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(SHELL.name);
    await cache.addAll([...SHELL.assets, ...SHELL.languages.map((code) => `/intake/form/${code}`)]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("habeas-shell-") && name !== SHELL.name) await caches.delete(name);
    await self.clients.claim();
  })());
});

const form = async (address) => {
  const cache = await caches.open(SHELL.name);
  const last = await cache.match(LANGUAGE);
  const code = address.searchParams.get("lang") ?? (last ? await last.text() : SHELL.languages[0]);
  return (await cache.match(`/intake/form/${code}`)) ?? (await cache.match(`/intake/form/${SHELL.languages[0]}`)) ?? Response.error();
};

// The network, but not for ever: a line that is up and carries nothing is no network.
const inTime = (request) => Promise.race([
  fetch(request),
  new Promise((_, failed) => setTimeout(() => failed(new Error("no answer")), 6000)),
]);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (SHELL.assets.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === "navigate" && address.pathname === "/intake") {
    event.respondWith(inTime(request).catch(() => form(address)));
  } else if (request.mode === "navigate" && !address.pathname.startsWith("/intake/form/")) {
    // Without a network only the form opens.
    event.respondWith(fetch(request).catch(() => Response.redirect("/intake", 302)));
  }
});

self.addEventListener("message", (event) => {
  const code = event.data?.language;
  if (SHELL.languages.includes(code)) {
    event.waitUntil(caches.open(SHELL.name).then((cache) => cache.put(LANGUAGE, new Response(code))));
  }
});

self.addEventListener("sync", (event) => {
  if (event.tag !== "habeas-outbox") return;
  event.waitUntil((async () => {
    const done = await self.habeasOutbox.sendAll();
    for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage({ sent: true });
    if (done?.came === "kept") throw new Error("it waits for the next time");
  })());
});
