// The page of saved papers: lists, exports and imports them, and keeps muted and followed words.
import { announce } from "./announce.js";
import { download } from "./citations.js";
import { written } from "./dates.js";
import { show as showMarks } from "./papers.js";
import { filled } from "./phrases.js";
import { save } from "./selections.js";
import { change, load, onChange } from "./shelf.js";
import words from "./words.js";

const list = document.getElementById("saved-papers");
const status = document.getElementById("saved-status");
const pattern = document.getElementById("saved-paper");
const file = document.getElementById("import-file");
const MOST = 10_000;

// What was saved last stands first, in the list and in what is exported.
function newestFirst() {
  return Object.entries(load("saved")).sort(([, one], [, other]) => (other.at ?? 0) - (one.at ?? 0));
}

function show() {
  const saved = newestFirst();
  status.textContent = saved.length === 0 ? words.none_saved : filled(saved.length === 1 ? words.one_saved : words.many_saved, { count: saved.length });
  redraw(list, saved.map(([key, paper]) => row(key, paper)), status);
  showMarks();
  for (const button of document.querySelectorAll("[data-export], #forget")) button.disabled = !saved.length;
}

// Whoever had the focus in a list goes on there: with the same item, or with what stands in its place.
function redraw(place, items, otherwise) {
  const here = [...place.children].find((item) => item.contains(document.activeElement));
  const at = [...place.children].indexOf(here);
  const control = document.activeElement.nodeName;
  place.replaceChildren(...items);
  if (!here) return;
  const next = items.find(({ dataset }) => dataset.key && dataset.key === here.dataset.key) ?? items[at] ?? items.at(-1);
  (next?.querySelector(control) ?? otherwise).focus({ preventScroll: true });
}

function row(key, paper) {
  const item = pattern.content.firstElementChild.cloneNode(true);
  item.dataset.key = key;
  const link = item.querySelector("a");
  link.textContent = paper.title;
  link.href = addressOf(key);
  speak(link, paper.titleLang);
  fill(item, ".by", paper.authors);
  speak(fill(item, ".gist", paper.gist), paper.lang);
  const time = fill(item, "time", written(paper.date ?? ""));
  if (time) time.dateTime = paper.date;
  return item;
}

// The language is that of the page where none was noted.
function speak(place, lang) {
  if (place && typeof lang === "string" && lang) place.lang = lang;
}

function fill(item, selector, text) {
  const place = item.querySelector(selector);
  if (typeof text === "string" && text) place.textContent = text;
  else place.remove();
  return place.isConnected || text ? place : null;
}

function addressOf(key) {
  return `${list.dataset.base}papers/${encodeURIComponent(key)}/`;
}

list.addEventListener("click", (event) => {
  if (event.target.name !== "forget") return;
  const { key } = event.target.closest("[data-key]").dataset;
  const done = change("saved", (saved) => delete saved[key]);
  announce(done ? words.unsaved : words.storage_failed);
});

document.getElementById("exports").addEventListener("click", async (event) => {
  const kind = event.target.dataset.export;
  if (!kind) return;
  if (kind === "backup") return backup(load("saved"));
  await save("saved-papers", kind, newestFirst().map(([key]) => addressOf(key)));
});

function backup(saved) {
  const all = { digestry: 1, saved, words: load("words"), read: load("read") };
  download("reading-list.json", "application/json", JSON.stringify(all, null, 2) + "\n");
}

file.addEventListener("change", async () => {
  const [chosen] = file.files;
  if (!chosen) return;
  try {
    const given = JSON.parse(await chosen.text());
    if (given?.digestry !== 1) throw new Error("another kind of file");
    announce(take(given) ? words.imported : words.storage_failed);
  } catch {
    announce(words.import_failed);
  }
  file.value = "";
});

// What is imported joins what is there; the shelf itself refuses what does not fit.
function take(given) {
  const some = (value) => Object.fromEntries(Object.entries(value ?? {}).slice(0, MOST));
  const joined = (one, other) => [...new Set([...one, ...(Array.isArray(other) ? other : [])])];
  return (
    change("saved", (saved) => Object.assign(saved, some(given.saved))) &&
    change("read", (read) => Object.assign(read, some(given.read))) &&
    change("words", (known) => {
      known.mute = joined(known.mute, given.words?.mute);
      known.follow = joined(known.follow, given.words?.follow);
    })
  );
}

document.getElementById("forget").addEventListener("click", () => {
  if (confirm(words.forget_all)) change("saved", (saved) => Object.keys(saved).forEach((key) => delete saved[key]));
});

for (const form of document.querySelectorAll("form[data-words]")) {
  const kind = form.dataset.words;
  const chips = form.parentElement.querySelector("ul");
  const draw = () => redraw(chips, load("words")[kind].map((word) => chip(kind, word)), form.elements.word);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const word = form.elements.word.value.trim().slice(0, 100);
    if (!word) return;
    const done = change("words", (known) => {
      if (!known[kind].includes(word)) known[kind].push(word);
    });
    if (done) form.reset();
    announce(done ? filled(words.word_added, { word }) : words.storage_failed);
  });
  onChange((drawer) => drawer === "words" && draw());
  draw();
}

function chip(kind, word) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = word;
  button.setAttribute("aria-label", filled(words.remove_word, { word }));
  button.addEventListener("click", () => {
    change("words", (known) => (known[kind] = known[kind].filter((other) => other !== word)));
    announce(filled(words.word_removed, { word }));
  });
  item.append(button);
  return item;
}

onChange((drawer) => drawer === "saved" && show());
show();
