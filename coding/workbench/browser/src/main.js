// The parts of the workbench, laid out in the element they are given: that of a page, or of a notebook's output.
import { Bench } from "./bench.js";
import { standing, target } from "./dock.js";
import { h } from "./dom.js";
import { focused, stand } from "./ground.js";
import { layerChoice } from "./layers.js";
import { say } from "./say.js";
import { addLink, progressIn, sourceList } from "./sources.js";
import { Tree } from "./tree.js";

const NARROW = { many: 56, one: 44 }; // rem, as in the stylesheets

export class Page {
  // until: the signal that tells when it is taken away. address: where it is told what is open. one: no other source is offered.
  constructor(root, server, { until = new AbortController().signal, address = null, one = false } = {}) {
    Object.assign(this, { root, until, address, one });
    stand(root);
    for (const kind of ["focusin", "pointerdown"]) root.addEventListener(kind, () => stand(root));
    const bench = (this.bench = new Bench(server, this));
    this.tree = new Tree(bench);
    this.sources = h("nav", { class: "sources", id: "sources", "aria-label": say("sources") });
    this.title = h("h2", { class: "title" });
    this.layers = h("details", { class: "layers" });
    this.state = h("p", { class: "state", role: "status" });
    this.back = step("undo", "↶", "Z", () => bench.undo());
    this.again = step("redo", "↷", "⇧Z", () => bench.redo());
    this.proposing = h("button", { type: "button", class: "toggle", "aria-pressed": "false", onclick: () => bench.suggestions.toggle() }, say("suggestions"));
    const help = h("button", { type: "button", class: "tool", onclick: () => bench.listKeys(), "aria-label": say("keys_title"), title: say("keys_title") }, "?");
    this.alert = h("div", { class: "trouble", role: "alert" });
    this.notice = h("div", { class: "notice", role: "status" });
    this.told = h("p", { class: "sr", role: "log", "aria-live": "polite" });
    this.bottom = h("section", { class: "dock", "aria-label": say("dock") });
    this.place = h("section", { class: "standing", "aria-label": say("standing"), tabindex: "-1" });
    this.bottom.addEventListener("scroll", ({ target }) => target.matches(".recent") && (this.bottom.scrolledTo = target.scrollLeft), { capture: true, passive: true });
    for (const each of [this.bottom, this.place]) each.addEventListener("pointerdown", (event) => event.target.closest("button") && event.preventDefault()); // the words stay marked
    this.codes = h("section", { class: "codes", id: "codes", "aria-label": say("codebook") }, h("div", { class: "codebook" }, h("h2", {}, say("codebook"), h("span", { class: "legend" }, say("legend"))), this.tree.list));
    this.tabs = h("div", { class: "tabs", role: "group", "aria-label": say("panes") }, ["sources", "text", "codes"].map((name) => h("button", { type: "button", "data-pane": name, "aria-pressed": String(name === "text"), onclick: () => this.pane(name) }, say(`tab_${name}`))));
    const head = h("header", { class: "head" }, h("div", { class: "about" }, this.title, this.about = h("p", { class: "session" })), this.proposing, this.layers, h("div", { class: "tools" }, this.state, this.back, this.again, help));
    const main = this.main = h("section", { class: "text", "aria-label": say("text") }, head, this.alert, this.notice, h("p", { class: "sr", id: "pane-help" }, say("pane_help")), bench.text.pane, this.bottom, this.told);
    root.parentElement.classList.toggle("one", one);
    root.replaceChildren(h("h1", { class: "sr" }, say("page")), this.tabs, this.sources, main, this.codes);
    root.dataset.pane = "text";
    const resized = new ResizeObserver(() => this.settle());
    resized.observe(root);
    this.settle();
    const alone = root.getRootNode() === document;
    (alone ? document : root).addEventListener("keydown", (event) => this.pressed(event), { signal: until });
    document.addEventListener("click", (event) => !event.composedPath().includes(this.layers) && this.layers.removeAttribute("open"), { signal: until });
    until.addEventListener("abort", () => {
      resized.disconnect();
      bench.paint.end();
    });
  }

