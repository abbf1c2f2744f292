// The switch between light, dark and what the system says.
import { announce } from "./announce.js";
import { load, save } from "./storage.js";
import words from "./words.js";

const root = document.documentElement;
const button = document.getElementById("theme-switch");

function current() {
  return root.dataset.theme ?? "auto";
}

function show() {
  button.title = words[`theme_${current()}`];
  button.ariaLabel = button.title;
}

export function change() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  // The first press always changes something, whatever the system says.
  const order = dark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
  const next = order[(order.indexOf(current()) + 1) % order.length];
  if (next === "auto") delete root.dataset.theme;
  else root.dataset.theme = next;
  save("theme", next === "auto" ? null : next);
  show();
  announce(button.title);
}

button.addEventListener("click", change);
addEventListener("storage", (event) => {
  if (event.key !== "digestry:theme") return;
  const theme = load("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  show();
});
show();
