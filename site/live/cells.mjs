// A cell of code on a live page: its outputs, and an editor for its source.

export class CellEditor {
  // A cell that the page does not show has no element: it can only run before others.
  constructor({ index, source, live, element, make, button, run, cells }) {
    Object.assign(this, { index, source, live, element, make, button, runInPython: run, cells });
    this.hasRun = false;
    this.printed = element?.querySelector(":scope .cell_output");
    this.printedChildren = this.printed ? [...this.printed.childNodes] : [];
  }

  // Where outputs go; made where the printed page has none.
  output() {
    if (!this.place) {
      this.place = this.printed ?? this.make("div", { className: "cell_output docutils container" });
      if (!this.printed) this.element.append(this.place);
    }
    return this.place;
  }

  // Run the source as it stands and show what it gives; nothing if it was deferred.
  async run(source = this.text(), defer = false) {
    const outputs = await this.runInPython(this, source, defer);
    if (!outputs) return outputs;
    this.hasRun = true;
    if (this.element) this.output().replaceChildren(...outputs.map((output) => this.show(output)));
    return outputs;
  }

  text() {
    return this.editor?.value ?? this.source;
  }

  show({ kind, content, node }) {
    const { make } = this;
    if (kind === "form") return make("div", { className: "output" }, node);
    if (kind === "html" || kind === "svg") {
      const box = make("div", { className: `output text_html hb-out-${kind}`, innerHTML: content });
      if (kind === "svg") box.querySelector("svg")?.setAttribute("role", "img");
      return box;
    }
    if (kind === "png") {
      const image = make("img", { src: `data:image/png;base64,${content}`, alt: "Output of the cell" });
      return make("div", { className: "output" }, image);
    }
    const className = kind === "error" ? "hb-error" : "";
    const box = make("pre", { className, textContent: content, tabIndex: 0 });
    if (kind === "error") box.setAttribute("role", "alert");
    return make("div", { className: "output stream highlight" }, box);
  }

  // Offer to edit the source of this cell.
  offer() {
    const input = this.element?.querySelector(".cell_input");
    if (!input || this.tools) return;
    this.input = input;
    this.tools = this.make("div", { className: "hb-cell-tools" }, this.button("Edit and run", () => this.edit()));
    input.after(this.tools);
  }

  edit() {
    const { make, button } = this;
    const id = `hb-cell-${this.index}`;
    const rows = this.source.split("\n").length + 1;
    this.editor = make("textarea", { id, className: "hb-editor", value: this.source, spellcheck: false, rows });
    this.editor.setAttribute("autocapitalize", "off");
    this.editor.setAttribute("wrap", "off");
    this.editor.onkeydown = (event) => {
      if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.runEdited();
      }
    };
    this.status = make("span", { className: "hb-cell-status", role: "status" });
    const label = make("label", { htmlFor: id }, "Python code of this cell; Shift + Enter runs it");
    const back = button("Back to the book’s code", () => this.discard());
    this.box = make("div", { className: "hb-cell-box" }, label, this.editor);
    this.input.hidden = true;
    this.input.after(this.box);
    this.runButton = button("Run", () => this.runEdited(), true);
    this.tools.replaceChildren(this.runButton, back, this.status);
    this.editor.focus();
  }

  // Run the edited source, after the cells above that have not run yet.
  async runEdited() {
    if (this.runButton.disabled) return;
    this.runButton.disabled = true;
    const notes = [];
    const before = this.live ? [] : this.cells().slice(0, this.index).filter((cell) => !cell.hasRun && !cell.live);
    if (before.length) this.status.textContent = "Running the cells above first …";
    for (const cell of before) {
      const outputs = await this.runInPython(cell, cell.text());
      cell.hasRun = true;
      const error = outputs.find((output) => output.kind === "error");
      if (error) notes.push(error.content.trim().split("\n").at(-1));
    }
    this.status.textContent = "Running … (Restart, at the top of the page, ends it)";
    const outputs = await this.run();
    const failed = outputs.some((output) => output.kind === "error");
    const end = failed ? "It ended with an error." : "Done.";
    this.status.textContent = notes.length ? `${end} A cell above could not run here: ${notes[0]}` : end;
    this.runButton.disabled = false;
  }

  // Back to the printed source and outputs.
  discard() {
    this.removeEditor();
    this.hasRun = false;
    if (this.live) this.run(this.source);
    else this.showPrinted();
    this.tools.replaceChildren(this.button("Edit and run", () => this.edit()));
    this.tools.querySelector("button").focus();
  }

  removeEditor() {
    this.box?.remove();
    this.editor = this.box = undefined;
    if (this.input) this.input.hidden = false;
  }

  showPrinted() {
    if (!this.element) return;
    if (this.printed) this.printed.replaceChildren(...this.printedChildren);
    else this.place?.remove();
    this.place = undefined;
  }

  // The page as it was printed.
  restore() {
    this.removeEditor();
    this.tools?.remove();
    this.tools = undefined;
    this.showPrinted();
  }
}
