// Saves a paper, marks it as read, and keeps every button on the page in step.
import { announce } from "./announce.js";
import { change, load, onChange } from "./shelf.js";
import words from "./words.js";

// The address of a paper ends in its key; one that has no page of its own names it.
for (const card of document.querySelectorAll(".card:not([data-key])")) {
  const address = card.querySelector("h3 a")?.pathname ?? "";
  card.dataset.key = decodeURIComponent(address.split("/").at(-2) ?? "");
}

export function keyed(element) {
  return element?.closest("[data-key]") ?? null;
}

function titleOf(paper) {
  return paper.querySelector(".title") ?? paper.querySelector("h1, h3");
}

function summary(paper) {
  const link = paper.querySelector("h3 a");
  const gist = paper.querySelector(".gist, .lead");
  const title = titleOf(paper);
  return {
    title: title.textContent.trim(),
    titleLang: title.lang,
    authors: paper.querySelector(".by, .authors")?.textContent.trim() ?? "",
    gist: gist?.textContent.trim().slice(0, 400) ?? "",
    lang: gist?.lang ?? "",
    date: paper.dataset.date || (document.querySelector("h1 time, #newest time")?.dateTime ?? ""),
    address: link ? new URL(link.href).pathname : location.pathname,
    at: Date.now(),
  };
}

export function toggleSaved(paper) {
  const { key } = paper.dataset;
  const had = key in load("saved");
  const done = change("saved", (saved) => {
    if (had) delete saved[key];
    else saved[key] = summary(paper);
  });
  announce(done ? (had ? words.unsaved : words.saved) : words.storage_failed);
}

export function toggleRead(paper) {
  const { key } = paper.dataset;
  const had = key in load("read");
  const done = mark([key], !had);
  announce(done ? (had ? words.unread : words.read) : words.storage_failed);
}

export function mark(keys, read) {
  return change("read", (known) => {
    for (const key of keys) {
      if (read) known[key] = Date.now();
      else delete known[key];
    }
  });
}

const TOOLS = [["save", "aria-pressed", words.save], ["read", "aria-pressed", words.mark_read], ["more", "aria-expanded", words.texts]];

// Without scripts the buttons could do nothing, so they are made here; their place is kept.
function equip(place) {
  const fetches = place.closest(".card")?.querySelector(".folded") === null;
  const wanted = fetches ? TOOLS : TOOLS.slice(0, 2);
  const buttons = wanted.map(([name, state, label]) => {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", name, textContent: label });
    button.setAttribute(state, "false");
    return button;
  });
  place.append(...buttons);
}

const ACTIONS = { save: toggleSaved, read: toggleRead };

// Papers that came to the page later have their buttons, too, and show what a reader did with them.
export function show() {
  document.querySelectorAll("[data-key] .tools:empty").forEach(equip);
  const saved = load("saved");
  const read = load("read");
  for (const paper of document.querySelectorAll("[data-key]")) {
    const { key } = paper.dataset;
    press(paper, "save", key in saved);
    press(paper, "read", key in read);
    paper.classList.toggle("read", key in read);
  }
}

function press(paper, action, pressed) {
  const button = paper.querySelector(`button[name="${action}"]`);
  if (button && (button.ariaPressed === "true") !== pressed) button.ariaPressed = String(pressed);
}

addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-key] .tools button");
  if (button && ACTIONS[button.name]) ACTIONS[button.name](keyed(button));
});
onChange((drawer) => {
  if (drawer === "saved" || drawer === "read") show();
});
addEventListener("pageshow", (event) => event.persisted && show());
show();