  // What stands where one is, beside the text or under it.
  settle() {
    const wide = this.root.clientWidth > NARROW[this.one ? "one" : "many"] * parseFloat(getComputedStyle(document.documentElement).fontSize);
    this.root.parentElement.classList.toggle("slim", !wide);
    const under = wide ? this.codes : this.main;
    if (this.place.parentElement !== under) under.append(this.place);
  }

  start(source, at = null) {
    return this.bench.start(source, at);
  }

  // What the bench calls

  overview() {
    const { bench } = this;
    this.listSources();
    this.tree.show();
    this.status(bench.outbox);
    this.proposing.hidden = this.back.hidden = this.again.hidden = !bench.overview.may_code;
  }

  listSources() {
    const { bench, sources } = this;
    const at = [...sources.querySelectorAll("button")].indexOf(focused(sources));
    sources.replaceChildren(h("h2", {}, say("sources")), ...sourceList(bench.overview, (name) => this.choose(name), bench.reading?.source.name), ...(bench.overview.may_code && bench.server.pages ? [addLink()] : []));
    if (at >= 0) sources.querySelectorAll("button")[at]?.focus({ preventScroll: true });
  }

  opened({ replace, stay }) {
    const { reading, overview } = this.bench;
    const session = overview.sessions.find((each) => each.sources.some(({ name }) => name === reading.source.name));
    this.title.textContent = reading.source.name;
    this.about.textContent = [session?.title, overview.blind.length && say("blind", { rounds: overview.blind.join(", ") })].filter(Boolean).join(" · ");
    if (!stay) this.notice.replaceChildren();
    this.address?.opened(reading.source.name, overview.title, { replace, stay });
    this.overview();
  }

  counted() {
    if (!this.bench.overview) return;
    cancelAnimationFrame(this.counting);
    this.counting = requestAnimationFrame(() => {
      this.recount();
      this.tree.count();
      const open = this.layers.open;
      this.layers.replaceChildren(...layerChoice([...this.bench.codings.values()], this.bench.hidden, (layer, shown) => this.bench.hide(layer, shown), this.differences()));
      this.layers.open = open;
    });
  }

  // What has come and gone in the open text is counted in the list of sources too.
  recount() {
    const { overview, reading, codings } = this.bench;
    const source = reading && overview.sessions.flatMap((each) => each.sources).find((each) => each.name === reading.source.name);
    if (!source) return;
    const found = new Map();
    for (const { coder, end } of codings.values()) {
      const { n, last } = found.get(coder) ?? { n: 0, last: 0 };
      found.set(coder, { n: n + 1, last: Math.max(last, end) });
    }
    const told = source.coders.filter(({ coder }) => found.has(coder)).map(({ coder }) => coder);
    const names = [...told, ...[...found.keys()].filter((each) => !told.includes(each))];
    source.coders = names.map((coder) => ({ coder, codings: found.get(coder).n, reach: found.get(coder).last / Math.max(1, reading.text.length) }));
    this.sources.querySelector("[aria-current]")?.lastChild.replaceWith(progressIn(source));
  }

  // Where the coders of the text that is open differ, where there is a page for it.
  differences() {
    const { differences } = this.root.dataset;
    const source = this.bench.reading?.source.name;
    return differences && source && `${differences}?${new URLSearchParams({ source, state: "all" })}`;
  }

  dock() {
    cancelAnimationFrame(this.docking);
    if (!this.bench.places) return;
    this.docking = requestAnimationFrame(() => {
      const { pane } = this.bench.text;
      const high = pane.clientHeight;
      renew(this.bottom, target(this.bench), this.bench.text.pane);
      renew(this.place, standing(this.bench), this.bench.text.pane);
      if (pane.clientHeight < high && pane.contains(focused(pane))) this.bench.text.reveal(this.bench.cursor.focus); // what one stands on is not covered
    });
  }

