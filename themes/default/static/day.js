// The category chips of a day filter its groups; the address remembers the choice.
import { filled } from "./phrases.js";
import { citeShown } from "./selections.js";
import { count, onCount } from "./wishes.js";
import words from "./words.js";

const chips = [...document.querySelectorAll('#chips a[href^="#"]')];
const groups = [...document.querySelectorAll(".group")];
const filter = document.getElementById("filter");
const chosen = new Set(new URLSearchParams(location.search).getAll("show"));

function anchor(chip) {
  return decodeURIComponent(chip.hash.slice(1));
}

function show() {
  for (const group of groups) group.hidden = chosen.size > 0 && !chosen.has(group.id);
  for (const chip of chips) chip.setAttribute("aria-pressed", String(chosen.has(anchor(chip))));
  count();
}

function announce(count) {
  const total = Number(filter.dataset.total);
  const text = document.createElement("span");
  text.textContent = filled(chosen.size || count < total ? words.showing : words.showing_all, { count, total });
  filter.replaceChildren(text);
  filter.classList.toggle("idle", chosen.size === 0);
  if (chosen.size) filter.append(" ", clearing());
}

function clearing() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.show_all;
  button.addEventListener("click", () => {
    chosen.clear();
    remember();
    (chips[0]?.checkVisibility() ? chips[0] : document.querySelector("#rail summary"))?.focus();
  });
  return button;
}

function remember() {
  const address = new URL(location.href);
  address.hash = "";
  address.searchParams.delete("show");
  for (const id of chosen) address.searchParams.append("show", id);
  history.replaceState(null, "", address);
  show();
}

function toggle(chip) {
  const id = anchor(chip);
  if (!chosen.delete(id)) chosen.add(id);
  remember();
  const list = document.querySelector(".list");
  if (list.getBoundingClientRect().top < 0) list.scrollIntoView();
}

// Until now a style hid what is not shown.
document.adoptedStyleSheets = [];
for (const id of chosen) if (!groups.some((group) => group.id === id)) chosen.delete(id);
for (const chip of chips) {
  chip.setAttribute("role", "button");
  chip.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggle(chip);
  });
  chip.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle(chip);
  });
}
const citations = document.getElementById("citations");
const heading = document.querySelector("h1 time");
if (citations) citeShown(citations, document.querySelector(".list"), `papers-${heading.dateTime}`);
onCount((count) => {
  announce(count);
  for (const button of citations?.querySelectorAll("button") ?? []) button.disabled = !count;
});
show();
