// Applies the reader's wishes to a list of papers: muted and read ones go, followed ones come first.
import { change, load, onChange } from "./shelf.js";
import { mark } from "./papers.js";
import words from "./words.js";

const cards = [...document.querySelectorAll("main .cards > .card")];
const bar = document.getElementById("wishes");
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

function apply() {
  const { mute, follow } = load("words");
  const { hideRead } = load("options");
  const read = load("read");
  const isMuted = matcher(mute);
  const isFollowed = matcher(follow);
  const wished = mute.length || follow.length;
  let muted = 0;
  let seen = 0;
  for (const card of cards) {
    // Blocks follow each other without a space, and words end where a block does.
    const text = wished ? [...card.children].map((block) => block.textContent).join("\n") : "";
    const followed = isFollowed(text);
    const mutes = !followed && isMuted(text);
    const hides = hideRead && card.dataset.key in read;
    muted += mutes;
    seen += hides && !mutes;
    card.classList.toggle("followed", followed);
    card.hidden = !revealed && (mutes || hides);
  }
  if (follow.length || lifted) lift();
  say(muted, seen);
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

function say(muted, seen) {
  if (!bar) return;
  const hidden = revealed ? 0 : muted + seen;
  const parts = [];
  if (hidden) parts.push((hidden === 1 ? words.hidden_paper : words.hidden_papers).replace("{count}", hidden.toLocaleString()));
  bar.querySelector("[role=status]").textContent = parts.join(" ");
  const reveal = bar.querySelector('button[name="reveal"]');
  reveal.hidden = !(muted + seen);
  reveal.textContent = revealed ? words.hide_again : words.show_hidden;
  const { compact } = load("options");
  document.documentElement.classList.toggle("compact", compact);
  bar.querySelector('button[name="compact"]').ariaPressed = String(compact);
  bar.querySelector('button[name="hide-read"]').ariaPressed = String(load("options").hideRead);
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
    mark(cards.filter((card) => !card.closest("[hidden]")).map((card) => card.dataset.key), true);
  }
});
onChange((drawer) => {
  if (drawer === "words" || drawer === "options") apply();
  // A paper marked as read while the reader looks at it does not vanish from under the hand.
});
apply();
