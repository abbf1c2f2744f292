// Keeps an open page of the preview in step with the site: reloads it after a build, shows the
// error of a failed one. `digestry serve` adds it to the pages that it sends; it is in no site.
(() => {
  "use strict";

  const { dataset: { build, index }, src } = document.currentScript;
  const beside = (name) => new URL(name, src).href;
  let events = null;
  let banner = null;

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function hide() {
    banner?.remove();
    banner = null;
  }

  function show(error) {
    hide();
    banner = document.createElement("digestry-preview");
    // A shadow root keeps the theme's styles out, a linked stylesheet satisfies its policy.
    banner.attachShadow({ mode: "open" }).append(
      element("link", { rel: "stylesheet", href: beside("reload.css") }),
      element("section", { role: "alert", lang: "en" },
        element("header", {},
          element("strong", { textContent: "The site could not be rebuilt." }),
          element("span", { textContent: " This is the last good one." }),
          element("button", { type: "button", textContent: "Hide", onclick: hide })),
        element("pre", { textContent: error, tabIndex: 0 })));
    document.body.append(banner);
  }

  function told({ data }) {
    const notice = JSON.parse(data);
    const searches = notice.index !== index && document.querySelector("[data-bundle]") !== null;
    if (notice.build !== build || searches) {
      leave();
      location.reload();
    } else if (notice.error === null) {
      hide();
    } else {
      show(notice.error);
    }
  }

  // A browser lends a host six connections at most: only pages that are looked at hold one.
  function listen() {
    if (events !== null || document.hidden) return;
    events = new EventSource(beside("events"));
    events.addEventListener("message", told);
    events.addEventListener("error", () => {
      if (events?.readyState !== EventSource.CLOSED) return;
      leave();
      setTimeout(listen, 1000);
    });
  }

  function leave() {
    events?.close();
    events = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  listen();
})();
