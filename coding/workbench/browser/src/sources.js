// The sources by session, and how far each coder has come.
import { h } from "./dom.js";
import { day, number, say } from "./say.js";

export function sourceList(overview, open, chosen) {
  const sessions = overview.sessions.map((session) =>
    h(
      "section",
      { class: "session" },
      h("h3", {}, session.title || session.id || say("no_session"), session.date && h("time", { datetime: session.date }, day(session.date))),
      h("ul", {}, session.sources.map((source) => h("li", {}, sourceButton(source, open, chosen === source.name)))),
    ),
  );
  return sessions.length ? sessions : [h("p", { class: "empty" }, say("no_sources"))];
}

// The way to add files; a notebook adds them in a cell.
export function addLink() {
  return h("p", { class: "add" }, h("a", { href: "/sources/add" }, say("add_files")));
}

function sourceButton(source, open, chosen) {
  return h(
    "button",
    { type: "button", class: "source", "aria-current": chosen ? "true" : null, onclick: () => open(source.name) },
    h("span", { class: "name" }, source.name),
    progressIn(source),
  );
}

export function progressIn({ coders }) {
  return coders.length ? h("span", { class: "progress" }, coders.map((each) => progress(each))) : h("span", { class: "none" }, say("not_begun"));
}

function progress({ coder, codings, reach }) {
  const name = coder === "rule" ? say("rule") : coder;
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", { class: "fill" }));
  bar.firstChild.style.setProperty("width", `${Math.round(reach * 100)}%`);
  return [
    h("span", { class: "coder" }, name),
    bar,
    h("span", { class: "count", title: say("reach", { percent: Math.round(reach * 100) }) }, number(codings), h("span", { class: "sr" }, ` ${say("codings", { n: codings })}, ${say("reach", { percent: Math.round(reach * 100) })}`)),
  ];
}
