// Citations of a paper, written from the citation tags of its page.
import { loadPage } from "./pages.js";

const all = (page, name) => [...page.querySelectorAll(`meta[name="${name}"]`)].map((tag) => tag.content);
const one = (page, name) => all(page, name)[0] ?? "";

export function facts(page, address) {
  const named = page.querySelector("#cite code");
  const entry = page.getElementById("bibtex")?.textContent ?? "";
  return {
    key: page.querySelector("article[data-key]")?.dataset.key ?? address,
    title: one(page, "citation_title"),
    authors: all(page, "citation_author"),
    date: one(page, "citation_date"),
    arxiv: one(page, "citation_arxiv_id"),
    doi: one(page, "citation_doi"),
    url: one(page, "citation_public_url") || new URL(address, location.href).href,
    name: named?.textContent ?? "",
    category: named?.parentElement.dataset.class ?? "",
    others: named?.parentElement.dataset.others !== undefined || entry.includes(" and others}"),
    entry,
  };
}

// Takes a name apart by the rules of generator/citing/names.py; one table of examples tests both.
const GROUP =
  /(?<![\p{L}\p{N}_])(?:collaborations?|consortium|teams?|group|projects?|network|initiative|committee|institute|university|society|foundation|laborator(?:y|ies)|alliance|inc|ltd|llc|gmbh)(?![\p{L}\p{N}_])/iu;
// "The" before short words is a given name of Vietnamese people, unless one of them is a group's.
const VIETNAMESE_THE =
  /^The(?: (?!(?:Board|Cent(?:er|re)|Club|Crew|Forum|Labs?|Panel|School|Staff|Union)(?: |$))[A-ZÀ-ÞĂĐĨŨƠƯẠ-ỹ][a-zß-ÿăđĩũơưạ-ỹ]{0,5}){2,4}$/u;
const EAST_ASIAN = /[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const SEVERAL = /\s(?:and|&)\s/i;
const set = (list) => new Set(list.split(" "));
const PARTICLES = set("af al av bin da dal dalla das de degli dei del della delle dem den der di dos du el ibn la las le los 't ’t te ten ter van vom von zu zum zur");
const ALSO_CAPITALISED = set("Al De Del Della Den Der El St. Van Von");
// In capitals they may be Chinese given names: particles before what is no family name of China.
const DOUBTFUL = set("Da Dal Di Dos Du La Le Lo Mac Ten Ter");
const SYLLABLE =
  /^(?:[b-df-hj-np-tv-z]|[cgknpst]h|zh|ngh|ng|tr|hs|t[sz]|[gk]w)?[aeiouyà-öø-ÿăĩũơưạ-ỹ]{1,4}(?:n[gh]?|c?h|[ckmprt])?$/u;
const ARTICLES = set("La Las Los");
const VIETNAMESE = set("bui cao dang dinh do doan duong ha ho hoang huynh lam ly mai ngo nguyen pham phan phung ta thai tran trinh truong vo vu");
const LETTER = /[\p{L}\p{Nl}\p{No}]/u;
const SUFFIX = /^(?:(?:jr|sr)\.?|ii|iii|iv)$/iu;
// Of letters that a program may take for an i, as Python does where case is nothing.
const TURKISH = /[\u0130\u0131]/g;
const isGroup = (name) => GROUP.test(name.replace(TURKISH, "i")) || (/^the /i.test(name) && !VIETNAMESE_THE.test(name));
const isSuffix = (word) => SUFFIX.test(word.replace(TURKISH, "i"));

export function nameParts(name) {
  const parts = name.split(",").map((part) => part.trim().replace(/\s+/g, " ")).filter(Boolean);
  const whole = { literal: parts.join(" ").replaceAll(";", "") };
  if (isGroup(name) || EAST_ASIAN.test(name) || SEVERAL.test(name)) return whole;
  const place = parts.findIndex((part, at) => at > 0 && isSuffix(part));
  let [suffix = ""] = place > 0 ? parts.splice(place, 1) : [];
  const spoken = parts.length ? parts[0].split(" ") : [];
  const initials = spoken.length === 2 && spoken[1] === "SR";
  if (spoken.length > 1 && !suffix && !initials && isSuffix(spoken.at(-1))) suffix = spoken.pop();
  const at = familyAt(spoken);
  if (parts.length === 1 && spoken.length > 1) return person(spoken.slice(at), spoken.slice(0, at), suffix) ?? whole;
  return (parts.length === 2 && person(spoken, parts[1].split(" "), suffix)) || whole;
}

function familyAt(spoken) {
  const particle = spoken.findIndex((word, at) => at > 0 && at < spoken.length - 1 && PARTICLES.has(word));
  let at = particle > 0 ? particle : spoken.length - 1;
  const vietnamese = [spoken[0], spoken.at(-1)].some((word) => VIETNAMESE.has(word?.toLowerCase()));
  if (vietnamese) return at;
  if (ARTICLES.has(spoken[at - 1]) && spoken[at - 2] === "De") at -= at > 2 ? 1 : 0;
  else if (at > 1 && DOUBTFUL.has(spoken[at - 1]) && !SYLLABLE.test(spoken[at].toLowerCase())) at -= 1;
  while (at > 1 && ALSO_CAPITALISED.has(spoken[at - 1])) at -= 1;
  return at;
}

function person(family, given, suffix) {
  let at = 0;
  while (at < family.length - 1 && PARTICLES.has(family[at])) at += 1;
  const said = (spoken) => spoken.join(" ").replaceAll(";", "");
  const parts = { family: said(family.slice(at)), given: said(given), "non-dropping-particle": said(family.slice(0, at)), suffix };
  if (!LETTER.test(parts.family) || !LETTER.test(parts.given)) return null;
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value));
}

