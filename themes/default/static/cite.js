// Copies the citation of a paper in the form that the reader chooses.
import { announce } from "./announce.js";
import { bibtexOf, copy, download, facts, fetchFacts, formats, plain } from "./citations.js";
import words from "./words.js";

const box = document.getElementById("cite");

if (box) {
  const entry = bibtexOf(facts(document, location.href));
  if (entry && !document.getElementById("bibtex")) {
    const shown = document.createElement("pre");
    Object.assign(shown, { id: "bibtex", tabIndex: 0, textContent: entry });
    box.querySelector("p").replaceWith(shown);
  }
  const names = { bibtex: "BibTeX", ris: "RIS", csl: "CSL-JSON", plain: words.cite_plain };
  const line = document.createElement("p");
  line.append(words.copy_as);
  for (const [format, name] of Object.entries(names)) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.format = format;
    button.textContent = name;
    line.append(" ", button);
  }
  box.append(line);
}

box?.addEventListener("click", async (event) => {
  const { format } = event.target.dataset;
  if (!format) return;
  const { ending, type, write } = formats[format];
  const paper = facts(document, location.href);
  const text = write([paper]);
  if (await copy(text.trim())) return announce(words.copied);
  download(`${paper.arxiv || "paper"}.${ending}`, type, text);
});

export async function copyCitation(card) {
  try {
    const link = card?.querySelector("h3 a");
    const paper = link ? await fetchFacts(link.href) : facts(document, location.href);
    announce((await copy(bibtexOf(paper) || plain(paper))) ? words.copied : words.copy_failed);
  } catch {
    announce(words.copy_failed);
  }
}
