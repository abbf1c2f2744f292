// A result of the search: the card of a paper in which the words asked for are marked.
import { written } from "./dates.js";
import { looseWords, marked, markedHtml, missing } from "./excerpts.js";
import { foundOn } from "./passages.js";
import { filled } from "./phrases.js";
import { EAST_ASIAN } from "./terms.js";
import words from "./words.js";

const pattern = document.getElementById("search-result");
const base = new URL(document.getElementById("search-form").dataset.base, location.href);
const QUOTE_PAUSE = 300;

const languageOf = (text) => (/[\u3041-\u30ff]/.test(text) ? "ja" : /[\uac00-\ud7af]/.test(text) ? "ko" : text.search(EAST_ASIAN) < 0 ? "en" : "zh");

export function card(record, wanted) {
  const item = pattern.content.firstElementChild.cloneNode(true);
  Object.assign(item.dataset, { key: record.k, date: record.d });
  const slot = (name) => item.querySelector(`[data-slot="${name}"]`);
  const { k: key, t: title, h: headline = "", s: gist = "" } = record;
  const authors = (record.a ?? "").split("\n").join(words.list_comma);
  const shown = [title, headline, gist, authors];
  const all = looseWords(shown, wanted);
  const link = slot("title");
  const address = new URL(`papers/${key}/`, base).pathname;
  link.href = address;
  link.parentElement.lang = languageOf(title);
  link.append(record.th ? markedHtml(record.th, all) : marked(title, all));
  const others = otherNames(record.m ?? 0);
  slot("authors").append(marked(authors, all), others.place);
  const excerpt = slot("excerpt");
  if (record.l) excerpt.lang = record.l;
  if (headline) {
    const lead = document.createElement("span");
    lead.lang = languageOf(headline);
    lead.append(marked(headline, all));
    excerpt.append(lead, " — ");
  }
  excerpt.append(record.sh ? markedHtml(record.sh, all) : marked(gist, all));
  const rest = missing(shown, all);
  if (rest.length) quotable.set(slot("passage"), { address, wanted, lacking: rest, others });
  slot("passage").hidden = !rest.length;
  slot("date").dateTime = record.d;
  slot("date").textContent = written(record.d);
  slot("categories").textContent = record.c ?? "";
  for (const name of ["authors", "excerpt"]) if (!slot(name).textContent) slot(name).remove();
  return item;
}

// What a result does not show is quoted from the paper's page, once the reader has stopped typing.
// Its place is kept from the start, so that nothing moves under the eye or the finger.
const quotable = new WeakMap();
let quoting;
export function quoteLater(list) {
  clearTimeout(quoting);
  quoting = setTimeout(() => list.querySelectorAll(".passage:empty").forEach(quote), QUOTE_PAUSE);
}

async function quote(place) {
  const asked = quotable.get(place);
  quotable.delete(place);
  if (!asked) return;
  const { address, wanted, lacking, others } = asked;
  const { names, passage } = await foundOn(address, wanted, lacking).catch(() => ({ names: [], passage: null }));
  others.show(names, wanted);
  if (!passage) return vacate(place);
  const text = document.createElement("span");
  text.lang = passage.lang;
  text.append(marked(passage.text, looseWords([passage.text], wanted)));
  place.append(text);
  place.classList.toggle("settled", isBelow(place));
}

// Below what is in view a place shrinks to what it holds, or goes; in view it stays, so that nothing moves.
const isBelow = (place) => place.getBoundingClientRect().top > innerHeight;

function vacate(place) {
  place.hidden = isBelow(place);
  place.classList.add("vacant");
}

// How many names a result leaves out; those that were asked for join the others.
function otherNames(count) {
  const place = document.createElement("span");
  const told = (left) => (left > 0 ? filled(words.more_authors, { count: left }) : "");
  place.textContent = told(count);
  function show(names, wanted) {
    place.textContent = "";
    for (const name of names) place.append(words.list_comma, marked(name, wanted));
    place.append(told(count - names.length));
  }
  return { place, show };
}
