// Passages of a paper's texts: they come from its own page, so that the index need not repeat them.
import { looseWords, passage as passageIn, places } from "./excerpts.js";
import { loadPage } from "./pages.js";
import { sectionsOf } from "./texts.js";
import words from "./words.js";

const pages = new Map();

// What a paper's page has of the words that a result lacks: names of authors, and the text in which
// one of the words stands, cut to what is worth showing, with its language.
export async function foundOn(address, wanted, lacking) {
  const place = await placeOf(address);
  const has = (text) => places(text, lacking).length > 0;
  const found = textsOf(place).find(({ text }) => has(text));
  const passage = found && { text: passageIn(found.text, looseWords([found.text], wanted)), lang: found.lang };
  return { names: namesOf(place).filter(has), passage };
}

// A folded paper lies on the page of a day, to which its address leads.
async function placeOf(address) {
  const page = await pageOf(address);
  const moved = page.querySelector('meta[http-equiv="refresh"]')?.content.split("url=")[1];
  if (!moved) return page;
  const [day, name] = moved.split("#");
  const there = await pageOf(day);
  return (name && there.getElementById(name)) || there;
}

function namesOf(place) {
  const lines = [...place.querySelectorAll("p.authors, details.authors p, .by")];
  return lines.flatMap((line) => line.textContent.trim().split(words.list_comma));
}

function textsOf(place) {
  const own = (place.ownerDocument ?? place).documentElement.lang;
  const all = (selector) => [...place.querySelectorAll(selector)];
  const folded = all(".texts .prose").map(({ lang, children }) => ({ lang, blocks: [...children] }));
  const texts = [...sectionsOf(place, [".abstract", ".digest"]), ...folded].map(({ lang, blocks }) => ({ lang, text: joined(blocks, " ") }));
  const headlines = all(".headline").map((headline) => ({ lang: headline.lang, text: headline.textContent }));
  const facts = all(".about dd, .texts h4 + p").map((fact) => ({ lang: fact.lang, text: joined([nameOf(fact), fact], " · ") }));
  return [...texts, ...headlines, ...facts].map(({ lang, text }) => ({ text, lang: lang || own }));
}

const joined = (parts, by) => parts.map((part) => part.textContent.trim()).join(by);

// What a fact, such as a comment, is called: several may stand below one name.
function nameOf(fact) {
  const before = fact.previousElementSibling;
  return before.matches("dt, h4") ? before : nameOf(before);
}

function pageOf(address) {
  if (!pages.has(address)) {
    // The mode tells the service worker that nobody visited this page.
    const loaded = loadPage(address, { mode: "same-origin" });
    loaded.catch(() => pages.delete(address));
    pages.set(address, loaded);
  }
  return pages.get(address);
}
