// Settings of the benchmark's site for Eleventy.
const grouped = (key) => (api) => {
  const groups = new Map();
  for (const paper of api.getFilteredByGlob("content/papers/*.md")) {
    for (const name of paper.data[key]) {
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(paper);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, papers]) => ({ name, papers }));
};

module.exports = (config) => {
  config.setUseGitIgnore(false);
  config.amendLibrary("md", (markdown) => markdown.set({ html: false }));
  config.addPassthroughCopy({ static: "." });
  config.addCollection("byDay", grouped("days"));
  config.addCollection("byList", grouped("lists"));
  config.addCollection("byMonth", grouped("months"));
  return {
    markdownTemplateEngine: false,
    dir: { input: "content", includes: "../_includes", output: "public" },
  };
};
