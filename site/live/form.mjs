// A calculator on a live page: labelled HTML inputs, the result, the figure, files, link and code.

const LONGEST_LINK = 6000; // characters of inputs in an address; longer texts are left out
const WITHOUT = "without"; // names in an address what it does not carry
const CARRIED_NOT = new Set(["area", "upload"]);
let count = 0;

export class Form {
  constructor({ key, link, description, state, session, make, button, address }) {
    Object.assign(this, { key, link, description, session, make, button, address });
    this.first = Object.fromEntries(description.fields.map((field) => [field.key, field.value]));
    this.values = { ...this.first };
    this.absent = new Set(); // texts and files that a link could not carry
    this.controls = new Map();
    this.id = `hb-form-${++count}`;
    this.stamp = 0; // counts what was sent, so that the answer to the last is known
    this.build();
    this.show(state, this.stamp);
  }

  // --- elements

  build() {
    const { make, description } = this;
    const title = make("p", { className: "hb-form-title", id: `${this.id}-title` }, description.name);
    const fields = make("div", { className: "hb-fields" }, ...description.fields.map((field) => this.field(field)));
    this.result = make("div", { className: "hb-result", id: `${this.id}-result`, tabIndex: 0 });
    this.result.setAttribute("role", "group");
    this.result.setAttribute("aria-label", "Result");
    this.figure = make("div", { className: "hb-figure-place" });
    // Screen readers hear one short sentence, a moment after the last change.
    this.said = make("p", { className: "hb-hidden", role: "status" });
    this.note = make("span", { className: "hb-note", role: "status" });
    this.codeText = make("pre", { tabIndex: 0 });
    this.code = make("details", { className: "hb-code" }, make("summary", {}, "Show me the code"), this.codeText,
      this.button("Copy the code", () => this.copy(this.codeText.textContent, "The code is copied.")));
    this.needResult = [
      this.button("CSV", () => this.download("csv")),
      this.button("JSON", () => this.download("json")),
      this.button("SVG of the figure", () => this.download("svg")),
    ];
    const group = { className: "hb-group", role: "group", ariaLabel: "Download" };
    const downloads = make("span", group, "Download:", ...this.needResult);
    const actions = make("div", { className: "hb-actions" },
      this.button("First inputs", () => this.apply(new Map(), true)),
      this.button("Copy link", () => this.copyLink()), downloads, this.note);
    const parts = [title, fields, this.result, this.figure, actions, this.code, this.said];
    this.element = make("section", { className: "hb-form", id: this.id }, ...parts);
    this.element.setAttribute("aria-labelledby", title.id);
    this.acceptDrops();
  }

  field(field) {
    const { make } = this;
    const id = `${this.id}-${field.key}`;
    const label = make("label", { htmlFor: id }, field.label);
    if (field.unit) label.append(make("span", { className: "hb-unit" }, ` [${field.unit}]`));
    const box = make("div", { className: `hb-field hb-field-${field.kind}` }, label);
    const control = this[`make_${field.kind}`](field, id, box);
    control.error = make("span", { className: "hb-field-error", id: `${id}-error`, hidden: true });
    control.note = make("span", { className: "hb-field-note", id: `${id}-note`, hidden: true });
    box.append(control.error, control.note);
    this.controls.set(field.key, control);
    return box;
  }

  make_text({ key, hint, value, kind }, id, box) {
    const input = this.make("input", { id, type: "text", value, placeholder: hint, autocomplete: "off", spellcheck: false });
    input.setAttribute("autocapitalize", "off");
    if (kind === "number") input.inputMode = "decimal";
    input.oninput = () => this.change(key, input.value, 120);
    box.append(input);
    return { element: input, set: (text) => (input.value = text) };
  }

  make_number(field, id, box) {
    return this.make_text(field, id, box);
  }

