// Phrases with their places filled, numbers as the language of the page has them.
const { lang } = document.documentElement;

export function filled(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (place, name) => values[name]?.toLocaleString(lang) ?? place);
}
