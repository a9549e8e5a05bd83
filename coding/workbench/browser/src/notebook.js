// The workbench as a widget of a notebook: in a shadow of its own, so that neither's looks or keys reach the other.
import look from "../../../../evaluation/app/web/pages/assets/workbench.css";
import { Channel } from "./channel.js";
import { h } from "./dom.js";
import { Page } from "./main.js";
import own from "./notebook.css";
import { say, speak } from "./say.js";
import { followTheme } from "./theme.js";
import bench from "./workbench.css";

const sheets = [look, bench, own].map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});
const views = new Map(); // widget → how many times it was shown

function render({ model, el }) {
  speak(model.get("language"));
  const name = model.get("name");
  const view = (views.get(name) ?? 0) + 1;
  views.set(name, view);
  const ended = new AbortController();
  const root = h("div", { id: "workbench" });
  const around = h("div", { class: "around", lang: model.get("language") }, root);
  const host = h("div", { class: "underveis", "data-lm-suppress-shortcuts": "true" });
  const tree = host.attachShadow({ mode: "open" });
  tree.adoptedStyleSheets = sheets;
  tree.append(around);
  around.style.height = `${model.get("height")}px`;
  el.append(host);
  followTheme(host, around, ended.signal);
  keepKeys(host);
  const channel = new Channel(model, `${name} ${view}`);
  const page = new Page(root, channel, { until: ended.signal, one: model.get("one") });
  // The landmarks of a notebook are its own: the parts of a pane are groups, with names that tell them from other panes'.
  const number = (globalThis.underveisPanes = (globalThis.underveisPanes ?? 0) + 1); // each widget has this module of its own
  for (const each of root.querySelectorAll("section")) {
    each.setAttribute("role", "group");
    if (number > 1) each.setAttribute("aria-label", `${each.getAttribute("aria-label")} ${number}`);
  }
  page.sources.setAttribute("role", "none");
  channel.gone = () => page.trouble({ error: { what: say("kernel_gone"), remedy: say("kernel_gone_remedy") } });
  keepPlace(page.bench.text.pane);
  page.start(model.get("source"));
  return () => ended.abort();
}

// What is typed here is nobody else's shortcut; all is saved already, so saving a page is not meant either.
function keepKeys(host) {
  for (const kind of ["keydown", "keypress", "keyup"]) host.addEventListener(kind, (event) => event.stopPropagation());
  host.addEventListener("keydown", (event) => (event.ctrlKey || event.metaKey) && event.key === "s" && event.preventDefault());
}

// A notebook takes away what is scrolled out of sight, and what comes back begins at its top: give it its place again.
function keepPlace(pane) {
  let [at, away] = [0, false];
  pane.addEventListener("scroll", () => (at = pane.scrollTop));
  new ResizeObserver(() => {
    if (away && pane.clientHeight) pane.scrollTop = at;
    away = !pane.clientHeight;
  }).observe(pane);
}

export default { render };
