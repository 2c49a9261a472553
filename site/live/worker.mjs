// The worker of a live page: loads Python, runs cells, keeps calculators.
//
// Messages in:   {kind: "start", runtime, archive, boot}   addresses of the assets
//                {kind: "run", id, cell, source, defer}    run a cell; with `defer`, not if a package
//                                                          must be loaded for it first
//                {kind: "update", form, values, files, stamp}  set inputs of a calculator
//                {kind: "files", id, form}                 CSV, JSON and SVG of its result
// Messages out:  progress, ready, ran, state, figure, figuresReady, files, loading, fatal

let python, boot;
const PACKAGE_OF = { mpl_toolkits: "matplotlib", dateutil: "python-dateutil", PIL: "pillow" };

// --- progress: bytes of every file as they arrive

const plainFetch = globalThis.fetch;
let received = 0;
let reported = 0;
globalThis.fetch = async (...request) => {
  let answer;
  try {
    answer = await plainFetch(...request);
    if (!answer.ok) throw new Error(`${answer.status} for ${answer.url.split("/").at(-1)}`);
  } catch (error) {
    // Without its core, Python would wait for ever.
    if (!boot) postMessage({ kind: "fatal", lost: "start", words: error.message });
    throw error;
  }
  count(answer.clone()).catch(() => {});
  return answer;
};
async function count(answer) {
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    received += value.length;
    if (received - reported > 200_000) {
      reported = received;
      postMessage({ kind: "progress", received });
    }
  }
}
const step = (words) => postMessage({ kind: "progress", received, words });

// --- start

async function start({ runtime, archive, boot: bootAddress }) {
  const began = performance.now();
  const code = fetch(bootAddress).then((answer) => answer.text());
  const zip = fetch(archive).then((answer) => answer.arrayBuffer());
  code.catch(() => {});
  zip.catch(() => {});
  step("Fetching Python");
  const { loadPyodide } = await import(`${runtime}pyodide.mjs`);
  python = await loadPyodide({ indexURL: runtime, packages: ["numpy"] });
  const core = performance.now();
  step("Loading the calculators");
  python.unpackArchive(await zip, "zip");
  python.FS.writeFile("live_boot.py", await code);
  boot = python.pyimport("live_boot");
  const versions = JSON.parse(boot.start());
  const times = { core: core - began, calculators: performance.now() - core };
  postMessage({ kind: "ready", versions: { ...versions, times } });
}

// Package of this build that brings a module, or nothing.
function packageFor(module) {
  const packages = python.lockfile?.packages ?? {};
  const named = PACKAGE_OF[module] ?? module;
  return packages[named] ? named : undefined;
}

// Load the package that brings a module; false if the site does not have it.
const inVain = new Set();
async function bring(module) {
  const name = packageFor(module);
  if (!name || inVain.has(name)) return false;
  inVain.add(name); // a package that is asked for twice did not help the first time
  postMessage({ kind: "loading", name });
  try {
    await python.loadPackage(name, { messageCallback: () => {}, errorCallback: () => {} });
  } catch (error) {
    inVain.delete(name);
    throw new Error(`${name} could not be fetched (${error.message ?? error}); is the network there?`);
  } finally {
    postMessage({ kind: "loading", name: "" });
  }
  if (!python.loadedPackages[name]) {
    inVain.delete(name);
    throw new Error(`${name} could not be fetched; is the network there?`);
  }
  return true;
}

// Call a function of the boot module; if a module is missing, load its package and call again.
async function ask(name, ...values) {
  for (;;) {
    const answer = JSON.parse(boot[name](...values));
    if (!answer.missing) return answer;
    let words = `The module ${answer.missing} is not part of live pages.`;
    try {
      if (await bring(answer.missing)) continue;
    } catch (error) {
      words = String(error.message ?? error);
    }
    return { ...answer, unavailable: words };
  }
}

// --- tasks

const sentence = (words) => {
  const text = words.replace(/[&<>]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[c]);
  return `<div class="hb-message" role="alert">${text}</div>`;
};

