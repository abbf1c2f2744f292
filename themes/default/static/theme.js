// Not a module: it runs before the page is painted, so that no wrong colours flash.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  root.classList.toggle("asked", location.search.length > 1);
  try {
    const theme = localStorage.getItem("digestry:theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    const base = new URL("..", document.currentScript.src).pathname;
    root.classList.toggle("shelved", (localStorage.getItem(`digestry:${base}:saved`) ?? "").length > 40);
    const kept = (drawer) => JSON.parse(localStorage.getItem(`digestry:${base}:${drawer}`))?.value;
    const { compact, hideRead } = kept("options") ?? {};
    const { mute, follow } = kept("words") ?? {};
    root.classList.toggle("compact", compact === true);
    root.classList.toggle("wishing", hideRead === true || Boolean(mute?.length || follow?.length));
    const shown = new URLSearchParams(location.search).getAll("show");
    if (shown.length) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`.group:not(${shown.map((id) => `#${CSS.escape(id)}`)}) { display: none; }`);
      document.adoptedStyleSheets = [sheet];
    }
  } catch {}
})();
