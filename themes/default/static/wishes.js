// Applies the reader's wishes to a list of papers: muted and read ones go, followed ones come first.
import { announce } from "./announce.js";
import { mark } from "./papers.js";
import { filled } from "./phrases.js";
import { change, load, onChange } from "./shelf.js";
import words from "./words.js";

const cards = [...document.querySelectorAll("main .cards > .card")];
const bar = document.getElementById("wishes");
const counted = new Set();
let unwanted = new Set();
let marked = [];
let lifted = false;
let revealed = false;

function matcher(wanted) {
  if (!wanted.length) return () => false;
  const parts = wanted.map((word) => {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return /^[\p{L}\p{N}].*[\p{L}\p{N}]$/u.test(word) && /^[\x20-\u024f]+$/.test(word) ? `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])` : escaped;
  });
  const pattern = new RegExp(parts.join("|"), "iu");
  return (text) => pattern.test(text);
}

// What a list has of a paper, without its buttons. Blocks follow each other without a space, and words
// end where a block does.
function textOf(card) {
  const blocks = card.querySelectorAll(":scope > :not(.tools, .texts, details), details section");
  return Array.from(blocks, (block) => block.textContent).join("\n");
}

function apply() {
  const { mute, follow } = load("words");
  const { hideRead } = load("options");
  const read = load("read");
  const isMuted = matcher(mute);
  const isFollowed = matcher(follow);
  const wished = mute.length || follow.length;
  unwanted = new Set();
  for (const card of cards) {
    const text = wished ? textOf(card) : "";
    const followed = isFollowed(text);
    if ((!followed && isMuted(text)) || (hideRead && card.dataset.key in read)) unwanted.add(card);
    card.classList.toggle("followed", followed);
    card.hidden = !revealed && unwanted.has(card);
  }
  if (follow.length || lifted) lift();
  count();
  document.documentElement.classList.remove("wishing");
}

// Followed papers stand first in their group; the others keep the digest's order.
function lift() {
  lifted = true;
  const lists = new Set(cards.map((card) => card.parentElement));
  for (const list of lists) {
    const own = cards.filter((card) => card.parentElement === list);
    const ordered = [...own.filter(isLifted), ...own.filter((card) => !isLifted(card))];
    if (ordered.some((card, index) => list.children[index] !== card)) list.append(...ordered);
  }
}

function isLifted(card) {
  return card.classList.contains("followed");
}

// Counts what is seen of the groups that are listed, and tells whoever asked to be told.
export function count() {
  const listed = cards.filter((card) => !card.parentElement.closest("[hidden]"));
  const avoided = listed.filter((card) => unwanted.has(card)).length;
  const left = listed.length - (revealed ? 0 : avoided);
  if (bar) say(avoided, left);
  for (const listener of counted) listener(left);
}

export function onCount(listener) {
  counted.add(listener);
}

function say(avoided, left) {
  const { compact, hideRead } = load("options");
  const some = avoided === 1 ? words.hidden_paper : words.hidden_papers;
  const told = avoided && !revealed ? [left ? "" : words.none_left, filled(some, { count: avoided })] : [];
  bar.querySelector("[role=status]").textContent = told.join("");
  bar.classList.toggle("bare", !left);
  const reveal = button("reveal");
  reveal.hidden = !avoided;
  reveal.textContent = revealed ? words.hide_again : words.show_hidden;
  document.documentElement.classList.toggle("compact", compact);
  button("compact").ariaPressed = String(compact);
  button("hide-read").ariaPressed = String(hideRead);
  offerMarking();
}

const button = (name) => bar.querySelector(`button[name="${name}"]`);
const visible = () => cards.filter((card) => !card.closest("[hidden]"));

// What was marked last can be taken back until there is something else to mark.
function offerMarking() {
  const all = button("read-all");
  const read = load("read");
  const left = visible().some((card) => !(card.dataset.key in read));
  all.dataset.name ??= all.textContent;
  all.textContent = !left && marked.length ? words.unread_all : all.dataset.name;
  all.disabled = !left && !marked.length;
}

function markAll() {
  const read = load("read");
  const keys = visible().map((card) => card.dataset.key).filter((key) => !(key in read));
  const done = mark(keys.length ? keys : marked, keys.length > 0);
  if (!done) return announce(words.storage_failed);
  announce(keys.length ? words.read : words.unread);
  marked = keys;
  apply();
}

bar?.addEventListener("click", (event) => {
  const { name } = event.target;
  if (name === "reveal") {
    revealed = !revealed;
    apply();
  } else if (name === "hide-read") {
    change("options", (options) => (options.hideRead = !options.hideRead));
  } else if (name === "compact") {
    change("options", (options) => (options.compact = !options.compact));
  } else if (name === "read-all") {
    markAll();
  }
});
onChange((drawer) => {
  if (drawer === "words" || drawer === "options") apply();
  // A paper marked as read while the reader looks at it does not vanish from under the hand.
  if (drawer === "read" && bar) offerMarking();
});
apply();
