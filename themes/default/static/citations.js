// Citations of a paper, read from the citation tags of its page.

const all = (page, name) => [...page.querySelectorAll(`meta[name="${name}"]`)].map((tag) => tag.content);
const one = (page, name) => all(page, name)[0] ?? "";

export function facts(page, address) {
  return {
    title: one(page, "citation_title"),
    authors: all(page, "citation_author"),
    date: one(page, "citation_date"),
    arxiv: one(page, "citation_arxiv_id"),
    doi: one(page, "citation_doi"),
    url: one(page, "citation_public_url") || new URL(address, location.href).href,
    category: one(page, "citation_category"),
    bibtex: page.getElementById("bibtex")?.textContent ?? "",
  };
}

const GROUP = /\b(?:collaboration|consortium|team|group|project|network)\b/i;
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;
const PARTICLES = new Set(["da", "de", "del", "della", "den", "der", "di", "du", "la", "le", "van", "von"]);
const SUFFIX = /,?\s+(Jr\.?|Sr\.?|II|III|IV)$/i;

export function nameParts(name) {
  if (GROUP.test(name) || EAST_ASIAN.test(name) || !name.includes(" ")) return { literal: name };
  const suffix = SUFFIX.exec(name)?.[1] ?? "";
  const words = name.replace(SUFFIX, "").split(/\s+/);
  let at = words.length - 1;
  while (at > 1 && PARTICLES.has(words[at - 1].toLowerCase())) at -= 1;
  const parts = { family: words.slice(at).join(" "), given: words.slice(0, at).join(" ") };
  return suffix ? { ...parts, suffix } : parts;
}

function cslOf(paper) {
  const [year, month, day] = paper.date.split("/").map(Number);
  const record = {
    id: paper.arxiv || paper.url,
    type: "article",
    title: paper.title,
    author: paper.authors.map(nameParts),
    issued: { "date-parts": [[year, month, day].filter(Boolean)] },
    URL: paper.url,
  };
  if (paper.arxiv) Object.assign(record, { publisher: "arXiv", number: `arXiv:${paper.arxiv}` });
  if (paper.doi) record.DOI = paper.doi;
  return record;
}

function inverted(name) {
  const parts = nameParts(name);
  if (parts.literal) return parts.literal;
  return [parts.family, parts.given, parts.suffix].filter(Boolean).join(", ");
}

function risOf(paper) {
  const lines = [["TY", "UNPB"], ["TI", paper.title]];
  for (const author of paper.authors) lines.push(["AU", inverted(author)]);
  lines.push(["PY", paper.date.slice(0, 4)], ["DA", paper.date]);
  if (paper.arxiv) lines.push(["PB", "arXiv"], ["M1", `arXiv:${paper.arxiv}`]);
  if (paper.doi) lines.push(["DO", paper.doi]);
  lines.push(["UR", paper.url], ["ER", ""]);
  return lines.map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}`).join("\r\n") + "\r\n";
}

export function plain(paper) {
  const authors = paper.authors.length > 6 ? `${paper.authors.slice(0, 6).join(", ")}, et al.` : paper.authors.join(", ");
  const where = paper.arxiv ? `arXiv:${paper.arxiv}` : "";
  const told = [authors, paper.title, [where, paper.date.slice(0, 4)].filter(Boolean).join(", "), paper.url];
  return told.filter(Boolean).map((part) => part.replace(/\.$/, "")).join(". ");
}

export const formats = {
  bibtex: { type: "application/x-bibtex", ending: "bib", write: (papers) => papers.map((paper) => paper.bibtex).join("\n\n") + "\n" },
  ris: { type: "application/x-research-info-systems", ending: "ris", write: (papers) => papers.map(risOf).join("\r\n") },
  csl: { type: "application/vnd.citationstyles.csl+json", ending: "json", write: (papers) => JSON.stringify(papers.map(cslOf), null, 2) + "\n" },
  plain: { type: "text/plain", ending: "txt", write: (papers) => papers.map(plain).join("\n") + "\n" },
};

export async function fetchFacts(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return facts(new DOMParser().parseFromString(await answer.text(), "text/html"), address);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