  // A number from a source: suggestions, or the reader's own; empty it stands for what the placeholder says.
  make_sourced({ key, label, value, kind, ...offer }, id, box) {
    const input = this.make("input", { id, type: "text", value, spellcheck: false });
    input.setAttribute("autocapitalize", "off");
    const list = this.make("datalist", { id: `${id}-list` });
    input.setAttribute("list", list.id);
    const set = (text) => {
      input.value = text;
      clear.hidden = text === "";
    };
    // Browsers list only options that fit what stands in the field, so there is a way to empty it.
    const clear = this.button("×", () => {
      set("");
      this.change(key, "");
      input.focus();
    });
    clear.ariaLabel = `${label}: back to ${kind === "column" ? "the one that fits" : "what the empty field stands for"}`;
    clear.hidden = value === "";
    const offers = ({ hint, options }) => {
      input.placeholder = input.title = hint;
      const listed = [...list.options].map((option) => option.value);
      if (listed.join("\n") === options.join("\n")) return;
      list.replaceChildren(...options.map((option) => this.make("option", { value: option })));
    };
    offers(offer);
    input.oninput = () => {
      clear.hidden = input.value === "";
      this.change(key, input.value, 120);
    };
    box.append(this.make("span", { className: "hb-sourced" }, input, clear), list);
    return { element: input, set, offers };
  }

  // The name of a column of a file: those that it has are suggested.
  make_column(field, id, box) {
    return this.make_sourced(field, id, box);
  }

  make_area({ key, hint, value }, id, box) {
    const input = this.make("textarea", { id, rows: 4, value, placeholder: hint, spellcheck: false });
    input.oninput = () => {
      this.absent.clear();
      this.change(key, input.value, 250);
    };
    box.append(input);
    return { element: input, set: (text) => (input.value = text) };
  }

  make_choice({ key, options, value }, id, box) {
    const select = this.make("select", { id }, ...options.map((option) => this.make("option", { value: option }, option)));
    select.value = value;
    select.onchange = () => this.change(key, select.value);
    box.append(select);
    return { element: select, set: (text) => (select.value = text) };
  }

  // A slider and, beside it, its value to be typed: the text counts, so that nothing is clamped.
  make_fraction({ key, label, unit, whole, value }, id, box) {
    const slider = this.make("input", { id, type: "range", min: 0, max: whole, step: whole / 100 });
    const title = unit ? `${label} [${unit}]` : label;
    const typed = this.make("input", { type: "text", inputMode: "decimal", value, ariaLabel: `${title}, typed`, autocomplete: "off" });
    typed.className = "hb-slider-value";
    // Python tells where the slider stands; nowhere, as long as the text is refused.
    const place = (position) => {
      if (position !== null) slider.value = position;
      slider.setAttribute("aria-valuetext", position === null ? typed.value : `${position}${unit && ` ${unit}`}`);
    };
    slider.oninput = () => {
      typed.value = slider.value;
      place(slider.value);
      this.change(key, slider.value);
    };
    typed.oninput = () => this.change(key, typed.value, 120);
    box.append(this.make("span", { className: "hb-slider" }, slider, typed));
    return { element: slider, set: (text) => (typed.value = text), place, also: typed };
  }

  make_upload({ key, accept }, id, box) {
    const input = this.make("input", { id, type: "file", accept });
    input.onchange = () => this.takeFiles(key, [...input.files]);
    const name = this.make("span", { className: "hb-note", role: "status" });
    const clear = this.button("Remove the file", () => {
      input.value = "";
      this.takeFiles(key, []);
      input.focus();
    });
    clear.hidden = true;
    box.append(input, this.make("span", { className: "hb-note" }, "or drop it here; it does not leave this browser "), name, clear);
    return {
      element: input,
      set: () => {
        if (!this.values[key]) input.value = "";
      },
      named: (text) => {
        name.textContent = text ? `Uses ${text}.` : "";
        clear.hidden = !text;
      },
      lacks: () => {
        name.textContent = "The link was made with a file, which links do not carry.";
        clear.hidden = false;
      },
    };
  }

  // --- inputs

  // Send a change to Python, typed ones a moment after the last key.
  change(key, value, delay = 0) {
    this.values[key] = value;
    this.element.setAttribute("aria-busy", "true"); // until Python has answered
    this.pending = { ...this.pending, [key]: value };
    clearTimeout(this.timer);
    const send = () => {
      const values = this.pending;
      this.pending = undefined;
      this.send(values);
    };
    if (delay) this.timer = setTimeout(send, delay);
    else send();
  }

  send(values, files) {
    this.element.setAttribute("aria-busy", "true");
    this.stamp += 1;
    this.session.update(this.key, values, files, this.stamp);
  }

