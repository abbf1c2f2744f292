// Keeps the pages that were visited readable without a connection.
import words, { worker } from "./words.js";

const root = new URL("..", import.meta.url);

// Without a connection the front page stands in, at the address that was asked for.
if (worker && document.body.matches(".home") && ![root.pathname, `${root.pathname}index.html`].includes(location.pathname)) {
  const notice = document.createElement("p");
  notice.className = "notice";
  notice.setAttribute("role", "note");
  notice.textContent = words.not_kept;
  document.getElementById("main").before(notice);
}

async function register() {
  const known = Boolean(navigator.serviceWorker.controller);
  await navigator.serviceWorker.register(new URL(`..${worker}`, import.meta.url).href);
  if (known) return;
  const { active } = await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType("resource").map((entry) => entry.name);
  active?.postMessage({ keep: [location.href.split("#")[0], ...used] });
}

// A site that no longer keeps its pages takes its worker away, and what that kept. Other sites of
// the same host are left alone.
async function leave() {
  const known = await navigator.serviceWorker.getRegistration(root.href);
  if (known?.scope !== root.href) return;
  await known.unregister();
  for (const name of await caches.keys()) {
    if (!name.startsWith("digestry-")) continue;
    const cache = await caches.open(name);
    const kept = (await cache.keys()).filter((request) => request.url.startsWith(root.href));
    await Promise.all(kept.map((request) => cache.delete(request)));
  }
}

if ("serviceWorker" in navigator) {
  addEventListener("load", () => (worker ? register() : leave()).catch(() => {}));
}