const tasks = {
  start,
  async run({ id, cell, source, defer }) {
    const answer = defer ? JSON.parse(boot.run(cell, source)) : await ask("run", cell, source);
    if (defer && answer.missing) {
      postMessage({ kind: "ran", id, deferred: true });
      return;
    }
    if (answer.unavailable) {
      answer.ok = false;
      answer.outputs = [{ kind: "error", content: `${answer.unavailable}\n${answer.error ?? ""}` }];
    }
    postMessage({ kind: "ran", id, ...answer });
    for (const output of answer.outputs) if (output.kind === "form" && output.state.figure) due.add(output.form);
  },
  async update({ form, values, files = [], stamp }) {
    for (const file of files) boot.take_file(file.id, new Uint8Array(file.content));
    const state = await ask("update", form, JSON.stringify(values));
    if (state.unavailable) Object.assign(state, { html: sentence(state.unavailable), ok: false, figure: false, code: "" });
    postMessage({ kind: "state", form, state, stamp });
    if (state.figure) due.add(form);
    else due.delete(form);
  },
  async files({ id, form }) {
    postMessage({ kind: "files", id, files: JSON.parse(boot.files(form)) });
  },
};

// --- figures: loaded behind the numbers, in steps that let a moved slider pass

const STEPS = [
  "PIL.Image", "kiwisolver", "pyparsing", "dateutil.rrule", "matplotlib", "matplotlib.colors", "matplotlib.path",
  "matplotlib.font_manager", "matplotlib.ticker", "matplotlib.text", "matplotlib.axis", "matplotlib.axes",
  "matplotlib.figure", "matplotlib.backends.backend_svg",
];
const figures = { state: "not asked for", steps: [...STEPS] };

function loadFigures() {
  figures.state = "loading";
  const quiet = { messageCallback: () => {}, errorCallback: () => {} };
  python.loadPackage("matplotlib", quiet).catch(() => {}).then(() => {
    figures.state = python.loadedPackages.matplotlib ? "importing" : "not to be had";
    if (figures.state === "not to be had") postMessage({ kind: "figuresReady", failed: true });
    else if (!busy) work();
  });
}

// One step towards the figures that are due; false if there is nothing to do now.
async function drawNext() {
  if (!due.size) return false;
  if (figures.state === "not asked for") loadFigures();
  if (figures.state === "importing") {
    python.pyimport(figures.steps.shift()).destroy();
    if (!figures.steps.length) {
      figures.state = "ready";
      postMessage({ kind: "figuresReady" });
    }
    return true;
  }
  if (figures.state !== "ready") return false;
  const [form] = due;
  due.delete(form);
  const figure = await ask("draw", form);
  postMessage({ kind: "figure", form, html: figure.unavailable ? sentence(figure.unavailable) : figure.html });
  return true;
}

// Calculators whose figure is out of date: drawn when nothing more urgent waits.
const due = new Set();
const queue = [];
let busy = false;

// Let messages that have arrived meanwhile into the queue.
const breathe = () => new Promise((resume) => setTimeout(resume, 0));

async function work() {
  busy = true;
  for (;;) {
    await breathe();
    const task = queue.shift();
    try {
      if (task) await tasks[task.kind](task);
      else if (!(await drawNext())) break;
    } catch (error) {
      const lost = /memory|allocat/i.test(String(error)) ? "memory" : task?.kind === "start" ? "start" : "python";
      postMessage({ kind: "fatal", lost, words: String(error?.message ?? error).split("\n").at(-1) || String(error) });
      break;
    }
  }
  busy = false;
}

onmessage = ({ data }) => {
  // While a slider moves, only its newest position counts.
  const waiting = data.kind === "update" && queue.find((task) => task.kind === "update" && task.form === data.form);
  if (waiting) {
    Object.assign(waiting.values, data.values);
    waiting.stamp = data.stamp;
    waiting.files = [...(waiting.files ?? []), ...(data.files ?? [])];
  } else queue.push(data);
  if (!busy) work();
};
