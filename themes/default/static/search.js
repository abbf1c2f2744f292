// Searches as the reader types; the whole state stands in the address.
import { show as showMarks } from "./papers.js";
import { filled } from "./phrases.js";
import { card, quoteLater } from "./results.js";
import { citeShown } from "./selections.js";
import words from "./words.js";

const form = document.getElementById("search-form");
const input = document.getElementById("search-input");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const citations = document.getElementById("citations");
const base = new URL(form.dataset.base, location.href);
const bundle = new URL(form.dataset.bundle, location.href).href;
const filters = document.getElementById("filters");
const wide = matchMedia("(min-width: 40rem)");
const choices = ["category", "year", "month", "badge", "sort"];

const PAGE = 10;
const PAUSE = 50;
const ARXIV_ID = /^(?:arxiv:\s*|(?:https?:\/\/)?(?:(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/|(?:doi\.org\/)?10\.48550\/arxiv\.))?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?(?:[?#].*)?$/i;

let worker;
let turn = 0;
let calls = 0;
const waiting = new Map();

function start() {
  if (worker) return worker;
  worker = new Worker(new URL("./search-worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }) => {
    if (data.call !== undefined) {
      const { resolve, reject } = waiting.get(data.call);
      waiting.delete(data.call);
      return data.failed ? reject(new Error(data.failed)) : resolve(data.answer);
    }
    if (data.failed) return data.turn === turn ? fail() : undefined;
    if (data.turn !== turn) return undefined;
    return data.onlyCounts ? countChoices(data.counts) : show(data);
  });
  worker.addEventListener("error", fail);
  worker.postMessage({ kind: "open", bundle });
  return worker;
}

citeShown(citations, list, "search-results");

function ask(message) {
  return new Promise((resolve, reject) => {
    waiting.set(++calls, { resolve, reject });
    start().postMessage({ ...message, call: calls });
  });
}

const recordsOf = (papers) => ask({ kind: "records", papers });

function readState() {
  const given = new URLSearchParams(location.search);
  input.value = given.get("q") ?? "";
  for (const name of choices) choose(form.elements[name], given.get(name));
  unfold();
}

// Narrow screens have room for results or for what they are chosen by; what is chosen is seen.
function unfold() {
  filters.open = wide.matches || choices.some((name) => form.elements[name].selectedIndex > 0);
}

// A value that the page does not offer, such as a badge, is offered once it is asked for.
function choose(select, value) {
  if (value && ![...select.options].some((option) => option.value === value) && select.name === "badge") {
    select.add(new Option(badgeName(value), value));
    select.closest("label").hidden = false;
  }
  select.value = value ?? select.options[0].value;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

// Venues and marks are names; that a paper has code is said in the site's language.
const badgeName = (value) => (value === "Code" ? words.code : value);

function address() {
  const state = new URLSearchParams();
  if (input.value.trim()) state.set("q", input.value.trim());
  for (const name of choices) {
    const { value } = form.elements[name];
    if (value && value !== "relevance") state.set(name, value);
  }
  const query = state.toString();
  return query ? `?${query}` : location.pathname;
}

function chosen() {
  return Object.fromEntries(choices.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
}

function clear(text) {
  status.textContent = text;
  list.replaceChildren();
  list.removeAttribute("aria-busy");
  more.hidden = true;
  citations.hidden = true;
}

function fail() {
  worker?.terminate();
  worker = undefined;
  clear(words.search_failed);
}

let counting = false;
async function search() {
  const of = ++turn;
  const query = input.value.trim();
  const { sort, ...filters } = chosen();
  const asked = Boolean(query) || Object.keys(filters).length > 0;
  document.documentElement.classList.toggle("asked", asked);
  if (!asked) {
    countChoices({});
    return clear("");
  }
  status.textContent = words.searching;
  list.setAttribute("aria-busy", "true");
  const id = arxivId();
  if (id && (await showPaper(id, of))) return;
  if (of === turn) start().postMessage({ kind: "search", turn, query: id ?? query, choices: { ...filters, sort, counting } });
}

// The id in the box, if that is all there is, without its version or the class of an old one.
function arxivId() {
  return ARXIV_ID.exec(input.value.trim())?.[1].toLowerCase().replace(/\.[a-z]{2}\//, "/");
}

// The paper that the box names, if the archive has it. The index tells, since asking the host for a
// page that is not there would be an error.
const paperOf = (id) => ask({ kind: "find", id }).catch(() => undefined);

// A paper asked for by its id is shown alone, whatever else is chosen.
async function showPaper(id, of) {
  const record = await paperOf(id);
  if (!record || of !== turn) return Boolean(record);
  clear(words.id_found);
  list.append(card(record, []));
  showMarks();
  citations.hidden = false;
  countChoices({});
  return true;
}

// The newest part of the index answers first; what it says is shown while older ones are asked.
async function show({ turn: of, done, total, hits, counts, asked: wanted }) {
  if (!done && !hits.length) return;
  let cards = [];
  try {
    const records = await recordsOf(hits.slice(0, PAGE));
    cards = records.map((record) => card(record, wanted));
  } catch {
    return of === turn ? fail() : undefined;
  }
  if (of !== turn) return;
  list.replaceChildren(...cards);
  showMarks();
  if (!done) return;
  quoteLater(list);
  list.removeAttribute("aria-busy");
  countChoices(counts);
  citations.hidden = !total;
  tell(total);
  offerMore(hits, wanted);
}

function tell(total) {
  const id = arxivId();
  const { sort, ...filters } = chosen();
  const nothing = Object.keys(filters).length ? words.nothing_found_chosen : words.nothing_found;
  const count = filled(total === 1 ? words.one_found : words.many_found, { count: total });
  status.textContent = total ? count : id ? "" : nothing;
  if (id) status.append(total ? " · " : "", filled(words.id_not_found, { id }), " ", arxivLink(id));
}

function arxivLink(id) {
  const link = document.createElement("a");
  link.href = `https://arxiv.org/abs/${id}`;
  link.textContent = words.id_on_arxiv;
  return link;
}

function offerMore(hits, wanted) {
  let shown = Math.min(PAGE, hits.length);
  more.hidden = shown >= hits.length;
  more.onclick = async () => {
    more.disabled = true;
    const of = turn;
    try {
      const records = await recordsOf(hits.slice(shown, shown + PAGE));
      if (of !== turn) return;
      const cards = records.map((record) => card(record, wanted));
      shown += cards.length;
      list.append(...cards);
      showMarks();
      quoteLater(list);
      more.hidden = shown >= hits.length;
      cards[0]?.querySelector("a").focus();
    } catch {
      if (of === turn) fail();
    } finally {
      more.disabled = false;
    }
  };
}

// How many papers each choice would leave; choices that would leave none step back.
function countChoices(counts) {
  for (const name of ["year", "month", "category", "badge"]) {
    const select = form.elements[name];
    const known = counts[name] && (["year", "month"].includes(name) ? !select.value : counts.known);
    if (name === "badge" && known) offerBadges(select, counts.badge);
    for (const option of select.options) {
      option.dataset.name ??= option.textContent;
      const count = counts[name]?.[option.value] ?? 0;
      option.textContent = known && option.value ? filled("{name} ({count})", { name: option.dataset.name, count }) : option.dataset.name;
      option.classList.toggle("none", Boolean(known && option.value && !count));
    }
  }
}

function offerBadges(select, counts) {
  const there = new Set(Array.from(select.options, (option) => option.value));
  for (const value of Object.keys(counts).sort()) if (!there.has(value)) select.add(new Option(badgeName(value), value));
  select.closest("label").hidden &&= select.options.length < 2;
}

// An arXiv id or link leads straight to its page.
async function jump() {
  const id = arxivId();
  const record = id && (await paperOf(id));
  if (record) location.replace(new URL(`papers/${record.k}/`, base));
  return Boolean(record);
}

let pause;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, PAUSE);
});
input.addEventListener("focus", start, { once: true });
for (const name of ["category", "badge"]) {
  form.elements[name].addEventListener("focus", () => {
    if (counting) return;
    counting = true;
    search();
  });
}
form.addEventListener("change", (event) => {
  if (event.target === input) return;
  history.pushState(null, "", address());
  search();
});
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(pause);
  history.pushState(null, "", address());
  if (!(await jump())) search();
});
addEventListener("popstate", () => {
  readState();
  search();
});

filters.querySelector("summary").textContent = words.filters;
wide.addEventListener("change", unfold);
readState();
jump().then((gone) => gone || search());
if (!input.value) input.focus({ preventScroll: true });
