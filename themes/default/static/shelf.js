// What this browser keeps for its reader: saved and read papers, words, choices. It never leaves
// the browser. Storage may be blocked, full, or hold what another version wrote.

const VERSION = 1;
const MOST_READ = 20000;
const HERE = new URL("..", import.meta.url).pathname;
const listeners = new Set();

const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const texts = (value) => (Array.isArray(value) ? value.filter((item) => typeof item === "string" && item.trim()) : []);

// Each drawer makes something usable of whatever was stored.
const drawers = {
  saved: (value) => entries(value, (paper) => isMap(paper) && typeof paper.title === "string"),
  read: (value) => newest(entries(value, Number.isFinite)),
  words: (value) => ({ mute: texts(value?.mute), follow: texts(value?.follow) }),
  options: (value) => ({ hideRead: value?.hideRead === true, compact: value?.compact === true }),
  visit: (value) => ({ newest: typeof value?.newest === "string" ? value.newest : "" }),
};

function entries(value, fits) {
  const kept = Object.entries(isMap(value) ? value : {}).filter(([key, item]) => /^[\w.-]{1,120}$/.test(key) && fits(item));
  return Object.fromEntries(kept);
}

function newest(read) {
  const all = Object.entries(read);
  if (all.length <= MOST_READ) return read;
  return Object.fromEntries(all.sort((one, other) => other[1] - one[1]).slice(0, MOST_READ));
}

function address(drawer) {
  return `digestry:${HERE}:${drawer}`;
}

export function load(drawer) {
  let value;
  try {
    const stored = JSON.parse(localStorage.getItem(address(drawer)));
    if (stored?.version === VERSION) value = stored.value;
  } catch {}
  return drawers[drawer](value);
}

// Changes what the storage holds now, so that tabs do not undo one another; tells whether it could.
export function change(drawer, edit) {
  const value = load(drawer);
  edit(value);
  try {
    localStorage.setItem(address(drawer), JSON.stringify({ version: VERSION, value: drawers[drawer](value) }));
  } catch {
    return false;
  }
  tell(drawer);
  return true;
}

export function onChange(listener) {
  listeners.add(listener);
}

function tell(drawer) {
  for (const listener of listeners) listener(drawer);
}

addEventListener("storage", (event) => {
  if (event.key === null) for (const drawer of Object.keys(drawers)) tell(drawer);
  else for (const drawer of Object.keys(drawers)) if (event.key === address(drawer)) tell(drawer);
});
