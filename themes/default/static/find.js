// The box to search in, beside the links of wide screens; small ones have the link alone.
import words from "./words.js";

const link = document.querySelector(".masthead a[rel=search]");
const place = document.querySelector(".masthead .find:empty");
if (link && place) place.append(form(link.href));

function form(action) {
  const made = document.createElement("form");
  made.role = "search";
  made.action = action;
  const input = document.createElement("input");
  input.type = "search";
  input.name = "q";
  input.ariaLabel = input.placeholder = words.search_papers;
  made.append(input);
  return made;
}
