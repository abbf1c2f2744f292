// English words cut to their stems: Snowball's algorithm "english" (Porter 2), which made the
// words of the index too. https://snowballstem.org/algorithms/english/stemmer.html
const VOWELS = "aeiouy";
const EXCEPTIONS = new Map(Object.entries({
  skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl",
  ugly: "ugli", early: "earli", only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe",
  atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes", paste: "paste",
  pasted: "paste", pasting: "paste",
}));
const FINISHED = new Set(["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed", "evening"]);
const STEP_2 = [
  ["ization", "ize"], ["ational", "ate"], ["ogist", "og"], ["fulness", "ful"], ["ousness", "ous"], ["iveness", "ive"],
  ["tional", "tion"], ["biliti", "ble"], ["lessli", "less"], ["entli", "ent"], ["ation", "ate"],
  ["alism", "al"], ["aliti", "al"], ["ousli", "ous"], ["iviti", "ive"], ["fulli", "ful"],
  ["enci", "ence"], ["anci", "ance"], ["abli", "able"], ["izer", "ize"], ["ator", "ate"],
  ["alli", "al"], ["bli", "ble"], ["ogi", "og"], ["li", ""],
];
const STEP_3 = [
  ["ational", "ate"], ["tional", "tion"], ["alize", "al"], ["icate", "ic"], ["iciti", "ic"],
  ["ative", ""], ["ical", "ic"], ["ness", ""], ["ful", ""],
];
const STEP_4 = [
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize",
  "ion", "al", "er", "ic",
];

const isVowel = (letter) => letter !== undefined && VOWELS.includes(letter);
const hasVowel = (text) => [...text].some(isVowel);

// The part of a word after the first consonant that follows a vowel.
function regionAfter(word, from) {
  for (let i = from + 1; i < word.length; i++) if (!isVowel(word[i]) && isVowel(word[i - 1])) return i + 1;
  return word.length;
}

function endsShort(word) {
  const [a, b, c] = word.slice(-3);
  if (word.length === 2) return isVowel(word[0]) && !isVowel(word[1]);
  return word.length > 2 && !isVowel(a) && isVowel(b) && !isVowel(c) && !"wxY".includes(c);
}

export function stem(given) {
  let word = given.replace(/['\u2018\u2019]/g, "'");
  if (word.length <= 2) return word;
  if (EXCEPTIONS.has(word)) return EXCEPTIONS.get(word);
  word = word.replace(/^'/, "").replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
  const special = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word);
  const r1 = special ? special[0].length : regionAfter(word, 0);
  const r2 = regionAfter(word, r1);
  const cut = (suffix, by = "") => (word = word.slice(0, word.length - suffix.length) + by);
  const inRegion = (suffix, region) => word.length - suffix.length >= region;

  word = word.replace(/(?:'s'|'s|')$/, "");
  if (word.endsWith("sses")) cut("sses", "ss");
  else if (/(?:ied|ies)$/.test(word)) cut("ies", word.length > 4 ? "i" : "ie");
  else if (/s$/.test(word) && !/(?:us|ss)$/.test(word) && hasVowel(word.slice(0, -2))) cut("s");
  if (FINISHED.has(word)) return word;

  const eed = /(?:eedly|eed)$/.exec(word);
  const ing = /(?:ingly|edly|ing|ed)$/.exec(word);
  if (eed) {
    if (inRegion(eed[0], r1)) cut(eed[0], "ee");
  } else if (ing && hasVowel(word.slice(0, -ing[0].length))) {
    cut(ing[0]);
    if (/(?:at|bl|iz)$/.test(word)) word += "e";
    else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(word)) word = /^[aeo]..$/.test(word) ? word : word.slice(0, -1);
    else if (r1 >= word.length && endsShort(word)) word += "e";
  }
  if (/[^aeiouy][yY]$/.test(word) && word.length > 2) cut("y", "i");

  for (const [suffix, by] of STEP_2) {
    if (!word.endsWith(suffix)) continue;
    if (!inRegion(suffix, r1)) break;
    if (suffix === "ogi" && !word.endsWith("logi")) break;
    if (suffix === "li" && !/[cdeghkmnrt]li$/.test(word)) break;
    cut(suffix, by);
    break;
  }
  for (const [suffix, by] of STEP_3) {
    if (!word.endsWith(suffix)) continue;
    if (inRegion(suffix, suffix === "ative" ? r2 : r1)) cut(suffix, by);
    break;
  }
  for (const suffix of STEP_4) {
    if (!word.endsWith(suffix)) continue;
    if (inRegion(suffix, r2) && (suffix !== "ion" || /[st]ion$/.test(word))) cut(suffix);
    break;
  }
  if (word.endsWith("e")) {
    if (inRegion("e", r2) || (inRegion("e", r1) && !endsShort(word.slice(0, -1)))) cut("e");
  } else if (word.endsWith("ll") && inRegion("l", r2)) cut("l");
  return word.replaceAll("Y", "y");
}
