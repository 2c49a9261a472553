// A live page: runs its live cells, shows their calculators, lets every cell be edited.

import { CellEditor } from "./cells.mjs";
import { Form } from "./form.mjs";
import { Session } from "./session.mjs";

export function goLive(ui) {
  const { make } = ui;
  const sources = JSON.parse(document.getElementById("hb-cells")?.textContent ?? "[]");
  const elements = [...document.querySelectorAll("article div.cell")];
  const forms = new Map(); // by the key that Python gives them
  let stopped = false;

  const session = new Session({
    progress({ received, words }) {
      if (stopped || versions) return;
      if (words) stage = words;
      const share = Math.min(1, received / ui.bytes.start);
      const [done, all] = [received, ui.bytes.start].map((bytes) => (bytes / 1e6).toFixed(1));
      const text = share < 1 ? `${stage} (${done} of ${all} MB)` : stage === "Fetching Python" ? "Starting Python" : stage;
      ui.progress(text, 0.9 * share);
    },
    loading({ name }) {
      const size = ui.bytes[name] ? ` (${Math.round(ui.bytes[name] / 1e6)} MB)` : "";
      ui.notice(name && `Loading ${NAMES[name] ?? name}${size}, which this calculation needs`);
    },
    state({ form, state, stamp }) {
      forms.get(form)?.show(state, stamp);
      remember();
      lookIfReady();
    },
    figure({ form, html }) {
      forms.get(form)?.showFigure(html);
      lookIfReady();
    },
    figuresReady({ failed }) {
      if (!failed) return;
      forms.forEach((form) => form.showFigure('<p class="hb-note">Figures could not be loaded; numbers work.</p>'));
      ui.setState("ready");
    },
    fatal(lost, words) {
      if (versions) dispatchEvent(new CustomEvent("handbook-live-lost", { detail: { lost, words } }));
    },
  });
  let stage = "Fetching Python";
  let versions;

  // Ready: no figure is missing any more.
  function lookIfReady() {
    const waiting = [...forms.values()].some((form) => form.waitsForFigure);
    if (!waiting && document.body.dataset.live === "numbers") ui.setState("ready");
  }

  // --- cells: those that the page does not show come with their source only

  let shown = 0;
  const cells = sources.map(({ source, tags, hidden }, index) => {
    const element = hidden ? undefined : elements[shown++];
    return new CellEditor({ index, source, live: tags.includes("live"), element, make, button: ui.button, run, cells: () => cells });
  });

  async function run(cell, source, defer) {
    const answer = await session.run(`${cell.index}`, source, defer);
    if (answer.deferred) return undefined;
    for (const key of [...forms.keys()]) if (key.split("/")[0] === `${cell.index}`) forms.delete(key);
    return answer.outputs.map((output) => ({ ...output, node: output.kind === "form" ? place(output) : undefined, ok: answer.ok }));
  }

  // --- calculators

  function place({ form: key, description, state }) {
    const count = [...forms.values()].filter((form) => form.description.slug === description.slug).length;
    const link = count ? `${description.slug}~${count + 1}` : description.slug;
    const form = new Form({ key, link, description, state, session, make, button: ui.button, address: () => address([form]) });
    forms.set(key, form);
    const values = ui.linked().get(link);
    if (values) form.apply(values);
    return form.element;
  }

  const address = (some) => `${location.href.split("#")[0]}#live:${some.map((form) => form.query()).join(";")}`;

  // Keep the inputs in the address, a moment after the last change.
  let timer;
  function remember() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const changed = [...forms.values()].filter((form) => form.changed());
      if (stopped) return;
      if (changed.length) history.replaceState(null, "", address(changed));
      else if (location.hash.startsWith("#live:")) history.replaceState(null, "", location.pathname + location.search);
    }, 300);
  }

  async function start() {
    try {
      versions = await session.start(ui.assets);
      ui.progress("Computing the calculators of this page", 0.95);
      const live = cells.filter((cell) => cell.live && cell.element);
      // What needs a package beyond NumPy comes last, so that the other numbers need not wait for it.
      const later = [];
      for (const cell of live) if (!(await cell.run(undefined, true))) later.push(cell);
      for (const cell of later) await cell.run();
      if (stopped) return versions;
      cells.forEach((cell) => cell.offer());
      ui.setState("numbers");
      lookIfReady();
      return versions;
    } catch (error) {
      versions = undefined;
      throw error;
    }
  }

  return {
    ready: start(),
    apply(link) {
      for (const form of forms.values()) if (link.has(form.link)) form.apply(link.get(form.link), true);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      session.stop();
      cells.forEach((cell) => cell.restore());
    },
  };
}

const NAMES = { matplotlib: "matplotlib", pandas: "pandas", scipy: "SciPy" };
