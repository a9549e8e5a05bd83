// What stands where one is: the words that would be coded, and every coding and memo on them.
import { h, key, shorten, swatch } from "./dom.js";
import { CERTAINTIES, certaintyOf } from "./doing.js";
import { say } from "./say.js";

const RECENT = 9;

export function target(bench) {
  const [start, end] = bench.cursor.target();
  const quote = shorten(bench.reading.text.slice(start, end), 150);
  const what = bench.cursor.marks ? "marked" : bench.cursor.unit;
  const recent = bench.recent.slice(0, RECENT).filter((name) => bench.code(name));
  return [
    h("p", { class: "quote" }, h("span", { class: "what" }, say(`target_${what}`)), " ", `«${quote}»`),
    bench.overview.may_code && h(
      "div",
      { class: "acts" },
      act("findCode", "Enter", say("code_words"), bench, "primary"),
      h("div", { class: "recent", role: "group", "aria-label": say("recent") }, recent.map((name, n) => pill(bench, name, n))),
      act("memo", "M", say("memo"), bench),
      send(bench, start, end),
      act("correctWords", "E", say("correct"), bench),
    ),
  ];
}

export const standing = (bench) => [h("h2", {}, say("standing")), memos(bench), suggestions(bench), codings(bench)];

function suggestions(bench) {
  const { suggestions: all } = bench;
  const here = all.here();
  if (!all.shown) return null;
  const told = all.asking ? say("suggesting") : all.listed.length ? say("suggestions_left", { n: all.listed.length }) : [say("no_suggestions"), ...all.problems].join(" ");
  return [
    h("p", { class: "left" }, told),
    here.length > 0 && h("ul", { class: "offers", "aria-label": say("suggestions_here") }, here.map((each, n) => offer(bench, each, each.id === all.at || (n === 0 && !here.some((one) => one.id === all.at))))),
  ];
}

function offer(bench, each, first) {
  const { score, indicator, words } = each;
  const why = [indicator && say("why_rule", { indicator }), score > 0 && say("why_model", { percent: Math.round(score * 100), words: words.map((word) => `«${word}»`).join(", ") })].filter(Boolean).join(" · ");
  const settle = (kind, name, shortcut) => h("button", { type: "button", class: `act ${kind}`, "aria-label": `${say(name)}: ${bench.label(each.code)}`, onclick: () => bench.suggestions.settle(kind, each.id) }, say(name), " ", first && key(shortcut));
  return h(
    "li",
    { class: first ? "first" : "" },
    h("p", { class: "offered" }, swatch(bench.colour(each.code)), h("span", { class: "label" }, bench.label(each.code), h("span", { class: "by" }, why))),
    h("p", { class: "acts" }, settle("accept", "accept", "+"), settle("refuse", "refuse", "-")),
  );
}

function pill(bench, name, n) {
  const label = bench.label(name);
  return h("button", { type: "button", class: "pill", title: label, onclick: () => bench.recentCode(n, false) }, key(String(n + 1)), swatch(bench.colour(name)), h("span", { class: "label" }, label));
}

function codings(bench) {
  const here = bench.here();
  if (!here.length) return h("p", { class: "empty" }, say("nothing_here"));
  return h("ul", { class: "codings", "aria-label": say("codings_here") }, here.map((each) => coding(bench, each)));
}

function coding(bench, each) {
  const active = each.id === bench.active;
  const by = [each.coder === "rule" ? say("rule") : each.coder || say("nobody"), each.round !== "1" && each.round, each.origin === "suggestion" && say("suggested"), each.certainty != null && certaintyOf(each.certainty)].filter(Boolean).join(" · ");
  const words = bench.reading.text.slice(each.start, each.end);
  return h(
    "li",
    { class: active ? "active" : "" },
    h(
      "button",
      { type: "button", class: "coding", "aria-pressed": String(active), onclick: () => bench.look(each.id) },
      swatch(bench.colour(each.code)),
      h("span", { class: "label" }, bench.label(each.code), h("span", { class: "by" }, by)),
      each.id < 0 && h("span", { class: "unsaved" }, say("unsaved")),
    ),
    active && [
      h("p", { class: "extent" }, `«${shorten(words, 120)}»`),
      each.note && h("p", { class: "note" }, each.note),
      h(
        "p",
        { class: "acts" },
        act("explainActive", "I", say("meaning"), bench),
        bench.mine(each)
          ? [
              act("recodeActive", "R", say("change_code"), bench),
              act("fitActive", "F", say("fit"), bench),
              edges(bench),
              act("noteActive", "N", each.note ? say("edit_note") : say("add_note"), bench),
              send(bench, each.start, each.end),
              certainty(bench, each),
              act("removeActive", "Delete", say("remove"), bench, "danger"),
            ]
          : [h("span", { class: "theirs" }, say("theirs", { coder: each.coder })), bench.overview.may_code && send(bench, each.start, each.end)],
      ),
    ],
  );
}

function certainty(bench, each) {
  const now = each.certainty ?? null;
  const values = CERTAINTIES.includes(now) ? CERTAINTIES : [...CERTAINTIES, now];
  const choice = h("select", { class: "act", "aria-label": say("certainty"), title: `${say("certainty")} (C)`, onchange: () => bench.certain(choice.value === "" ? null : Number(choice.value)) }, values.map((value) => h("option", { value: value ?? "", selected: value === now }, certaintyOf(value))));
  return choice;
}

function edges(bench) {
  const one = (side, step, sign) => h("button", { type: "button", class: "edge", "aria-label": say(`edge_${side}_${step > 0 ? "later" : "earlier"}`), title: say(`edge_${side}_${step > 0 ? "later" : "earlier"}`), onclick: () => bench.shiftEdge(side, step) }, sign);
  return h("span", { class: "edges", role: "group", "aria-label": say("edges") }, one("start", -1, "⇤"), one("start", 1, "↦"), one("end", -1, "↤"), one("end", 1, "⇥"));
}

function memos(bench) {
  const here = bench.memosHere();
  return here.length > 0 && h("ul", { class: "memos", "aria-label": say("memos_here") }, here.map((each) => h("li", {}, h("button", { type: "button", class: "memo", onclick: () => bench.editMemo(each.id) }, h("span", { class: "pen", "aria-hidden": "true" }, "✎"), h("span", { class: "text" }, shorten(each.title ? `${each.title}: ${each.text}` : each.text, 160)), h("span", { class: "by" }, each.author)))));
}

// A quote goes to a finding or to the report on a page of its own.
function send(bench, start, end) {
  if (!bench.server.pages) return null;
  const { source, version } = bench.reading;
  const where = new URLSearchParams({ source: source.name, start, end, version, units: "utf-16" });
  return h("a", { class: "act", href: `/send?${where}` }, say("send"));
}

function act(name, shortcut, text, bench, kind = "") {
  return h("button", { type: "button", class: `act ${kind}`, onclick: () => bench[name]() }, text, " ", key(shortcut));
}
