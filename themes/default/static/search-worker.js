// The search itself, off the page's own thread: parts of the index, newest first, then all ranked.
import { Part, unpacked } from "./index-part.js";
import { parse } from "./query.js";
import { intersection, matched, united } from "./ranking.js";
import { terms } from "./terms.js";

const MOST_CHUNKS = 3;
const MOST_BEGINNINGS = 200;
const MOST_RANKED = 500;
const TOGETHER = 4;
// Up to so many runs, counting by category and badge costs little enough to be done unasked.
const FEW_RUNS = 6;

let bundle;
let stop;
let parts;
let runs;
let total;
const records = new Map();
const facets = new Map();

// The catalogue is asked for anew each time: it alone keeps its name when the index changes.
let opened;
function open(address) {
  bundle = address;
  opened ??= fetch(`${bundle}catalogue.json`, { cache: "no-cache" }).then((response) => {
    if (!response.ok) throw new Error(`${response.status}`);
    return response.json();
  }).then(async (catalogue) => {
    stop = new Set(catalogue.stop);
    runs = [];
    total = 0;
    parts = catalogue.parts.map((held) => {
      const part = new Part(`${bundle}${held.folder}/`);
      part.base = total;
      for (const { folder, days } of held.runs) {
        const count = days.reduce((sum, [, papers]) => sum + papers, 0);
        runs.push({ folder, days, base: total, count });
        total += count;
      }
      part.count = total - part.base;
      return part;
    });
    for (const part of [...parts].reverse()) await part.open();
  });
  opened.catch(() => (opened = undefined));
  return opened;
}

const runOf = (paper) => {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle].base <= paper) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

// Papers are numbered by the day on which they first appeared, so a span of days is a span of numbers.
function firstSince(day) {
  for (const run of runs) {
    let paper = run.base;
    for (const [date, count] of run.days) {
      if (date >= day) return paper;
      paper += count;
    }
  }
  return total;
}

function span({ after, before, year, month }) {
  let [low, high] = [0, total];
  const within = (prefix) => {
    low = Math.max(low, firstSince(prefix));
    high = Math.min(high, firstSince(`${prefix}~`));
  };
  if (after) low = Math.max(low, firstSince(after));
  if (before) high = Math.min(high, firstSince(before));
  if (year) within(year);
  if (month) within(month);
  return [low, high];
}

async function facetsOf(run) {
  if (!facets.has(run)) {
    const loaded = unpacked(`${bundle}${runs[run].folder}/facets.bin`).then((response) => response.json());
    loaded.catch(() => facets.delete(run));
    facets.set(run, loaded);
  }
  return facets.get(run);
}

// The lists of papers of a clause's words in a part; nothing if one of them stands nowhere.
async function listsOf(clause, part) {
  const lists = await Promise.all(clause.terms.map((term) => listOf(term, part)));
  return lists.every((list) => list?.papers.length) ? lists : null;
}

async function listOf(term, part) {
  if (term.starts) return united(await part.beginning(term.key, MOST_CHUNKS, MOST_BEGINNINGS));
  const found = [];
  const whole = await part.word(term.key);
  if (whole) found.push(whole);
  if (term.parts) {
    const lists = await Promise.all(term.parts.map((key) => part.word(key)));
    if (lists.every(Boolean)) found.push(intersection(lists));
  }
  return united(found);
}

// A word that stands nowhere may be the beginning of one that does: it may still be being typed.
async function completed(clause, open) {
  for (const term of clause.terms) {
    if (term.starts || term.pair || term.parts) continue;
    const there = await Promise.all(open.map((part) => part.word(term.key)));
    if (there.some(Boolean)) continue;
    term.starts = true;
    term.key = term.text.toLowerCase();
  }
}

function rarity(lists, count) {
  return Math.log(1 + (count - lists + 0.5) / (lists + 0.5));
}

function prepared(query) {
  const { clauses, filters } = parse(query);
  for (const clause of clauses) {
    clause.terms = terms(clause.text, clause.field === "names" ? undefined : stop);
    clause.pairs = clause.terms.every((term) => term.pair);
  }
  return { clauses: clauses.filter((clause) => clause.terms.length), filters };
}

// What a part has for all clauses, with the rarity of words as far as it is known.
function answer(part, clauses, lists, rarities) {
  let scores;
  for (const [c, clause] of clauses.entries()) {
    if (clause.without) continue;
    if (!lists[c]) return new Map();
    const found = matched(clause, lists[c], rarities[c], part.lengths, part.meanLength);
    const next = new Map();
    found.papers.forEach((paper, i) => {
      if (!scores || scores.has(paper)) next.set(paper, (scores?.get(paper) ?? 0) + found.scores[i]);
    });
    scores = next;
  }
  scores ??= new Map(Array.from(part.lengths, (_, paper) => [paper, 0]));
  for (const [c, clause] of clauses.entries()) {
    if (!clause.without || !lists[c]) continue;
    const flat = lists[c].map(() => 1);
    for (const paper of matched(clause, lists[c], flat, part.lengths, part.meanLength).papers) scores.delete(paper);
  }
  return scores;
}

