// Shows the digest in one language at a time, and remembers which. Until this runs, the style sheet
// shows the one that most want.
import { load, save } from "./storage.js";

const links = [...document.querySelectorAll("#tongues [data-language]")];
const tongues = [...document.querySelectorAll(".tongue")];

function show(language) {
  for (const tongue of tongues) {
    tongue.hidden = tongue.dataset.language !== language;
    tongue.classList.remove("other");
  }
  for (const link of links) link.setAttribute("aria-pressed", String(link.dataset.language === language));
}

function choose(event) {
  event.preventDefault();
  const { language } = event.currentTarget.dataset;
  save("language", language);
  show(language);
}

for (const link of links) {
  link.setAttribute("role", "button");
  link.addEventListener("click", choose);
  link.addEventListener("keydown", (event) => event.key === " " && choose(event));
}

const known = links.map((link) => link.dataset.language);
const wanted = [location.hash.replace("#in-", ""), load("language"), document.documentElement.lang];
show(wanted.find((language) => known.includes(language)) ?? known[0]);
