// Passages of a paper's texts: they come from its own page, so that the index need not repeat them.
import { looseWords, passage, places } from "./excerpts.js";
import { loadPage } from "./pages.js";
import { sectionsOf } from "./texts.js";

const pages = new Map();

// The text in which one of the missing words stands, cut to what is worth showing, and its language.
export async function passageOf(address, wanted, lacking) {
  for (const { text, lang } of await textsOf(address)) {
    if (places(text, lacking).length) return { text: passage(text, looseWords([text], wanted)), lang };
  }
  return null;
}

async function textsOf(address) {
  let page = await pageOf(address);
  let from = page;
  // A folded paper lies on the page of a day, to which its address leads.
  const moved = page.querySelector('meta[http-equiv="refresh"]')?.content.split("url=")[1];
  if (moved) {
    const [day, name] = moved.split("#");
    page = await pageOf(day);
    from = (name && page.getElementById(name)) || page;
  }
  const own = page.documentElement.lang;
  const folded = [...from.querySelectorAll(".texts .prose")].map((text) => ({ lang: text.lang, blocks: [...text.children] }));
  return [...sectionsOf(from, [".abstract", ".digest"]), ...folded].map(({ lang, blocks }) => ({
    text: blocks.map((block) => block.textContent).join(" "),
    lang: lang || own,
  }));
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
