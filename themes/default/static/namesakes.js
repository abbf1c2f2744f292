// Authors without a page of their own lead to the search for their papers. A script makes these links:
// in the pages of a large archive they would take more than the names.
const search = document.querySelector(".masthead a[rel=search]");
const places = [...document.querySelectorAll("p.authors, details.authors > p")];
const COMMA = /(, |、)/;
// What a list says of authors that it does not name.
const OTHERS = /^(?:(?:and )?(?:et\.? al\.?|others)|等人?|ほか|他|\.{2,}|…)$/i;

if (search && places.length) {
  const pieces = places.map((place) => [...place.childNodes].map(taken));
  const names = pieces.flat(2).filter((piece) => (piece.nodeName ? !isOthers(piece) : isName(piece)));
  // Where a name holds a comma, nobody can tell which it is.
  if (names.length === document.querySelectorAll("meta[name=citation_author]").length) {
    for (const [at, place] of places.entries()) place.replaceChildren(...pieces[at].flat().map(linked));
  }
}

function taken(node) {
  return node.nodeType === Node.TEXT_NODE ? node.data.split(COMMA).filter(Boolean) : node;
}

function isName(text) {
  return !COMMA.test(text) && !OTHERS.test(text);
}

function isOthers(node) {
  return OTHERS.test(node.textContent);
}

function linked(piece) {
  if (piece.nodeName === "A" || (piece.nodeName && isOthers(piece))) return piece;
  if (piece.nodeName) {
    piece.replaceChildren(link(piece.textContent));
    return piece;
  }
  return isName(piece) ? link(piece) : piece;
}

function link(name) {
  const made = document.createElement("a");
  made.href = `${search.href}?q=${encodeURIComponent(`author:"${name.replaceAll('"', "")}"`)}`;
  made.textContent = name;
  return made;
}
