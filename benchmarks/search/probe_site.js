// Types into the search page's box and waits as a reader does: for the first links, then for all.
const input = document.getElementById("search-input");
const list = document.getElementById("search-results");
const status = document.getElementById("search-status");

function type(words) {
  input.value = words;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: words }));
}

const said = () => status.textContent.trim();
const empty = () => list.querySelector("a") === null;
// A status that trails off says that the search goes on.
const busy = () => list.getAttribute("aria-busy") === "true" || /(?:…|\.\.\.)$/.test(said());

function when(reached, patience) {
  return new Promise((resolve) => {
    const watcher = new MutationObserver(look);
    const alarm = setTimeout(() => stop(false), patience);
    function stop(answer) {
      clearTimeout(alarm);
      watcher.disconnect();
      resolve(answer);
    }
    function look() {
      if (reached()) stop(true);
    }
    for (const place of [list, status]) {
      watcher.observe(place, { attributes: true, characterData: true, childList: true, subtree: true });
    }
    look();
  });
}

globalThis.ask = async ({ words, patience }) => {
  let first;
  const started = performance.now();
  type(words);
  const done = await when(() => {
    const settled = Boolean(said()) && !busy();
    if (first === undefined && (settled || !empty())) first = performance.now() - started;
    return settled;
  }, patience);
  const complete = performance.now() - started;
  const links = [...list.querySelectorAll("h3 a")].slice(0, 10).map((link) => link.href);
  return { first: first ?? complete, complete, links, found: done ? said() : "" };
};

globalThis.forget = ({ patience }) => {
  type("");
  return when(() => empty() && !said() && !busy(), patience);
};
