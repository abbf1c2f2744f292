// What an address that is not here was meant to show is looked for with one touch.
const ID = /(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?[/-]\d{7})(?=v\d|\D|$)/i;

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function named(path) {
  const id = ID.exec(path)?.[0];
  if (id) return id.replace(/-(?=\d{7}$)/, "/");
  const last = path.split("/").filter(Boolean).at(-1) ?? "";
  return last.replace(/\.(?:html?|md|json|xml)$/, "").replace(/[-_+]/g, " ").trim();
}

const box = document.querySelector("main input[type=search]");
if (box && !box.value) box.value = named(decoded(location.pathname));
