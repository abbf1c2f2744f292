// Tells screen readers, and shows for a moment, what an action did.
const FADE = 4000;
let region;
let timer;

export function announce(text) {
  if (!region) {
    region = document.createElement("p");
    region.className = "toast";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = "";
  clearTimeout(timer);
  // A region speaks only of changes made after it is there.
  requestAnimationFrame(() => (region.textContent = text));
  timer = setTimeout(() => (region.textContent = ""), FADE);
}
