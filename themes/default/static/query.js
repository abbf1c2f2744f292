// What a reader typed, taken apart: free words, "phrases", -without, author:, title:, cat:, after:, before:
const FIELDS = { author: "names", authors: "names", title: "titles", 作者: "names", 标题: "titles" };
const FILTERS = { cat: "category", category: "category", after: "after", before: "before", badge: "badge", 分类: "category" };
const PIECE = /(-?)(?:([\p{L}]+):)?(?:"([^"]*)"?|(\S+))/gu;
const DATE = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

// A clause is words that must all stand in a paper: anywhere or in one field, side by side if `phrase`.
export function parse(query) {
  const clauses = [];
  const filters = {};
  const free = [];
  const straight = query.normalize("NFKC").replace(/[\u201c\u201d\u300c\u300d\u300e\u300f]/g, '"');
  for (const [whole, minus, name, quoted, bare] of straight.matchAll(PIECE)) {
    const key = name?.toLowerCase();
    const value = quoted ?? bare ?? "";
    const isFilter = Object.hasOwn(FILTERS, key ?? "") && !minus;
    if (isFilter && (!["after", "before"].includes(FILTERS[key]) || DATE.test(value))) {
      filters[FILTERS[key]] = value;
      continue;
    }
    const field = Object.hasOwn(FIELDS, key ?? "") ? FIELDS[key] : null;
    const text = field ? value : whole.replace(/^-/, "").replaceAll('"', " ");
    const phrase = quoted !== undefined;
    if (minus && text.trim()) clauses.push({ text, field, phrase, without: true });
    else if (field || phrase) clauses.push({ text, field, phrase, without: false });
    else free.push(text);
  }
  if (free.length) clauses.unshift({ text: free.join(" "), field: null, phrase: false, without: false });
  return { clauses: clauses.filter(({ text }) => text.trim()), filters };
}
