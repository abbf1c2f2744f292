// Searches as the reader types; the whole state stands in the address.
import words from "./words.js";

const form = document.getElementById("search-form");
const input = document.getElementById("search-input");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const pattern = document.getElementById("search-result");
const { base, bundle } = form.dataset;
const choices = ["category", "year", "month", "sort"];

const PAGE = 10;
const PAUSE = 150;
const EAST_ASIAN = /[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\u{20000}-\u{3134f}]+/gu;
const ARXIV_ID = /^(?:arxiv:\s*)?(?:https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/)?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?(?:\.pdf)?\/?$/i;

// The index holds runs of East Asian characters as overlapping pairs of code points.
function pairs(run) {
  const codes = Array.from(run, (char) => char.codePointAt(0).toString(16).padStart(4, "0"));
  if (codes.length === 1) return codes[0];
  return codes.slice(1).map((code, index) => codes[index] + code).join(" ");
}

function tokens(query) {
  return query.replace(EAST_ASIAN, (run) => ` ${pairs(run)} `).trim();
}

function wordsOf(query) {
  const latin = query.replace(EAST_ASIAN, " ").split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  return [...latin, ...(query.match(EAST_ASIAN) ?? [])];
}

function marked(text, wanted) {
  const fragment = document.createDocumentFragment();
  const escaped = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!escaped.length) {
    fragment.append(text);
    return fragment;
  }
  const parts = text.split(new RegExp(`(${escaped.join("|")})`, "giu"));
  parts.forEach((part, index) => {
    if (index % 2 === 0) return fragment.append(part);
    const mark = document.createElement("mark");
    mark.textContent = part;
    fragment.append(mark);
  });
  return fragment;
}

// Formulas were set when the site was built; only the text around them is marked.
function set(html, wanted) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("math")) texts.push(walker.currentNode);
  for (const text of texts) text.replaceWith(marked(text.data, wanted));
  const fragment = document.createDocumentFragment();
  fragment.append(...body.childNodes);
  return fragment;
}

let engine;
function loadEngine() {
  engine ??= import(`${bundle}pagefind.js`).then(async (pagefind) => {
    await pagefind.options({ baseUrl: base });
    await pagefind.init();
    return pagefind;
  });
  engine.catch(() => (engine = undefined));
  return engine;
}

function readState() {
  const given = new URLSearchParams(location.search);
  input.value = given.get("q") ?? "";
  for (const name of choices) {
    const value = given.get(name);
    const select = form.elements[name];
    select.value = value ?? select.options[0].value;
    if (select.selectedIndex < 0) select.selectedIndex = 0;
  }
}

function address() {
  const state = new URLSearchParams();
  if (input.value.trim()) state.set("q", input.value.trim());
  for (const name of choices) {
    const value = form.elements[name].value;
    if (value && value !== "relevance") state.set(name, value);
  }
  const query = state.toString();
  return query ? `?${query}` : location.pathname;
}

function clear(text) {
  status.textContent = text;
  list.replaceChildren();
  more.hidden = true;
}

let latest = 0;
async function search() {
  const turn = ++latest;
  const query = input.value.trim();
  const filters = {};
  for (const name of ["category", "year", "month"]) {
    if (form.elements[name].value) filters[name] = form.elements[name].value;
  }
  const asked = Boolean(query) || Object.keys(filters).length > 0;
  document.documentElement.classList.toggle("asked", asked);
  if (!asked) return clear("");
  status.textContent = words.searching;
  try {
    const pagefind = await loadEngine();
    const sort = form.elements.sort.value === "newest" ? { date: "desc" } : undefined;
    const found = await pagefind.search(tokens(query) || null, { filters, sort });
    if (turn !== latest) return;
    if (!found.results.length) return clear(words.nothing_found);
    const first = await Promise.all(found.results.slice(0, PAGE).map((result) => result.data()));
    if (turn !== latest) return;
    show(first, found.results, wordsOf(query));
  } catch (error) {
    if (turn !== latest) return;
    clear(words.search_failed);
  }
}

function show(first, results, wanted) {
  list.replaceChildren(...first.map((paper) => card(paper, wanted)));
  const count = results.length;
  status.textContent = (count === 1 ? words.one_found : words.many_found).replace("{count}", count.toLocaleString());
  let shown = first.length;
  more.hidden = shown >= count;
  more.onclick = async () => {
    more.disabled = true;
    const next = await Promise.all(results.slice(shown, shown + PAGE).map((result) => result.data()));
    const cards = next.map((paper) => card(paper, wanted));
    shown += cards.length;
    list.append(...cards);
    more.disabled = false;
    more.hidden = shown >= count;
    cards[0]?.querySelector("a").focus();
  };
}

function card(paper, wanted) {
  const item = pattern.content.firstElementChild.cloneNode(true);
  const slot = (name) => item.querySelector(`[data-slot="${name}"]`);
  const { meta } = paper;
  const link = slot("title");
  link.href = paper.url;
  link.append(meta.title_html ? set(meta.title_html, wanted) : marked(meta.title ?? paper.url, wanted));
  slot("authors").append(marked(meta.authors ?? "", wanted));
  const excerpt = slot("excerpt");
  if (meta.lang) excerpt.lang = meta.lang;
  if (meta.headline) excerpt.append(marked(`${meta.headline} — `, wanted));
  excerpt.append(meta.excerpt_html ? set(meta.excerpt_html, wanted) : marked(meta.excerpt ?? "", wanted));
  const date = slot("date");
  date.dateTime = meta.date ?? "";
  date.textContent = meta.date ?? "";
  slot("categories").textContent = meta.category ?? "";
  for (const name of ["authors", "excerpt"]) if (!slot(name).textContent) slot(name).remove();
  return item;
}

// An arXiv id or link leads straight to its page, if the archive has it. The index tells, since
// asking the host for a page that is not there would be an error.
async function jump() {
  const match = ARXIV_ID.exec(input.value.trim());
  if (!match) return false;
  const id = match[1].toLowerCase().replace(/\.[a-z]{2}\//, "/");
  const target = `${base}papers/${id.replace("/", "-")}/`;
  try {
    const pagefind = await loadEngine();
    const found = await pagefind.search(id);
    const papers = await Promise.all(found.results.slice(0, PAGE).map((result) => result.data()));
    const known = papers.some((paper) => paper.url === target);
    if (known) location.replace(target);
    return known;
  } catch {
    return false;
  }
}

let pause;
input.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(() => {
    history.replaceState(null, "", address());
    search();
  }, PAUSE);
});
input.addEventListener("focus", () => loadEngine().catch(() => {}), { once: true });
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

readState();
jump().then((gone) => gone || search());
if (!input.value) input.focus({ preventScroll: true });
