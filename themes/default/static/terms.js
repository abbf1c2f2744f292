// Words of a query as the index holds them: stems of English, pairs of East Asian characters.
import { stem } from "./stem.js";

export const EAST_ASIAN = /[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3134f}]+/gu;
const BETWEEN = /[:;,/|()[\]{}\u2014\u2018-\u206f\u3000-\u3040\uff00-\uff65]+/g;
const WORD = /[\p{L}\p{N}\p{M}_]+/gu;
const DIGITS = "0123456789bcdfgh";

export const plain = (word) => word.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
export const key = (word) => stem(plain(word));

const code = (char) => Array.from(char.codePointAt(0).toString(16).padStart(4, "0"), (digit) => DIGITS[parseInt(digit, 16)]).join("");

// A term has a key, or for a word of several parts (fine-tuning) also its parts' keys. `starts`
// tells a lone character, which stands for all pairs that it begins.
export function terms(text, stop = new Set()) {
  const found = [];
  for (const piece of text.replace(BETWEEN, " ").replace(EAST_ASIAN, " $& ").split(/\s+/)) {
    if (piece.search(EAST_ASIAN) >= 0) {
      const codes = Array.from(piece, code);
      if (codes.length === 1) found.push({ key: codes[0], text: piece, starts: true });
      else codes.slice(1).forEach((next, index) => found.push({ key: codes[index] + next, text: piece, pair: true }));
      continue;
    }
    const parts = piece.match(WORD) ?? [];
    if (parts.length === 1 && !stop.has(parts[0].toLowerCase())) found.push({ key: key(parts[0]), text: parts[0] });
    if (parts.length > 1) found.push({ key: key(parts.join("")), text: piece, parts: parts.map(key) });
  }
  return dropInitials(found);
}

// "J. Smith" finds Jane Smith: a letter alone says too little to insist on, unless it is all.
function dropInitials(found) {
  const long = found.filter(({ text, starts }) => starts || text.length > 1);
  return long.length ? long : found;
}
