// A day or a month as the site's own pages write it.
export function written(date) {
  if (!/^\d{4}-\d{2}(?:-\d{2})?$/.test(date) || Number.isNaN(Date.parse(date))) return date;
  const { lang } = document.documentElement;
  const form = { year: "numeric", month: "long", ...(date.length > 7 && { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, form).format(new Date(date));
}