  suggesting() {
    const { shown, asking } = this.bench.suggestions;
    this.proposing.setAttribute("aria-pressed", String(shown));
    this.proposing.setAttribute("aria-busy", String(asking));
    this.dock();
  }

  status(outbox) {
    const { state, acts } = outbox;
    this.state.dataset.state = state;
    const text = say(`state_${state}`, { n: acts.length });
    if (this.state.textContent !== text) this.state.textContent = text;
  }

  steps(undo, redo) {
    this.back.disabled = !undo && !this.bench.outbox?.acts.length;
    this.again.disabled = !redo;
  }

  trouble(body) {
    const error = body?.error;
    const close = () => {
      this.alert.replaceChildren();
      this.bench.text.pane.focus();
    };
    this.alert.replaceChildren(...(body ? [h("p", {}, h("b", {}, error?.what ?? say("no_answer")), " ", error?.remedy ?? say("no_answer_remedy")), h("button", { type: "button", class: "tool", "aria-label": say("close"), onclick: close }, "×")] : []));
  }

  // What was done to the text, and what was lost by it; it stays until it is put away, or something else is done.
  tell(content) {
    const close = () => {
      this.notice.replaceChildren();
      this.bench.text.pane.focus();
    };
    const [first, ...rest] = content;
    this.notice.replaceChildren(h("div", {}, h("p", {}, first), rest), h("button", { type: "button", class: "tool", "aria-label": say("close"), onclick: close }, "×"));
  }

  announce(text, seen = false) {
    this.told.textContent = text;
    if (!seen) return;
    this.state.dataset.state = "hint";
    this.state.textContent = text;
    clearTimeout(this.hint);
    this.hint = setTimeout(() => this.status(this.bench.outbox), 4000);
  }

  // What one does outside of the text

  async choose(name) {
    await this.bench.open(name);
    this.pane("text");
    this.bench.text.pane.focus();
  }

  pane(name) {
    this.root.dataset.pane = name;
    for (const each of this.tabs.children) each.setAttribute("aria-pressed", String(each.dataset.pane === name));
  }

  pressed(event) {
    if (event.key !== "F6" || this.root.querySelector("dialog[open]")) return;
    event.preventDefault();
    const panes = [
      ["sources", () => (this.sources.querySelector("[aria-current]") ?? this.sources.querySelector("button"))?.focus(), this.sources],
      ["text", () => this.bench.text.pane.focus(), this.bench.text.pane],
      ["text", () => this.bottom.querySelector("button")?.focus(), this.bottom],
      ["codes", () => this.tree.focus(this.tree.at), this.tree.list],
      [this.main.contains(this.place) ? "text" : "codes", () => (this.place.querySelector("button") ?? this.place).focus(), this.place],
    ].slice(this.one ? 1 : 0);
    const at = panes.findIndex(([, , pane]) => pane.contains(focused(this.root)));
    const [name, go] = panes[(at + (event.shiftKey ? -1 : 1) + panes.length) % panes.length];
    this.pane(name);
    go();
  }
}

// New content in place of the old; the button that had the focus keeps it, or what stands in its place gets it.
function renew(element, content, otherwise) {
  const at = [...element.querySelectorAll("button, select")].indexOf(focused(element));
  const scrolled = element.scrolledTo ?? 0; // to ask the browser now would make it lay out the page
  element.replaceChildren(...content.flat().filter(Boolean));
  if (scrolled) element.querySelector(".recent").scrollLeft = scrolled;
  if (at >= 0) (element.querySelectorAll("button, select")[at] ?? otherwise).focus();
}

function step(name, sign, shortcut, onclick) {
  const title = `${say(name)} (${shortcut})`;
  return h("button", { type: "button", class: "tool", disabled: true, onclick, "aria-label": say(name), title }, sign);
}
