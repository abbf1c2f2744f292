// Asks Pagefind itself: a search, then the data of the first ten results.
globalThis.ask = async ({ words }) => {
  while (!globalThis.pagefind) await new Promise((resolve) => setTimeout(resolve, 20));
  const started = performance.now();
  const { results } = await globalThis.pagefind.search(words);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  const took = performance.now() - started;
  return { first: took, complete: took, links: shown.map(({ url }) => url), found: String(results.length) };
};
globalThis.forget = async () => true;
