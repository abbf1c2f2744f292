// A page of the site, parsed to be read from. Throws where it cannot be had.
export async function loadPage(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}
