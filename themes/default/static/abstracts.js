// Opens a paper's texts below its card: they are fetched from the paper's own page.
import { announce } from "./announce.js";
import { loadPage } from "./pages.js";
import { sectionsOf } from "./texts.js";
import words from "./words.js";

let count = 0;

export async function toggleTexts(card) {
  const folded = card.querySelector("details.folded");
  if (folded) {
    folded.open = !folded.open;
    return;
  }
  const button = card.querySelector('button[name="more"]');
  if (!button || button.ariaBusy === "true") return;
  let texts = card.querySelector(".texts");
  if (!texts) {
    button.ariaBusy = "true";
    texts = await fetched(card.querySelector("h3 a").href);
    button.ariaBusy = "false";
    if (!texts) return announce(words.texts_failed);
    texts.id = `texts-${++count}`;
    texts.hidden = true;
    button.setAttribute("aria-controls", texts.id);
    card.append(texts);
  }
  texts.hidden = !texts.hidden;
  button.ariaExpanded = String(!texts.hidden);
  button.textContent = texts.hidden ? words.texts : words.fewer_texts;
}

async function fetched(address) {
  try {
    const page = await loadPage(address);
    const texts = document.createElement("div");
    texts.className = "texts";
    for (const { heading, lang, blocks } of sectionsOf(page, [".digest", ".abstract"])) {
      const section = document.createElement("section");
      const prose = document.createElement("div");
      prose.className = "prose";
      if (lang) prose.lang = lang;
      prose.append(...blocks);
      section.append(lowered(heading), prose);
      texts.append(section);
    }
    if (!texts.childElementCount) texts.textContent = words.no_texts;
    return texts;
  } catch {
    return null;
  }
}

function lowered(heading) {
  const lower = document.createElement("h4");
  if (heading.lang) lower.lang = heading.lang;
  lower.append(...heading.childNodes);
  return lower;
}

// What is folded in the page itself says the same.
addEventListener("toggle", ({ target }) => {
  if (target.matches("details.folded")) target.querySelector("summary").textContent = target.open ? words.fewer_texts : words.texts;
}, true);

addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest('button[name="more"]');
  if (button) toggleTexts(button.closest(".card"));
});
