// Which papers of a part have all the words of a clause, and how well they answer it.
const FIELDS = 4;
const FIELD_NUMBER = { titles: 0, names: 1, gist: 2, rest: 3 };
const WEIGHTS = [9, 7, 3.5, 1];
const SATURATION = 1.1;
const LENGTH = 0.35;
const SIDE_BY_SIDE = 0.7;
const WHOLE_PHRASE = 1;

// Several lists of papers as one: counts are added, places kept.
export function united(lists) {
  if (lists.length < 2) return lists[0];
  const entries = new Map();
  for (const list of lists) {
    list.papers.forEach((paper, i) => {
      const entry = entries.get(paper) ?? { counts: new Uint8Array(FIELDS), places: [] };
      for (let field = 0; field < FIELDS; field++) entry.counts[field] = Math.min(255, entry.counts[field] + list.counts[i * FIELDS + field]);
      for (let at = list.from[i]; at < list.from[i + 1]; at++) entry.places.push(list.places[at]);
      entries.set(paper, entry);
    });
  }
  return listed([...entries].sort(([a], [b]) => a - b));
}

function listed(entries) {
  const list = {
    papers: Uint32Array.from(entries, ([paper]) => paper),
    counts: new Uint8Array(entries.length * FIELDS),
    from: new Uint32Array(entries.length + 1),
    places: [],
  };
  entries.forEach(([, entry], i) => {
    list.counts.set(entry.counts, i * FIELDS);
    list.from[i] = list.places.length;
    for (const place of entry.places.sort((a, b) => a - b)) list.places.push(place);
  });
  list.from[entries.length] = list.places.length;
  return list;
}

// The papers in all lists: for each list, the places in it.
function common(lists) {
  const order = lists.map((_, i) => i).sort((a, b) => lists[a].papers.length - lists[b].papers.length);
  let papers = lists[order[0]].papers;
  let rows = [papers.map((_, i) => i)];
  for (const next of order.slice(1)) {
    const other = lists[next].papers;
    const kept = [];
    const there = [];
    for (let i = 0, j = 0; i < papers.length && j < other.length; ) {
      if (papers[i] < other[j]) i++;
      else if (papers[i] > other[j]) j++;
      else {
        kept.push(i++);
        there.push(j++);
      }
    }
    papers = Uint32Array.from(kept, (i) => papers[i]);
    rows = [...rows.map((row) => Uint32Array.from(kept, (i) => row[i])), Uint32Array.from(there)];
  }
  const index = [];
  order.forEach((list, row) => (index[list] = rows[row]));
  return { papers, index };
}

export function intersection(lists) {
  const { papers, index } = common(lists);
  return listed(Array.from(papers, (paper, i) => {
    const entry = { counts: new Uint8Array(FIELDS).fill(255), places: [] };
    lists.forEach((list, l) => {
      const at = index[l][i];
      for (let field = 0; field < FIELDS; field++) entry.counts[field] = Math.min(entry.counts[field], list.counts[at * FIELDS + field]);
      for (let place = list.from[at]; place < list.from[at + 1]; place++) entry.places.push(list.places[place]);
    });
    return [paper, entry];
  }));
}

// How many words in a row stand side by side, and whether all do: [pairs, whole].
function sideBySide(lists, index, i) {
  let pairs = 0;
  let chain;
  for (let l = 0; l + 1 < lists.length; l++) {
    const next = followers(lists[l], index[l][i], lists[l + 1], index[l + 1][i]);
    if (next.length) pairs++;
    chain = chain ? next.filter((place) => chain.includes(place - 1)) : next;
  }
  return [pairs, chain.length > 0];
}

// The places of a word right after a place of another: both lists go through their fields in order.
function followers(a, atA, b, atB) {
  const found = [];
  let from = a.from[atA];
  const until = a.from[atA + 1];
  for (let at = b.from[atB]; at < b.from[atB + 1]; at++) {
    const before = b.places[at] - 1;
    while (from < until && a.places[from] < before) from++;
    if (from < until && a.places[from] === before) found.push(before + 1);
  }
  return found;
}

// Of pairs in the long texts the index has no places: that all are there has to do.
function isInRest(lists, index, i) {
  return lists.every((list, l) => list.counts[index[l][i] * FIELDS + FIELDS - 1]);
}

// The papers that satisfy a clause, each with its score. `rarity` gives the weight of each term.
export function matched(clause, lists, rarity, lengths, meanLength) {
  const { papers, index } = common(lists);
  const field = clause.field ? FIELD_NUMBER[clause.field] : -1;
  const several = lists.length > 1;
  const kept = [];
  const scores = [];
  for (let i = 0; i < papers.length; i++) {
    let score = 0;
    let isIn = true;
    for (let l = 0; l < lists.length; l++) {
      const at = index[l][i] * FIELDS;
      if (field >= 0 && !lists[l].counts[at + field]) isIn = false;
      let weight = 0;
      for (let f = 0; f < FIELDS; f++) weight += WEIGHTS[f] * lists[l].counts[at + f];
      const length = 1 - LENGTH + (LENGTH * lengths[papers[i]]) / meanLength;
      score += (rarity[l] * weight) / (weight + SATURATION * length);
    }
    if (!isIn) continue;
    if (several) {
      const [pairs, whole] = sideBySide(lists, index, i);
      if (clause.phrase && !whole && !(clause.pairs && isInRest(lists, index, i))) continue;
      score *= 1 + (SIDE_BY_SIDE * pairs) / (lists.length - 1) + (whole ? WHOLE_PHRASE : 0);
    }
    kept.push(papers[i]);
    scores.push(score);
  }
  return { papers: kept, scores };
}
