// Marks what was searched for in the texts of a result, and finds the passage worth showing.
import { EAST_ASIAN, key, plain } from "./terms.js";

const WORD = /[\p{L}\p{N}\p{M}_]+/gu;
const PASSAGE = 260;

// Where in a text the words stand: [start, end, number of the word].
export function places(text, wanted) {
  const found = [];
  wanted.forEach(({ pair, starts, text: word, key: of }, number) => {
    if (pair || (starts && word.search(EAST_ASIAN) >= 0)) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push([at, at + word.length, number]);
    } else {
      const parts = word.match(WORD) ?? [];
      const keys = new Set(parts.length > 1 ? parts.map(key) : [of]);
      for (const match of text.matchAll(WORD)) {
        const isIt = starts ? plain(match[0]).startsWith(plain(word)) : keys.has(key(match[0]));
        if (isIt) found.push([match.index, match.index + match[0].length, number]);
      }
    }
  });
  return found.sort(([a], [b]) => a - b);
}

// A run of East Asian characters that stands nowhere as a whole is looked for in pairs.
export function looseWords(texts, wanted) {
  const whole = new Map();
  return wanted.flatMap((word) => {
    if (!word.pair) return [word];
    if (whole.has(word.text)) return [];
    whole.set(word.text, true);
    if (texts.some((text) => text.includes(word.text))) return [word];
    const chars = Array.from(word.text);
    return chars.slice(1).map((char, index) => ({ ...word, text: chars[index] + char }));
  });
}

export function marked(text, wanted) {
  const fragment = document.createDocumentFragment();
  let at = 0;
  for (const [start, end] of places(text, wanted)) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    fragment.append(text.slice(at, from));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(from, end);
    fragment.append(mark);
    at = end;
  }
  fragment.append(text.slice(at));
  return fragment;
}

// Formulas were set when the site was built; only the text around them is marked.
export function markedHtml(html, wanted) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("math")) texts.push(walker.currentNode);
  for (const text of texts) text.replaceWith(marked(text.data, wanted));
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}

// The passage of a long text in which most of the words stand, cut at spaces.
export function passage(text, wanted) {
  const found = places(text, wanted);
  if (!found.length) return "";
  let best = [0, 0];
  for (const [start] of found) {
    const there = new Set(found.filter(([at, end]) => at >= start && end <= start + PASSAGE).map(([, , number]) => number));
    if (there.size > best[0]) best = [there.size, start];
  }
  const from = best[1] < PASSAGE / 3 ? 0 : text.indexOf(" ", best[1] - PASSAGE / 4) + 1;
  const until = from + PASSAGE >= text.length ? text.length : text.lastIndexOf(" ", from + PASSAGE);
  return `${from ? "… " : ""}${text.slice(from, until > from ? until : from + PASSAGE)}${until < text.length ? " …" : ""}`;
}

export const missing = (texts, wanted) => {
  const there = new Set(texts.flatMap((text) => places(text, wanted).map(([, , number]) => number)));
  return wanted.filter((_, number) => !there.has(number));
};