  async takeFiles(key, files) {
    const file = files[0];
    this.values[key] = file?.name ?? null;
    if (!file) this.absent.delete(key);
    this.controls.get(key).named(file?.name);
    if (!file) return this.send({ [key]: [] });
    if (file.size > 20e6) {
      this.values[key] = null;
      this.controls.get(key).named();
      this.note.textContent = `${file.name} is larger than 20 MB; a spectrum is not.`;
      return undefined;
    }
    this.lackNothing();
    this.controls.get(key).named(file.name);
    const id = `${this.key}-${key}`;
    const content = await file.arrayBuffer();
    return this.send({ [key]: [{ name: file.name, id }] }, [{ id, content }]);
  }

  // What is chosen or pasted takes the place of all that a link lacked.
  lackNothing() {
    for (const key of this.absent) this.controls.get(key).named?.();
    this.absent.clear();
  }

  acceptDrops() {
    const uploads = this.description.fields.filter((field) => field.kind === "upload");
    if (!uploads.length) return;
    const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    this.element.ondragover = (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      this.element.classList.add("hb-dropping");
    };
    this.element.ondragleave = () => this.element.classList.remove("hb-dropping");
    this.element.ondrop = (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      this.element.classList.remove("hb-dropping");
      const over = uploads.find((field) => this.controls.get(field.key).element.parentElement.contains(event.target));
      this.takeFiles((over ?? uploads[0]).key, [...event.dataTransfer.files]);
    };
  }

  // Take inputs of a link; with `whole`, all others go back to the first ones.
  apply(values, whole = false) {
    const { fields } = this.description;
    const known = fields.filter((field) => field.kind !== "upload");
    const lacking = (values.get(WITHOUT) ?? "").split(",");
    this.absent = new Set(fields.filter(({ key, kind }) => CARRIED_NOT.has(kind) && lacking.includes(key)).map(({ key }) => key));
    const strange = [...values.keys()].filter((key) => key !== WITHOUT && !fields.some((field) => field.key === key));
    this.note.textContent = strange.length ? `This form has no such input, and leaves it out of the link: ${strange.join(", ")}.` : "";
    const next = {};
    for (const { key, kind } of known) {
      if (kind === "area" && this.absent.has(key)) {
        next[key] = { absent: true };
        this.values[key] = "";
        this.controls.get(key).set("");
        continue;
      }
      const value = values.get(key) ?? (whole ? this.first[key] : undefined);
      if (value === undefined) continue;
      next[key] = this.values[key] = value;
      this.controls.get(key).set(value);
    }
    for (const { key, kind } of fields) {
      if (kind !== "upload" || !(whole || this.absent.has(key))) continue;
      next[key] = this.absent.has(key) ? [{ name: "", absent: true }] : [];
      this.values[key] = null;
      this.controls.get(key).set();
      this.controls.get(key)[this.absent.has(key) ? "lacks" : "named"]();
    }
    this.pending = undefined;
    clearTimeout(this.timer);
    this.send(next);
  }

  changed() {
    const differs = (key) => String(this.values[key]) !== String(this.first[key]);
    return this.absent.size > 0 || this.description.fields.some(({ key }) => differs(key));
  }

  // Inputs as part of an address. All of them: the book's first inputs may change. What it cannot carry is named, so
  // that nothing takes its place where the link is opened.
  query() {
    const filled = (key) => this.values[key] !== "" || this.first[key] !== "";
    const fields = this.description.fields.filter(({ key, kind }) => kind !== "upload" && filled(key));
    const write = (some) => new URLSearchParams(some.map(({ key }) => [key, String(this.values[key])])).toString();
    const lacking = new Set(this.absent);
    for (const { key, kind } of this.description.fields) if (kind === "upload" && this.values[key]) lacking.add(key);
    let text = write(fields.filter(({ key }) => !lacking.has(key)));
    this.leftOut = text.length > LONGEST_LINK;
    if (this.leftOut) {
      for (const { key, kind } of fields) if (kind === "area" && this.values[key] !== "") lacking.add(key);
      text = write(fields.filter(({ key }) => !lacking.has(key)));
    }
    const without = lacking.size ? `&${WITHOUT}=${[...lacking].join(",")}` : "";
    return `${this.link}?${text}${without}`;
  }

  // --- answers

