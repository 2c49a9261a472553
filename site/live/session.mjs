// One run of Python: a worker, and promises for what is asked of it.

export class Session {
  // `on` holds what to call: progress, loading, state, figure, figuresReady, fatal.
  constructor(on) {
    this.on = on;
    this.waiting = new Map();
    this.count = 0;
    this.worker = undefined;
  }

  // Start Python; resolves with the versions.
  start({ app, runtime, archive }) {
    return new Promise((resolve, reject) => {
      const fail = (lost, words) => {
        this.stop();
        reject(Object.assign(new Error(words), { lost }));
        this.on.fatal?.(lost, words);
      };
      this.worker = new Worker(new URL("worker.mjs", app), { type: "module" });
      this.worker.onerror = (event) => {
        event.preventDefault();
        const words = event.message ?? "the worker could not be loaded";
        fail(/memory|allocat/i.test(words) ? "memory" : "start", words);
      };
      this.worker.onmessage = ({ data }) => {
        if (data.kind === "ready") resolve(data.versions);
        else if (data.kind === "fatal") fail(data.lost, data.words);
        else if (this.waiting.has(data.id)) {
          this.waiting.get(data.id)(data);
          this.waiting.delete(data.id);
        } else this.on[data.kind]?.(data);
      };
      const boot = new URL("boot.py", app).href;
      this.worker.postMessage({ kind: "start", runtime, archive, boot });
    });
  }

  ask(message) {
    const id = `${++this.count}`;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker?.postMessage({ ...message, id });
    });
  }

  // Run a cell; resolves with {ok, outputs}, or {deferred} if it was not run.
  run(cell, source, defer = false) {
    return this.ask({ kind: "run", cell, source, defer });
  }

  // CSV, JSON and SVG of a calculator's result.
  async files(form) {
    return (await this.ask({ kind: "files", form })).files;
  }

  // Set inputs of a calculator; the answer comes as `state` with the stamp, and later as `figure`.
  update(form, values, files = [], stamp = 0) {
    this.worker?.postMessage({ kind: "update", form, values, files, stamp });
  }

  stop() {
    this.worker?.terminate();
    this.worker = undefined;
    this.waiting.clear();
  }
}
