// Whose codings are shown: each coder in each round may be hidden.
import { h } from "./dom.js";
import { number, say } from "./say.js";

export const layerOf = (coding) => `${coding.coder}\u001f${coding.round}`;

export function layerChoice(codings, hidden, change, differences) {
  const counts = new Map();
  for (const each of codings) counts.set(layerOf(each), (counts.get(layerOf(each)) ?? 0) + 1);
  const shown = [...counts.keys()].filter((each) => !hidden.has(each)).length;
  const list = [...counts.keys()].sort().map((each, n) => {
    const [coder, round] = each.split("\u001f");
    const name = [coder === "rule" ? say("rule") : coder || say("nobody"), round !== "1" && round].filter(Boolean).join(" · ");
    const box = h("input", { type: "checkbox", id: `layer-${n}`, checked: !hidden.has(each), onchange: (event) => change(each, event.target.checked) });
    return h("li", {}, box, h("label", { for: `layer-${n}` }, name, h("span", { class: "count" }, number(counts.get(each)))));
  });
  return [h("summary", {}, say("coders_shown", { shown, of: counts.size })), h("ul", {}, list.length ? list : h("li", {}, say("no_codings")), differences && h("li", {}, h("a", { href: differences }, say("compare"))))];
}
