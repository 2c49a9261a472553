// On every page with code: the button that makes the page live, and why it may not.
//
// A classic script, so that it can explain itself on a page opened as a file, where
// browsers load no modules. All else is loaded on the click: page.mjs and what it needs.
(() => {
  "use strict";
  const script = document.currentScript;
  const app = new URL("./", script.src).href;
  const manifest = JSON.parse(script.dataset.assets || "null");
  const WISH = "handbook-live";
  const LINK = "#live:";

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

  // A reason why this page cannot go live, in words, or nothing.
  const obstacle = () => {
    if (!manifest) return "Live calculators are not part of this build of the book; the page shows a worked case.";
    if (location.protocol === "file:")
      return "Live calculators need a web server, and this page was opened as a file. In the book's folder, “make book” starts one.";
    if (typeof WebAssembly !== "object" || typeof Worker !== "function")
      return "Live calculators need WebAssembly, which this browser does not have or has switched off. The page shows a worked case.";
    return "";
  };

  // The wish to go live holds for this visit; storage may be forbidden.
  const remember = (wish) => {
    try {
      if (wish) sessionStorage.setItem(WISH, "1");
      else sessionStorage.removeItem(WISH);
    } catch {
      /* then it holds for this page only */
    }
  };
  const wished = () => {
    try {
      return sessionStorage.getItem(WISH) === "1";
    } catch {
      return false;
    }
  };

  // Inputs in the address: #live:led-efficiency?plqy=0.8;tolerance-factors?core=CsPbI3
  const linked = () => {
    const found = new Map();
    if (!location.hash.startsWith(LINK)) return found;
    for (const part of location.hash.slice(LINK.length).split(";")) {
      const [slug, query = ""] = part.split("?");
      found.set(slug, new Map(new URLSearchParams(query)));
    }
    return found;
  };

  // Number the calculators of the page: the second of a kind is called led-efficiency~2.
  const panels = () => {
    const seen = new Map();
    return [...document.querySelectorAll("article .hb-static")].map((panel) => {
      const { slug } = panel.dataset;
      seen.set(slug, (seen.get(slug) ?? 0) + 1);
      return { panel, slug: seen.get(slug) > 1 ? `${slug}~${seen.get(slug)}` : slug };
    });
  };

  // --- the bar under the title, and the status that floats while Python loads

  const words = make("span", { className: "hb-live-words" });
  const buttons = make("span", { className: "hb-live-buttons" });
  const bar = make("div", { className: "hb-live", role: "region", ariaLabel: "Live page" }, words, buttons);
  const status = make("p", { className: "hb-live-status", role: "status" });
  const progress = make("progress", { max: 1, value: 0, ariaLabel: "Loading Python" });
  const floatButtons = make("span", { className: "hb-live-buttons" });
  const float = make("div", { className: "hb-live-float", hidden: true }, status, progress, floatButtons);

  const button = (text, action, primary = false) =>
    make("button", { type: "button", className: primary ? "hb-button hb-primary" : "hb-button", onclick: action }, text);

  let page; // what page.mjs gives back while the page is live or loading
  let offered = []; // buttons in the panels of the calculators

  const showFloat = (text, { fraction, actions = [] } = {}) => {
    float.hidden = false;
    status.textContent = text;
    progress.hidden = fraction === undefined;
    if (fraction !== undefined) progress.value = fraction;
    // A button that is taken out and put back between press and release loses its click.
    const same = actions.length === floatButtons.children.length && actions.every((a, k) => a === floatButtons.children[k]);
    if (!same) floatButtons.replaceChildren(...actions);
  };
  const hideFloat = () => {
    float.hidden = true;
    floatButtons.replaceChildren();
  };

  const setState = (state) => {
    document.body.dataset.live = state;
    performance.mark(`live-${state}`);
  };

  function showStatic() {
    setState("static");
    hideFloat();
    const reason = obstacle();
    if (reason) words.textContent = reason;
    else {
      const has = document.querySelector("article .hb-static");
      const gain = has ? "Change the inputs of its calculators, edit its code." : "Edit and run its code.";
      const size = megabytes(manifest.bytes.start + manifest.bytes.figures);
      words.textContent = `${gain} Python runs in this page (${size} once); what you type stays here.`;
    }
    buttons.replaceChildren(...(reason ? [] : [button("Make this page live", start, true)]));
    offer();
  }

  // In each calculator's panel: a button, and what a link asks for.
  function offer() {
    offered.forEach((element) => element.remove());
    offered = [];
    const link = linked();
    const reason = obstacle();
    for (const { panel, slug } of panels()) {
      const values = link.get(slug);
      const parts = [];
      if (values) {
        const list = make("ul");
        for (const item of panel.querySelectorAll("li[data-key]")) {
          const value = values.get(item.dataset.key);
          if (value !== undefined) list.append(make("li", {}, `${item.dataset.label}: `, make("strong", {}, value)));
        }
        if (values.has("without"))
          list.append(make("li", {}, "A text or a file that an address does not carry: the live page asks for it."));
        const next = reason || "Below stands the worked case of the book; a live page computes with your inputs.";
        parts.push(make("p", {}, "The address of this page carries these inputs:"), list, make("p", {}, next));
      }
      const text = values ? "Make this page live with these inputs" : "Change the inputs: make this page live";
      if (!reason) parts.push(button(text, start, Boolean(values)));
      if (!parts.length) continue;
      const box = make("div", { className: values ? "hb-offer hb-offer-link" : "hb-offer" }, ...parts);
      panel.querySelector(".hb-static-title").after(box);
      offered.push(box);
      if (values) panel.scrollIntoView({ block: "start" });
    }
  }

  async function start() {
    if (page) return;
    remember(true);
    setState("loading");
    performance.mark("live-click");
    offered.forEach((element) => element.remove());
    buttons.replaceChildren();
    words.textContent = "Python is loading.";
    let cancelled = false;
    const cancel = button("Cancel", () => {
      cancelled = true;
      stop();
    });
    showFloat("Fetching Python", { fraction: 0, actions: [cancel] });
    const base = new URL("../", app).href;
    try {
      const { goLive } = await import(new URL("page.mjs", app).href);
      if (cancelled) return;
      page = goLive({
        assets: { app, runtime: `${base}${manifest.runtime}/`, archive: `${base}${manifest.package}/calculators.zip` },
        bytes: manifest.bytes,
        panels: panels(),
        linked,
        make,
        button,
        setState,
        progress: (text, fraction) => showFloat(text, { fraction, actions: [cancel] }),
        notice: (text) => (text ? showFloat(text) : hideFloat()),
      });
      const versions = await page.ready;
      bar.dataset.times = JSON.stringify(versions.times);
      hideFloat();
      words.textContent = `This page is live: Python ${versions.python} runs in it.`;
      buttons.replaceChildren(button("Restart", restart), button("Stop", stop));
    } catch (error) {
      if (!cancelled) fail(error.lost, error.message);
    }
  }

  function fail(lost, reason) {
    page?.stop();
    page = undefined;
    remember(false);
    showStatic();
    setState("failed");
    const text = {
      memory: "The browser gave Python too little memory. Close other tabs or programs and try again; the page shows the worked case.",
      python: `Python stopped working (${reason}). The page shows the worked case again.`,
    }[lost] ?? `Python could not be loaded (${reason}). If the network is there, reload the page and try again; the page shows the worked case.`;
    showFloat(text, { actions: [button("Try again", start), button("Close", hideFloat)] });
  }

  // Back to the page as it was printed.
  function stop() {
    page?.stop();
    page = undefined;
    remember(false);
    showStatic();
    buttons.querySelector("button")?.focus();
  }

  // A fresh Python with the first inputs.
  function restart() {
    page?.stop();
    page = undefined;
    if (location.hash.startsWith(LINK)) history.replaceState(null, "", location.pathname + location.search);
    start();
  }

  window.addEventListener("handbook-live-lost", ({ detail }) => fail(detail.lost, detail.words));
  window.addEventListener("hashchange", () => {
    if (!location.hash.startsWith(LINK)) return;
    if (page) page.apply(linked());
    else showStatic();
  });

  const title = document.querySelector("article h1");
  if (!title) return;
  title.after(bar);
  document.body.append(float);
  showStatic();
  if (wished() && !obstacle()) start();
})();
