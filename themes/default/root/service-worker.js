// Keeps the pages that were visited readable without a connection. A page always comes from the
// network while there is one, so the newest day is never a stale one.
const PAGES = "digestry-pages-1";
const FILES = "digestry-files-1";
const MOST_PAGES = 300;
const MOST_FILES = 600;
const HASHED = /\/(?:assets\/[^/]+\.[0-9a-f]{8}\.\w+|pagefind\/(?:part|run)-[0-9a-f]+\/[^/]+)$/;
const scope = new URL(self.registration.scope);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

async function tidy() {
  const mine = new Set([PAGES, FILES]);
  const old = (await caches.keys()).filter((name) => name.startsWith("digestry-") && !mine.has(name));
  await Promise.all(old.map((name) => caches.delete(name)));
}

function isOurs(request) {
  const url = new URL(request.url);
  return request.method === "GET" && url.origin === scope.origin && url.pathname.startsWith(scope.pathname) && !url.pathname.includes("/.");
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (!isOurs(request)) return;
  const { pathname } = new URL(request.url);
  if (HASHED.test(pathname)) event.respondWith(cachedFirst(request, event));
  else event.respondWith(networkFirst(request, event));
});

async function cachedFirst(request, event) {
  const known = await caches.match(request, { cacheName: FILES });
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) event.waitUntil(keep(FILES, MOST_FILES, request, answer.clone()));
  return answer;
}

async function networkFirst(request, event) {
  try {
    // The browser's own cache is asked only for what the host confirms to be the same.
    const answer = await fetch(request, { cache: "no-cache" });
    const visited = request.mode !== "same-origin";
    if (visited && answer.ok && answer.type === "basic" && !answer.redirected) event.waitUntil(keep(PAGES, MOST_PAGES, request, answer.clone()));
    return answer;
  } catch (error) {
    const known = await caches.match(request, { cacheName: PAGES, ignoreSearch: request.mode === "navigate" });
    if (known) return known;
    if (request.mode === "navigate") {
      const home = await caches.match(scope.pathname, { cacheName: PAGES });
      if (home) return home;
    }
    throw error;
  }
}

// Storage may be full: then nothing is kept, and the page is shown all the same.
async function keep(name, most, request, answer) {
  try {
    const cache = await caches.open(name);
    await cache.delete(request, { ignoreSearch: request.mode === "navigate" });
    await cache.put(request, answer);
    const kept = await cache.keys();
    await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((old) => cache.delete(old)));
  } catch {}
}

// The first page of a visit was loaded before the worker was there: the page names what it used.
self.addEventListener("message", (event) => {
  if (!Array.isArray(event.data?.keep)) return;
  event.waitUntil(Promise.allSettled(event.data.keep.slice(0, 60).map(keepAddress)));
});

async function keepAddress(address) {
  const request = new Request(address);
  if (!isOurs(request)) return;
  const hashed = HASHED.test(new URL(address).pathname);
  const name = hashed ? FILES : PAGES;
  if (await caches.match(request, { cacheName: name })) return;
  const answer = await fetch(request);
  if (answer.ok) await keep(name, hashed ? MOST_FILES : MOST_PAGES, request, answer);
}
