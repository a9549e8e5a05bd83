// The codebook as a tree: colours, counts, and each code a key away from what it means.
import { h, swatch } from "./dom.js";
import { focused as focusedIn } from "./ground.js";
import { number, say } from "./say.js";

export class Tree {
  constructor(bench) {
    this.bench = bench;
    this.closed = new Set();
    this.list = h("ul", { class: "tree", role: "tree", "aria-label": say("codebook"), onkeydown: (event) => this.keys(event) });
  }

  show() {
    const { codes } = this.bench;
    const at = focusedIn(this.list);
    const focused = this.list.contains(at) ? at.dataset.code : null;
    const here = this.bench.counts();
    const hidden = new Set();
    const shown = codes.filter(({ name, parent }) => {
      const away = parent && (this.closed.has(parent) || hidden.has(parent));
      if (away) hidden.add(name);
      return !away;
    });
    const first = shown.some((each) => each.name === this.at) ? this.at : shown[0]?.name;
    this.list.classList.toggle("flat", codes.every((each) => !each.depth));
    this.list.replaceChildren(...shown.map((code) => this.row(code, here.get(code.name) ?? 0, code.name === first)));
    this.shown = codes;
    if (focused) this.focus(focused);
  }

  // The same codes with what has come and gone: nothing but the numbers is written anew.
  count() {
    if (this.shown !== this.bench.codes) return this.show();
    const here = this.bench.counts();
    for (const { dataset, lastChild: count } of this.list.children) {
      const [own, all] = [here.get(dataset.code) ?? 0, this.bench.inAll(this.bench.code(dataset.code), here.get(dataset.code) ?? 0)];
      write(count.querySelector("b"), number(own));
      write(count.querySelector(".all"), number(all));
    }
  }

  row(code, here, first) {
    const { bench } = this;
    const parent = bench.codes.some((each) => each.parent === code.name);
    const row = h(
      "li",
      {
        role: "treeitem",
        class: "leaf",
        tabindex: first ? "0" : "-1",
        "aria-level": code.depth + 1,
        "aria-expanded": parent ? String(!this.closed.has(code.name)) : null,
        "aria-selected": "false",
        "data-code": code.name,
        title: code.definition || null,
        onclick: (event) => (event.target.closest(".twist") ? this.twist(code.name) : bench.chosen(code.name)),
        onfocus: () => (this.at = code.name),
      },
      h("span", { class: `twist${parent ? "" : " none"}`, "aria-hidden": "true" }),
      swatch(code.colour),
      h("span", { class: "label" }, code.label),
      h("span", { class: "count" }, h("b", {}, number(here)), h("span", { class: "sr" }, ` ${say("here")}, `), h("span", { class: "all" }, number(bench.inAll(code, here))), h("span", { class: "sr" }, ` ${say("in_all")}`)),
    );
    row.style.setProperty("--depth", code.depth);
    row.addEventListener("pointerdown", (event) => event.preventDefault()); // the words stay marked
    return row;
  }

  twist(name, closed = !this.closed.has(name)) {
    if (closed) this.closed.add(name);
    else this.closed.delete(name);
    this.at = name;
    this.show();
  }

  focus(name) {
    const rows = [...this.list.children];
    const row = rows.find((each) => each.dataset.code === name) ?? rows[0];
    for (const each of rows) each.tabIndex = each === row ? 0 : -1;
    row?.focus();
  }

  keys(event) {
    const row = event.target.closest("[role=treeitem]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...this.list.children];
    const at = rows.indexOf(row);
    const code = this.bench.code(row.dataset.code);
    const go = (to) => rows[to] && this.focus(rows[to].dataset.code);
    const acts = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => (row.getAttribute("aria-expanded") === "false" ? this.twist(code.name, false) : go(at + 1)),
      ArrowLeft: () => (row.getAttribute("aria-expanded") === "true" ? this.twist(code.name, true) : code.parent && this.focus(code.parent)),
      Enter: () => this.bench.chosen(code.name),
      i: () => this.bench.explain(code.name),
      Escape: () => this.bench.text.pane.focus(),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
    if (event.key.startsWith("Arrow") && !this.list.contains(focusedIn(this.list))) this.focus(this.at);
  }
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