const wholeFamily = (parts) => [parts["non-dropping-particle"], parts.family].filter(Boolean).join(" ");
const inverted = (parts) => parts.literal ?? [wholeFamily(parts), parts.given, parts.suffix].filter(Boolean).join(", ");
const natural = (parts) => parts.literal ?? [parts.given, wholeFamily(parts), parts.suffix].filter(Boolean).join(" ");

// Writes the entry that generator/citing/bibtex.py does; pages for which this could not hold it.
export function bibtexOf(paper) {
  if (paper.entry || !paper.name) return paper.entry;
  const authors = paper.authors.map(bibtexName);
  if (authors.length && paper.others) authors.push("others");
  const fields = {
    title: safe(paper.title),
    author: authors.join(" and "),
    year: paper.date.slice(0, 4),
    eprint: paper.arxiv,
    archivePrefix: "arXiv",
    primaryClass: paper.category,
    url: paper.url,
  };
  const lines = Object.entries(fields).filter(([name, value]) => value || name === "title");
  return `@misc{${paper.name},\n${lines.map(([name, value]) => `  ${name}={${value}}`).join(",\n")}\n}`;
}

function bibtexName(name) {
  const parts = nameParts(name);
  if (parts.literal !== undefined) return `{${safe(parts.literal)}}`;
  const [family, given] = [wholeFamily(parts), parts.given].map((part) => safe(part).replace(AND, "{$&}"));
  if (parts.suffix) return `${family}, ${parts.suffix}, ${given}`;
  return isPlain(parts) ? `${given} ${family}` : `${family}, ${given}`;
}

// Whether BibTeX finds the family name of "Given van Family" by its small letters.
function isPlain({ family, given }) {
  return !family.includes(" ") && ![...given.split(" "), family].some((word) => SMALL.test(word));
}

// What BibTeX would take for the word between two names.
const AND = /(?<![^ ])and(?![^ ])/gi;
const SMALL = /^\p{Lowercase}/u;
const ACCENTS = { "^": "\\textasciicircum{}", "~": "\\textasciitilde{}" };

function safe(text) {
  const line = text.replace(/[{}\\]/g, "").trim().replace(/\s+/g, " ");
  return line.replace(/[&%$#_]/g, "\\$&").replace(/[\^~]/g, (mark) => ACCENTS[mark]);
}

function cslOf(paper) {
  const record = {
    id: paper.key,
    type: "article",
    title: paper.title,
    author: paper.authors.map(nameParts),
    issued: { "date-parts": [paper.date.split("/").map(Number)] },
  };
  if (paper.arxiv) Object.assign(record, { genre: "preprint", publisher: "arXiv", number: `arXiv:${paper.arxiv}`, DOI: paper.doi });
  if (paper.url) record.URL = paper.url;
  return record;
}

function risOf(paper) {
  const lines = [["TY", "UNPB"], ["TI", paper.title]];
  for (const author of paper.authors) lines.push(["AU", inverted(nameParts(author))]);
  lines.push(["PY", paper.date.slice(0, 4)], ["DA", paper.date]);
  if (paper.arxiv) lines.push(["PB", "arXiv"], ["M1", `arXiv:${paper.arxiv}`], ["DO", paper.doi]);
  if (paper.url) lines.push(["UR", paper.url]);
  lines.push(["ER", ""]);
  return lines.map(([tag, value]) => `${tag}  - ${value.replace(/\s+/g, " ")}`).join("\r\n") + "\r\n";
}

export function plain(paper) {
  const names = paper.authors.map((author) => natural(nameParts(author)));
  const more = names.length > 6 || (names.length && paper.others) ? ", et al." : "";
  const authors = names.slice(0, 6).join(", ") + more;
  const where = paper.arxiv ? `arXiv:${paper.arxiv}` : "";
  const told = [authors, paper.title, [where, paper.date.slice(0, 4)].filter(Boolean).join(", "), paper.url];
  return told.filter(Boolean).map((part) => part.replace(/\.$/, "")).join(". ");
}

// Of papers with one key the first by name keeps it and the others add theirs, as in the files of days.
function bibliography(papers) {
  const entries = papers.map((paper) => ({ name: paper.key, entry: bibtexOf(paper) }));
  const start = /^@\w+\{[^,]*/;
  const firsts = new Map();
  for (const { name, entry } of entries) {
    const [key] = entry.match(start) ?? [];
    if (!(firsts.get(key) <= name)) firsts.set(key, name);
  }
  const unique = (name) => (key) => (firsts.get(key) === name ? key : `${key}-${name}`);
  return entries.map(({ name, entry }) => entry.replace(start, unique(name)));
}

export const formats = {
  bibtex: { type: "application/x-bibtex", ending: "bib", write: (papers) => bibliography(papers).join("\n\n") + "\n" },
  ris: { type: "application/x-research-info-systems", ending: "ris", write: (papers) => papers.map(risOf).join("\r\n") },
  csl: { type: "application/vnd.citationstyles.csl+json", ending: "json", write: (papers) => JSON.stringify(papers.map(cslOf), null, 2) + "\n" },
  plain: { type: "text/plain", ending: "txt", write: (papers) => papers.map(plain).join("\n") + "\n" },
};

export async function fetchFacts(address) {
  const paper = facts(await loadPage(address), address);
  if (!paper.title) throw new Error("no page of a paper");
  return paper;
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
