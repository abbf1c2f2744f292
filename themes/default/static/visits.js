// Marks the digests that are newer than the newest one of the reader's last visit.
import { change, load } from "./shelf.js";
import words from "./words.js";

const SINCE = `digestry:${new URL("..", import.meta.url).pathname}:since`;
const places = [...document.querySelectorAll("#recent time, #newest time")];
const newest = places.map((place) => place.dateTime).reduce((one, other) => (other > one ? other : one), "");

// The mark stays through one visit: a session begins when no tab of it is left.
function since() {
  try {
    const known = sessionStorage.getItem(SINCE);
    if (known !== null) return known;
    const last = load("visit").newest;
    sessionStorage.setItem(SINCE, last);
    return last;
  } catch {
    return load("visit").newest;
  }
}

const last = since();
if (newest > load("visit").newest) change("visit", (visit) => (visit.newest = newest));
if (last) {
  for (const place of places) {
    if (place.dateTime <= last) continue;
    const mark = document.createElement("span");
    mark.className = "new";
    mark.textContent = words.new_since;
    (place.closest("a") ?? place).after(" ", mark);
  }
}
