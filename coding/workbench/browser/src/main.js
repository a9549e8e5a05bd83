// Starts the workbench in the page it stands in, and lays its parts out.
import "./workbench.css";
import { Bench } from "./bench.js";
import { standing, target } from "./dock.js";
import { h, key } from "./dom.js";
import { layerChoice } from "./layers.js";
import { say } from "./say.js";
import { Server } from "./server.js";
import { sourceList } from "./sources.js";
import { Tree } from "./tree.js";

class Page {
  constructor(root) {
    this.root = root;
    const bench = (this.bench = new Bench(new Server(root), this));
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
    for (const each of [this.bottom, this.place]) each.addEventListener("pointerdown", (event) => event.target.closest("button") && event.preventDefault()); // the words stay marked
    this.codes = h("aside", { class: "codes", id: "codes", "aria-label": say("codebook") }, h("div", { class: "codebook" }, h("h2", {}, say("codebook"), h("span", { class: "legend" }, say("legend"))), this.tree.list));
    this.tabs = h("div", { class: "tabs", role: "group", "aria-label": say("panes") }, ["sources", "text", "codes"].map((name) => h("button", { type: "button", "data-pane": name, "aria-pressed": String(name === "text"), onclick: () => this.pane(name) }, say(`tab_${name}`))));
    const head = h("header", { class: "head" }, h("div", { class: "about" }, this.title, this.about = h("p", { class: "session" })), this.proposing, this.layers, h("div", { class: "tools" }, this.state, this.back, this.again, help));
    const main = this.main = h("section", { class: "text", "aria-label": say("text") }, head, this.alert, this.notice, h("p", { class: "sr", id: "pane-help" }, say("pane_help")), bench.text.pane, this.bottom, this.told);
    root.replaceChildren(h("h1", { class: "sr" }, say("page")), this.tabs, this.sources, main, this.codes);
    root.dataset.pane = "text";
    const narrow = matchMedia("(max-width: 56rem)");
    const settle = () => (narrow.matches ? this.main : this.codes).append(this.place); // beside the text, or under it
    narrow.addEventListener("change", settle);
    settle();
    document.addEventListener("keydown", (event) => this.pressed(event));
    window.addEventListener("popstate", () => bench.open(new URLSearchParams(location.search).get("source") ?? "", { replace: true }));
    document.addEventListener("click", (event) => !event.target.closest(".layers") && this.layers.removeAttribute("open"));
  }

  start() {
    const asked = new URLSearchParams(location.search);
    return this.bench.start(asked.get("source"), /^\d+$/.test(asked.get("at")) ? Number(asked.get("at")) : null);
  }

  // What the bench calls

  overview() {
    const { bench } = this;
    this.sources.replaceChildren(h("h2", {}, say("sources")), ...sourceList(bench.overview, (name) => this.choose(name), bench.reading?.source.name));
    this.tree.show();
    this.status(bench.outbox);
    this.proposing.hidden = this.back.hidden = this.again.hidden = !bench.overview.may_code;
  }

  opened({ replace, stay }) {
    const { reading, overview } = this.bench;
    const session = overview.sessions.find((each) => each.sources.some(({ name }) => name === reading.source.name));
    this.title.textContent = reading.source.name;
    this.about.textContent = [session?.title, overview.blind.length && say("blind", { rounds: overview.blind.join(", ") })].filter(Boolean).join(" · ");
    document.title = `${reading.source.name} – ${overview.title}`;
    if (!stay) {
      this.notice.replaceChildren();
      const address = new URL(location.href);
      address.searchParams.set("source", reading.source.name);
      if (!replace) address.searchParams.delete("at");
      history[replace ? "replaceState" : "pushState"](null, "", address);
    }
    this.overview();
  }

  counted() {
    if (!this.bench.overview) return;
    cancelAnimationFrame(this.counting);
    this.counting = requestAnimationFrame(() => {
      this.tree.show();
      const open = this.layers.open;
      this.layers.replaceChildren(...layerChoice([...this.bench.codings.values()], this.bench.hidden, (layer, shown) => this.bench.hide(layer, shown)));
      this.layers.open = open;
    });
  }

  dock() {
    cancelAnimationFrame(this.docking);
    if (!this.bench.places) return;
    this.docking = requestAnimationFrame(() => {
      renew(this.bottom, target(this.bench), this.bench.text.pane);
      renew(this.place, standing(this.bench), this.bench.text.pane);
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
    if (event.key !== "F6" || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const panes = [
      ["sources", () => (this.sources.querySelector("[aria-current]") ?? this.sources.querySelector("button"))?.focus(), this.sources],
      ["text", () => this.bench.text.pane.focus(), this.bench.text.pane],
      ["text", () => this.bottom.querySelector("button")?.focus(), this.bottom],
      ["codes", () => this.tree.focus(this.tree.at), this.tree.list],
      [this.main.contains(this.place) ? "text" : "codes", () => (this.place.querySelector("button") ?? this.place).focus(), this.place],
    ];
    const at = panes.findIndex(([, , pane]) => pane.contains(document.activeElement));
    const [name, go] = panes[(at + (event.shiftKey ? -1 : 1) + panes.length) % panes.length];
    this.pane(name);
    go();
  }
}

// New content in place of the old; the button that had the focus keeps it, or what stands in its place gets it.
function renew(element, content, otherwise) {
  const at = [...element.querySelectorAll("button, select")].indexOf(document.activeElement);
  const scrolled = element.querySelector(".recent")?.scrollLeft ?? 0;
  element.replaceChildren(...content.flat().filter(Boolean));
  if (scrolled) element.querySelector(".recent").scrollLeft = scrolled;
  if (at >= 0) (element.querySelectorAll("button, select")[at] ?? otherwise).focus();
}

function step(name, sign, shortcut, onclick) {
  const title = `${say(name)} (${shortcut})`;
  return h("button", { type: "button", class: "tool", disabled: true, onclick, "aria-label": say(name), title }, sign);
}

new Page(document.getElementById("workbench")).start();
