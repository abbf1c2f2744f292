// The texts of a paper's page below their headings, but for the one that leads.
export function sectionsOf(page, within) {
  const headings = within.flatMap((place) => [...page.querySelectorAll(`${place} h2`)]);
  return headings.map((heading) => ({ heading, ...below(heading) })).filter(({ leads }) => !leads);
}

function below(heading) {
  const blocks = [];
  for (let next = heading.nextElementSibling; next && !next.matches("h2, .machine, .tongue"); next = next.nextElementSibling) blocks.push(next);
  const leads = Boolean(blocks[0]?.matches(".lead") || heading.closest(".lead"));
  // A text in another language than the page's stands in a block that says so.
  const [marked] = blocks.filter((block) => block.matches("div"));
  return { leads, lang: marked?.lang ?? "", blocks: marked ? [...marked.children] : blocks };
}
