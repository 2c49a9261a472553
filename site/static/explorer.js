/* Data explorer: filters, columns and files around DataTables (sorting, paging).
   Tables are loaded when they are chosen, as scripts, so that the page also works from disk. */
(() => {
  "use strict";
  const place = document.getElementById("hb-explorer");
  if (!place || !window.DataTable) return;
  const folder = document.currentScript.src.replace(/explorer\.js.*$/, "dataset/");
  const tables = JSON.parse(place.dataset.tables);
  const bibliography = "../reference/bibliography.html#cite-";
  const FACETS = ["shell_class", "material", "colour", "year_from", "year_to", "doubt"];
  const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";
  let shown = null; // the table on screen
  let grid = null; // its DataTable
  let mask = []; // which of its rows pass the filters
  let hits = 0; // counts searches, so that a late answer is dropped

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key in element && typeof value !== "string") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  };
  const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const plain = (text) => text.toLowerCase().replace(/[₀-₉]/g, (c) => SUBSCRIPTS.indexOf(c));
  const heading = (column) =>
    column.title + (column.unit && !["-", "see unit"].includes(column.unit) ? ` [${column.unit}]` : "");

  const loading = {};
  const script = (name) =>
    (loading[name] ||= new Promise((resolve, reject) => {
      const element = make("script", { src: `${folder}${name}.js` });
      element.onload = resolve;
      element.onerror = () => {
        delete loading[name];
        reject(new Error(name));
      };
      document.head.append(element);
    }));
  const load = async (name) => {
    await script(name);
    const table = window.hbTables[name];
    table.texts ||= table.rows.map((row) => plain(row.join("\n")));
    return table;
  };

  /* Empty cells go last in either direction. */
  const order = (sign) => (a, b) => (a === null ? 1 : b === null ? -1 : sign * (a < b ? -1 : a > b ? 1 : 0));
  DataTable.ext.type.order["hb-asc"] = order(1);
  DataTable.ext.type.order["hb-desc"] = order(-1);
  DataTable.ext.errMode = "throw";

  /* ---- the form ---- */
  const select = make("select", { id: "hb-x-table" });
  for (const t of tables) select.append(make("option", { value: t.name }, `${t.title} (${t.rows})`));
  const search = make("input", { id: "hb-x-search", type: "search", placeholder: "such as CsPbBr3 ZnS", autocomplete: "off" });
  const inputs = {
    shell_class: make("select"),
    material: make("input", { type: "text", list: "hb-x-materials", autocomplete: "off" }),
    colour: make("select"),
    year_from: make("input", { type: "number", inputmode: "numeric", min: "1900", max: "2100" }),
    year_to: make("input", { type: "number", inputmode: "numeric", min: "1900", max: "2100" }),
    doubt: make("select"),
  };
  const labels = {
    shell_class: "Shell class",
    material: "Material",
    colour: "Colour",
    year_from: "Year from",
    year_to: "Year to",
    doubt: "Doubts",
  };
  const facetOf = { year_from: "year", year_to: "year" };
  const materials = make("datalist", { id: "hb-x-materials" });
  const field = (label, input) => make("div", { class: "hb-x-field" }, make("label", { for: input.id }, label), input);
  const filters = make("div", { class: "hb-x-row" });
  for (const [name, input] of Object.entries(inputs)) {
    input.id = `hb-x-${name}`;
    filters.append(field(labels[name], input));
  }
  const reset = make("button", { type: "button", class: "hb-x-button" }, "Clear filters");
  const save = make("button", { type: "button", class: "hb-x-button" }, "Download these rows (CSV)");
  const works = make("button", { type: "button", class: "hb-x-button" }, "Download their works (BibTeX)");
  const sortBy = make("select", { id: "hb-x-sort" });
  const sortDown = make("select", { id: "hb-x-dir" }, make("option", { value: "asc" }, "rising"), make("option", { value: "desc" }, "falling"));
  const chooser = make("fieldset", { class: "hb-x-chooser" }, make("legend", {}, "Columns shown"));
  const columnsBox = make("details", { class: "hb-x-columns" }, make("summary", {}, "Columns"), chooser);
  const status = make("p", { class: "hb-x-status", role: "status" });
  const elsewhere = make("p", { class: "hb-x-elsewhere" });
  const about = make("p", { class: "hb-x-about" });
  const holder = make("div", { class: "hb-x-grid" });
  // DataTables fixes `delegateTarget` on the events it has seen, which trips the theme's copy buttons.
  holder.addEventListener("click", (event) => event.stopPropagation());
  const form = make(
    "form",
    { class: "hb-x-form", role: "search", "aria-label": "Search the dataset" },
    make("div", { class: "hb-x-row" }, field("Table", select), field("Search in all columns", search)),
    filters,
    materials,
    make(
      "div",
      { class: "hb-x-row hb-x-narrow" },
      field("Sort by", sortBy),
      field("Direction", sortDown),
    ),
    make("div", { class: "hb-x-row hb-x-actions" }, columnsBox, reset, save, works),
  );
  form.addEventListener("submit", (event) => event.preventDefault());

  /* ---- cells ---- */
  const cell = (table, i, column, value) => {
    if (column.name === "flag") {
      const note = table.noteAt < 0 ? "" : table.rows[i][table.noteAt];
      if (!value && !note) return "";
      const word = value ? value.replaceAll(";", ", ") : "note";
      return note
        ? `<details class="${value ? "hb-x-doubt" : "hb-x-note"}"><summary>${escape(word)}</summary>${escape(note)}</details>`
        : escape(word);
    }
    if (!value) return "";
    if (column.name === "citation" || column.name === "other_source" || column.name === "source") {
      return value
        .split(";")
        .map((key) => (/\d{4}[a-z]?$/.test(key) ? `<a href="${bibliography}${escape(key)}">${escape(key)}</a>` : escape(key)))
        .join(", ");
    }
    return escape(value);
  };

  const draw = (table) => {
    if (grid) grid.destroy(true);
    holder.replaceChildren();
    table.noteAt = table.columns.findIndex((c) => c.name === "note");
    table.flagAt = table.columns.findIndex((c) => c.name === "flag");
    // The doubt stands second, where no one has to scroll for it.
    table.order ||= (() => {
      const all = table.columns.map((_, k) => k).filter((k) => k !== table.flagAt);
      if (table.flagAt >= 0) all.splice(1, 0, table.flagAt);
      return all;
    })();
    const element = make("table", { class: "table hb-x-table", "aria-label": table.title });
    holder.append(element);
    grid = new DataTable(element, {
      data: table.rows.map((_, i) => [i]),
      columns: table.order.map((k) => {
        const column = table.columns[k];
        const number = column.type === "number" || column.type === "integer";
        return {
          title: escape(heading(column)),
          type: "hb",
          visible: column.shown,
          className: number ? "hb-number" : "",
          orderSequence: ["asc", "desc", ""],
          render: (_, type, [i]) => {
            const value = table.rows[i][k];
            if (type === "display") return cell(table, i, column, value);
            if (type === "sort") return value === "" ? null : number ? Number(value) : plain(value);
            return "";
          },
          data: null,
          createdCell: (td, _, [i]) => {
            td.dataset.label = heading(column);
            td.setAttribute("role", "cell");
            const empty = table.rows[i][k] === "" && !(k === table.flagAt && table.noteAt >= 0 && table.rows[i][table.noteAt]);
            if (empty) td.classList.add("hb-x-empty");
            if (table.rows[i][k].length > 40) td.classList.add("hb-x-long");
          },
        };
      }),
      order: [],
      autoWidth: false,
      pageLength: 25,
      searching: true,
      lengthMenu: [10, 25, 100, { label: "all", value: -1 }],
      layout: { topStart: null, topEnd: null, bottomStart: "pageLength", bottomEnd: "paging" },
      language: {
        zeroRecords: "No row passes these filters.",
        emptyTable: "This table is empty.",
        lengthMenu: "_MENU_ rows a page",
        aria: { orderable: ": sort", orderableReverse: ": sort the other way", orderableRemove: ": no sorting" },
      },
      createdRow: (tr, [i]) => {
        tr.setAttribute("role", "row");
        if (table.flagAt >= 0 && table.rows[i][table.flagAt]) tr.classList.add("hb-x-flagged");
      },
    });
    grid.search.fixed("filters", (_, row) => mask[row[0]]);
    grid.on("order", syncSort);
    element.setAttribute("role", "table");
    for (const part of element.querySelectorAll("thead, tbody")) part.setAttribute("role", "rowgroup");
    for (const row of element.querySelectorAll("thead tr")) row.setAttribute("role", "row");
    for (const head of element.querySelectorAll("thead th")) {
      head.setAttribute("role", "columnheader");
      head.setAttribute("scope", "col");
    }
    const scroller = make("div", { class: "hb-x-scroll", role: "region", tabindex: "0", "aria-label": `${table.title}, scrolls sideways` });
    element.replaceWith(scroller);
    scroller.append(element);
  };

  const options = (input, values, all) =>
    input.replaceChildren(make("option", { value: "" }, all), ...values.map((v) => make("option", { value: v }, v)));
  const distinct = (values) => [...new Set(values.filter(Boolean))].sort((a, b) => a.localeCompare(b));

  const fill = (table) => {
    const facets = table.facets;
    options(inputs.shell_class, distinct(facets.shell_class || []), "all");
    options(inputs.colour, distinct(facets.colour || []), "all");
    options(inputs.doubt, ["only with a doubt", "only without"], "all");
    materials.replaceChildren(
      ...distinct((facets.material || []).flatMap((m) => m.split("; "))).map((m) => make("option", { value: m })),
    );
    for (const [name, input] of Object.entries(inputs)) {
      const there = name === "doubt" ? table.columns.some((c) => c.name === "flag") : (facetOf[name] || name) in facets;
      input.parentElement.hidden = !there;
    }
    works.hidden = !table.columns.some((c) => c.name === "citation");
    const years = (facets.year || []).flat();
    inputs.year_from.placeholder = years.length ? String(Math.min(...years)) : "";
    inputs.year_to.placeholder = years.length ? String(Math.max(...years)) : "";
    sortBy.replaceChildren(make("option", { value: "" }, "as in the paper"));
    table.order.forEach((k, at) => sortBy.append(make("option", { value: String(at) }, heading(table.columns[k]))));
    chooser.replaceChildren(
      chooser.firstElementChild,
      ...table.order.map((k, at) => {
        const column = table.columns[k];
        const box = make("input", { type: "checkbox", id: `hb-x-column-${at}`, checked: column.shown });
        box.addEventListener("change", () => {
          column.shown = box.checked;
          grid.column(at).visible(box.checked);
        });
        const label = make("label", { for: box.id }, heading(column));
        if (column.description) label.title = column.description;
        return make("span", { class: "hb-x-check" }, box, label);
      }),
    );
    about.replaceChildren(
      `${table.description.replace(/\.$/, "")}. `,
      make("a", { href: `dictionary.html#table-${table.name}` }, "What the columns mean"),
    );
  };

  const syncSort = () => {
    const [at, direction] = (grid.order()[0] || []).flat();
    sortBy.value = direction ? String(at) : "";
    if (direction) sortDown.value = direction;
  };

  /* ---- filtering ---- */
  const words = () => plain(search.value).split(/\s+/).filter(Boolean);
  const active = (name) => !inputs[name].parentElement.hidden && inputs[name].value.trim();
  const filter = () => {
    const wanted = words();
    const { facets, flagAt } = shown;
    const material = plain(active("material") || "");
    const from = Number(active("year_from")) || -Infinity;
    const to = Number(active("year_to")) || Infinity;
    const years = from > -Infinity || to < Infinity;
    const [shellClass, colour, doubt] = [active("shell_class"), active("colour"), active("doubt")];
    mask = shown.rows.map(
      (row, i) =>
        wanted.every((w) => shown.texts[i].includes(w)) &&
        (!shellClass || facets.shell_class[i] === shellClass) &&
        (!material || plain(facets.material[i]).includes(material)) &&
        (!colour || facets.colour[i] === colour) &&
        (!years || facets.year[i].some((y) => y >= from && y <= to)) &&
        (!doubt || Boolean(row[flagAt]) === (doubt === "only with a doubt")),
    );
    grid.draw();
    const count = mask.filter(Boolean).length;
    status.textContent = `${count} of ${shown.rows.length} rows`;
    save.disabled = !count;
    works.disabled = !count;
    remember();
    others(wanted);
  };

  /* Where else the words stand; the other tables are loaded for it. */
  const others = async (wanted) => {
    const mine = ++hits;
    elsewhere.replaceChildren();
    if (!wanted.length || wanted.join("").length < 2) return;
    const found = [];
    for (const { name, title } of tables) {
      if (name === shown.name) continue;
      const table = await load(name).catch(() => null);
      if (mine !== hits) return;
      const count = table ? table.texts.filter((text) => wanted.every((w) => text.includes(w))).length : 0;
      if (count) found.push([name, title, count]);
    }
    if (!found.length) return;
    elsewhere.append("Also in: ");
    for (const [name, title, count] of found) {
      const button = make("button", { type: "button", class: "hb-x-link" }, `${title} (${count})`);
      button.addEventListener("click", () => choose(name).then(() => select.focus()));
      elsewhere.append(button, " ");
    }
  };

  /* The address holds what is shown, so that a view can be passed on. */
  const remember = () => {
    const state = new URLSearchParams({ table: shown.name });
    if (search.value) state.set("q", search.value);
    for (const name of FACETS) if (active(name)) state.set(name, inputs[name].value);
    history.replaceState(null, "", `#${state}`);
  };

  const csv = () => {
    const quote = (v) => (/[",\n\r]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v);
    const order = grid.rows({ search: "applied", order: "applied" }).data().toArray();
    const lines = [shown.columns.map((c) => c.name), ...order.map(([i]) => shown.rows[i])];
    return lines.map((line) => line.map(quote).join(",")).join("\n") + "\n";
  };
  const download = (text, type, name) => {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  const stem = () => shown.name.replaceAll("/", "-") + (mask.every(Boolean) ? "" : "-filtered");
  save.addEventListener("click", () => download(csv(), "text/csv", `${stem()}.csv`));
  works.addEventListener("click", async () => {
    const table = shown;
    const passed = mask;
    const at = table.columns.findIndex((c) => c.name === "citation");
    const keys = new Set(table.rows.filter((_, i) => passed[i]).flatMap((row) => row[at].split(";")));
    try {
      await script("references");
    } catch {
      status.textContent = "The bibliography could not be loaded.";
      return;
    }
    const entries = [...keys].sort().map((key) => window.hbReferences[key]);
    download(entries.filter(Boolean).join("\n\n") + "\n", "application/x-bibtex", `${stem()}.bib`);
  });
  reset.addEventListener("click", () => {
    search.value = "";
    for (const input of Object.values(inputs)) input.value = "";
    filter();
  });
  const sort = () => {
    grid.order(sortBy.value ? [[Number(sortBy.value), sortDown.value]] : []).draw();
  };
  sortBy.addEventListener("change", sort);
  sortDown.addEventListener("change", sort);
  let timer = 0;
  for (const input of [search, ...Object.values(inputs)]) {
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(filter, input.tagName === "SELECT" ? 0 : 120);
    });
  }

  const choose = async (name, state = new URLSearchParams()) => {
    select.value = name;
    status.textContent = "Loading …";
    try {
      shown = await load(name);
    } catch {
      status.textContent = `The table ${name} could not be loaded.`;
      return;
    }
    mask = shown.rows.map(() => true);
    const kept = Object.fromEntries(FACETS.map((f) => [f, state.get(f) ?? inputs[f].value]));
    draw(shown);
    fill(shown);
    for (const f of FACETS) inputs[f].value = kept[f]; // a value that this table does not have becomes "all"
    for (const f of FACETS) if (inputs[f].tagName === "SELECT" && inputs[f].selectedIndex < 0) inputs[f].selectedIndex = 0;
    filter();
  };
  select.addEventListener("change", () => choose(select.value));

  const start = async () => {
    const state = new URLSearchParams(location.hash.slice(1));
    const name = tables.some((t) => t.name === state.get("table")) ? state.get("table") : place.dataset.first;
    await load(name).catch(() => null);
    search.value = state.get("q") || "";
    const asked = location.hash;
    place.replaceChildren(form, about, status, elsewhere, holder);
    await choose(name, state);
    // Another anchor of the page was asked for: leave the address and the view to it.
    if (asked && !state.has("table")) history.replaceState(null, "", asked);
    performance.mark("hb-explorer-drawn");
    place.dataset.ready = "yes";
  };
  start();
})();
