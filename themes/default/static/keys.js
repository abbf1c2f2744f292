// Keyboard shortcuts, and the dialog that lists them.
import { toggleTexts } from "./abstracts.js";
import { copyCitation } from "./cite.js";
import { change } from "./colours.js";
import { keyed, toggleRead, toggleSaved } from "./papers.js";
import words from "./words.js";

const shortcuts = new Map([
  ["/", ["key_search", search]],
  ["j", ["key_next", () => step(1)]],
  ["k", ["key_previous", () => step(-1)]],
  ["o", ["key_open", open]],
  ["a", ["key_abstract", () => onCard(toggleTexts)]],
  ["s", ["key_save", () => onPaper(toggleSaved)]],
  ["x", ["key_read", () => onPaper(toggleRead)]],
  ["c", ["key_cite", () => copyCitation(current())]],
  ["t", ["key_theme", change]],
  ["?", ["key_help", help]],
]);

function search() {
  const box = [...document.querySelectorAll("input[type=search]")].find((input) => input.checkVisibility());
  if (box) {
    box.focus();
    box.select();
  } else {
    document.querySelector("a[rel=search]")?.click();
  }
}

function cards() {
  return [...document.querySelectorAll("main .card")].filter((card) => !card.closest("[hidden]"));
}

function step(by) {
  const all = cards();
  if (!all.length) return follow(by);
  const here = all.indexOf(document.activeElement?.closest(".card"));
  const target = here < 0 ? nearest(all, by) : all[here + by];
  const title = target?.querySelector("h3 a");
  title?.focus({ preventScroll: true });
  // Of a paper that the window cannot hold the title is seen.
  for (const part of [target, title]) part?.scrollIntoView({ block: "nearest" });
}

function nearest(all, by) {
  if (by < 0) return all.findLast((card) => card.getBoundingClientRect().bottom < innerHeight / 2);
  return all.find((card) => card.getBoundingClientRect().top >= 0) ?? all.at(-1);
}

// On the page of a paper the neighbours of the day are the next and the previous one.
function follow(by) {
  document.querySelector(`main .steps [rel=${by > 0 ? "next" : "prev"}]`)?.click();
}

function open() {
  document.activeElement?.closest(".card")?.querySelector("h3 a")?.click();
}

function current() {
  return document.activeElement?.closest(".card") ?? null;
}

function onCard(action) {
  const card = current();
  if (card) action(card);
}

// The paper in hand: the card with the focus, or the one that the page is about.
function onPaper(action) {
  const paper = keyed(document.activeElement) ?? document.querySelector("main > [data-key]");
  if (paper) action(paper);
}

function help() {
  const dialog = document.getElementById("keys") ?? listed();
  if (!dialog.open) dialog.showModal();
}

function listed() {
  const dialog = document.createElement("dialog");
  dialog.id = "keys";
  dialog.setAttribute("aria-labelledby", "keys-title");
  const title = document.createElement("h2");
  title.id = "keys-title";
  title.textContent = words.keys;
  const list = document.createElement("dl");
  for (const [key, [name]] of shortcuts) {
    const term = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    term.append(kbd);
    const meaning = document.createElement("dd");
    meaning.textContent = words[name];
    list.append(term, meaning);
  }
  const form = document.createElement("form");
  form.method = "dialog";
  const close = document.createElement("button");
  close.textContent = words.close;
  form.append(close);
  dialog.append(title, list, form);
  document.body.append(dialog);
  return dialog;
}

function writing(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog");
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing(event.target)) return;
  const shortcut = shortcuts.get(event.key);
  if (!shortcut) return;
  event.preventDefault();
  shortcut[1]();
});
document.getElementById("keys-button")?.addEventListener("click", help);
