// Runs before a page's own scripts and notes what the audit asks for later.
(() => {
  const notes = { shifts: [], violations: [] };
  window.digestryNotes = notes;
  const observe = (type, note) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    } catch {}
  };
  const describe = (node) => {
    if (!node) return "";
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    if (!element) return "";
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    return `${element.localName}${id}${classes}`;
  };
  observe("layout-shift", (entry) => {
    if (entry.hadRecentInput) return;
    notes.shifts.push({ value: entry.value, elements: entry.sources.map((source) => describe(source.node)) });
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    notes.violations.push(`${event.violatedDirective}: ${event.blockedURI || "inline"} (${event.sourceFile || ""}:${event.lineNumber}) ${describe(event.target)}`);
  });
})();