  show(state, stamp) {
    this.state = state;
    for (const [key, offer] of Object.entries(state.offers ?? {})) this.controls.get(key).offers(offer);
    // An answer to inputs that have changed meanwhile is shown, but the form still waits for the next.
    if (stamp === this.stamp && !this.pending) {
      this.element.removeAttribute("aria-busy");
      this.adopt(state);
    }
    const open = new Set([...this.result.querySelectorAll("details[open] > summary")].map((s) => s.textContent));
    this.result.innerHTML = state.html;
    for (const summary of this.result.querySelectorAll("details > summary"))
      summary.parentElement.open = open.has(summary.textContent);
    for (const key of this.controls.keys()) this.describe(key, state.invalid?.[key], state.notes?.[key]);
    this.shortenMessage();
    this.codeText.textContent = state.code;
    this.code.hidden = !state.code;
    this.needResult.forEach((each) => (each.disabled = !state.ok));
    this.needResult[2].hidden = !state.figure && state.ok;
    this.waitsForFigure = state.figure;
    this.element.dataset.figure = state.figure ? "due" : "none";
    if (!state.figure) this.figure.replaceChildren();
    else if (!this.figure.childElementCount) {
      this.figure.replaceChildren(this.make("p", { className: "hb-note" }, "The figure follows …"));
    }
    clearTimeout(this.saying);
    if (this.said.isConnected) this.saying = setTimeout(() => this.say(), 700);
  }

  // Take over what Python has put into fields: the numbers of a chosen device, or nothing in place of a source that is
  // not offered any more.
  adopt(state) {
    for (const [key, value] of Object.entries(state.inputs ?? {})) {
      if (String(value) === String(this.values[key])) continue;
      this.values[key] = value;
      this.controls.get(key).set(value);
    }
    for (const [key, position] of Object.entries(state.positions ?? {})) this.controls.get(key).place(position);
  }

  // At a field: why it is refused, and how it was understood.
  describe(key, reason, words) {
    const { element, also, error, note } = this.controls.get(key);
    const said = [[error, reason], [note, words]].filter(([place, text]) => {
      place.hidden = text === undefined;
      place.textContent = text ?? "";
      return text !== undefined;
    });
    for (const input of [element, also].filter(Boolean)) {
      if (reason === undefined) input.removeAttribute("aria-invalid");
      else input.setAttribute("aria-invalid", "true");
      if (said.length) input.setAttribute("aria-describedby", said.map(([place]) => place.id).join(" "));
      else input.removeAttribute("aria-describedby");
    }
  }

  // The reason stands beside each field at fault; in place of the result it is for screen readers only.
  shortenMessage() {
    const { make, state } = this;
    const message = this.result.querySelector(".hb-message");
    const labels = this.description.fields.filter(({ key }) => key in (state.invalid ?? {})).map(({ label }) => `“${label}”`);
    if (!message || !labels.length) return;
    const whole = make("span", { className: "hb-hidden" }, `${message.innerText || message.textContent}. `);
    message.replaceChildren(whole, `No result: see ${labels.join(", ")}.`);
  }

  say() {
    if (!this.state.ok) return; // the message speaks for itself
    this.said.textContent = this.state.said ? `Result: ${this.state.said}` : "The result has changed.";
  }

  showFigure(html) {
    this.waitsForFigure = false;
    this.element.dataset.figure = "drawn";
    if (this.state.figure) this.figure.innerHTML = html;
  }

  // --- files, link, code

  async download(kind) {
    const text = (await this.session.files(this.key))[kind];
    if (!text) {
      this.note.textContent = "The figure is not loaded yet; try again in a moment.";
      return;
    }
    const type = { csv: "text/csv", json: "application/json", svg: "image/svg+xml" }[kind];
    const url = URL.createObjectURL(new Blob([text], { type }));
    const anchor = this.make("a", { href: url, download: `${this.description.slug}.${kind}` });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.note.textContent = `${anchor.download} is saved.`;
  }

  copyLink() {
    const address = this.address();
    const left = this.leftOut ? ["the pasted text, which is too long"] : [];
    if (this.description.fields.some(({ key, kind }) => kind === "upload" && this.values[key])) left.push("the file");
    this.copy(address, `The link is copied${left.length ? `, without ${left.join(" and ")}` : ""}.`);
  }

  async copy(text, done) {
    try {
      await navigator.clipboard.writeText(text);
      this.note.textContent = done;
    } catch {
      this.note.textContent = `Copy it from here: ${text}`;
    }
  }
}
