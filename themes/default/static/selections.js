// Citations of several papers as a file, read from their pages.
import { announce } from "./announce.js";
import { download, fetchFacts, formats } from "./citations.js";
import { filled } from "./phrases.js";
import words from "./words.js";

const AT_ONCE = 6;

export async function save(name, form, addresses) {
  const { ending, type, write } = formats[form];
  announce(words.exporting);
  const { papers, missing } = await collected(addresses);
  if (papers.length) download(`${name}.${ending}`, type, write(papers));
  announce(outcome(papers.length, missing));
}

function outcome(count, missing) {
  if (!count) return words.export_failed;
  return missing ? filled(words.export_missing, { count: missing }) : words.exported;
}

async function collected(addresses) {
  const papers = [];
  let missing = 0;
  for (let at = 0; at < addresses.length; at += AT_ONCE) {
    const some = await Promise.allSettled(addresses.slice(at, at + AT_ONCE).map(fetchFacts));
    for (const result of some) {
      if (result.status === "fulfilled") papers.push(result.value);
      else missing += 1;
    }
  }
  return { papers, missing };
}

// The buttons of a line cite the papers of a list as far as they are shown.
export function citeShown(line, list, name) {
  line.addEventListener("click", ({ target }) => {
    if (target.dataset.cite) save(name, target.dataset.cite, shownIn(list));
  });
}

function shownIn(list) {
  const links = [...list.querySelectorAll(".card h3 a")];
  return links.filter((link) => link.checkVisibility()).map((link) => link.href);
}