let latest = 0;
async function search({ turn, query, choices }) {
  latest = turn;
  await open(bundle);
  const { clauses, filters } = prepared(query);
  const wanted = { ...choices, ...filters };
  const [low, high] = span(wanted);
  const asking = parts.filter((part) => part.base < high && part.base + part.count > low).reverse();
  if (clauses.length) await Promise.all(clauses.map((clause) => completed(clause, asking)));
  const found = new Map();
  const held = new Map();
  const rarities = (of) => clauses.map((clause, c) => clause.terms.map((_, t) => {
    let papers = 0;
    let count = 0;
    for (const part of of) {
      papers += held.get(part)?.[c]?.[t].papers.length ?? 0;
      count += part.count;
    }
    return rarity(papers, count);
  }));
  await Promise.all(asking.map(async (part) => {
    part.meanLength ??= part.lengths.reduce((sum, length) => sum + length, 0) / part.count;
    held.set(part, await Promise.all(clauses.map((clause) => listsOf(clause, part))));
    if (turn !== latest) return;
    if (part === asking[0] && asking.length > 1) {
      found.set(part, answer(part, clauses, held.get(part), rarities([part])));
      await report(turn, wanted, found, [low, high], clauses, false);
    }
  }));
  if (turn !== latest) return;
  const known = rarities(asking);
  for (const part of asking) found.set(part, answer(part, clauses, held.get(part), known));
  await report(turn, wanted, found, [low, high], clauses, true);
  if (runs.length <= FEW_RUNS && turn === latest) await report(turn, { ...wanted, counting: true }, found, [low, high], clauses, true, true);
}

// Sends the best papers and the counts by what they may be filtered by.
async function report(turn, wanted, found, [low, high], clauses, done, onlyCounts = false) {
  const matches = [];
  for (const [part, scores] of found) for (const [paper, score] of scores) matches.push([part.base + paper, score]);
  const needsFacets = wanted.category || wanted.badge || wanted.counting;
  const known = needsFacets ? await facetsFor(matches) : null;
  if (turn !== latest) return;
  const category = wanted.category && `${wanted.category}.`.toLowerCase();
  const badge = wanted.badge?.toLowerCase();
  const counts = { year: {}, month: {}, category: {}, badge: {} };
  const hits = [];
  for (const match of matches) {
    const [paper] = match;
    if (paper < low || paper >= high) continue;
    const valuesOf = known?.(paper);
    const inCategory = !category || valuesOf.category.some((value) => `${value}.`.toLowerCase().startsWith(category));
    const inBadge = !badge || valuesOf.badge.some((value) => value.toLowerCase() === badge);
    if (inBadge) valuesOf?.category.forEach((value) => count(counts.category, value));
    if (inCategory) valuesOf?.badge.forEach((value) => count(counts.badge, value));
    if (!inCategory || !inBadge) continue;
    hits.push(match);
    const day = dayOf(paper);
    count(counts.year, day.slice(0, 4));
    count(counts.month, day.slice(0, 7));
  }
  if (onlyCounts) return postMessage({ turn, counts: { ...counts, known: true }, onlyCounts });
  const newest = wanted.sort === "newest" || !clauses.length;
  hits.sort(newest ? ([a], [b]) => b - a : ([a, one], [b, other]) => Math.round((other - one) * 500) || b - a);
  const asked = clauses.filter(({ without }) => !without).flatMap(({ terms: of }) => of.map(({ key, text, starts, pair }) => ({ key, text, starts, pair })));
  postMessage({ turn, done, total: hits.length, hits: hits.slice(0, MOST_RANKED).map(([paper]) => paper), counts: { ...counts, known: Boolean(known) }, asked });
}

const count = (counts, value) => (counts[value] = (counts[value] ?? 0) + 1);

async function facetsFor(matches) {
  const wanted = new Set(matches.map(([paper]) => runOf(paper)));
  const loaded = new Map(await Promise.all(Array.from(wanted, async (run) => [run, await facetsOf(run)])));
  return (paper) => {
    const run = runOf(paper);
    const of = loaded.get(run);
    const at = paper - runs[run].base;
    return { category: of.categories_of[at].map((value) => of.categories[value]), badge: of.badges_of[at].map((value) => of.badges[value]) };
  };
}

let days;
function dayOf(paper) {
  if (!days) {
    days = [];
    for (const run of runs) for (const [date, papers] of run.days) for (let i = 0; i < papers; i++) days.push(date);
  }
  return days[paper];
}

async function recordOf(paper) {
  const run = runs[runOf(paper)];
  const at = paper - run.base;
  const address = `${bundle}${run.folder}/${Math.floor(at / TOGETHER)}.bin`;
  if (!records.has(address)) {
    const loaded = unpacked(address).then((response) => response.json());
    loaded.catch(() => records.delete(address));
    records.set(address, loaded);
  }
  return (await records.get(address))[at % TOGETHER];
}

// The record of the paper with an arXiv id, if the archive has it. The number of an old id is its
// last word, and rarer than the class before it.
async function withId(id) {
  await open(bundle);
  const term = terms(id, stop).at(-1);
  for (const part of [...parts].reverse()) {
    const list = await part.word(term.key);
    for (const paper of list?.papers ?? []) {
      const record = await recordOf(part.base + paper);
      if (record.k === id.replace("/", "-")) return record;
    }
  }
  return undefined;
}

addEventListener("message", async ({ data }) => {
  const { kind, turn } = data;
  try {
    if (kind === "open") await open(data.bundle);
    if (kind === "search") await search(data);
    if (kind === "records") postMessage({ call: data.call, answer: await Promise.all(data.papers.map(recordOf)) });
    if (kind === "find") postMessage({ call: data.call, answer: await withId(data.id) });
  } catch (error) {
    postMessage({ turn, call: data.call, failed: String(error) });
  }
});
