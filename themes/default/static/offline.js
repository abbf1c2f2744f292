// Keeps the pages that were visited readable without a connection.
const worker = document.querySelector('link[rel="manifest"]')?.dataset.worker;

async function register() {
  const known = Boolean(navigator.serviceWorker.controller);
  await navigator.serviceWorker.register(worker);
  if (known) return;
  const { active } = await navigator.serviceWorker.ready;
  const used = performance.getEntriesByType("resource").map((entry) => entry.name);
  active?.postMessage({ keep: [location.href.split("#")[0], ...used] });
}

if (worker && "serviceWorker" in navigator) {
  addEventListener("load", () => register().catch(() => {}));
}
