// Type to find a code; Enter takes it. What it means stands under the list, and a name there is not becomes a new code.
import { h, key, swatch } from "./dom.js";
import { ground } from "./ground.js";
import { say } from "./say.js";

const MOST = 60;

export function palette(bench, { title, quote, pick, create }) {
  const input = h("input", { type: "text", role: "combobox", id: "find-code", "aria-expanded": "true", "aria-controls": "found-codes", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false", placeholder: say(create ? "find_or_new" : "find_code") });
  const list = h("ul", { id: "found-codes", role: "listbox", "aria-label": say("codes") });
  const meaning = h("p", { class: "hint" });
  const dialog = h(
    "dialog",
    { class: "palette", "aria-labelledby": "palette-title" },
    h("h2", { id: "palette-title" }, title),
    quote && h("p", { class: "quote" }, `«${quote}»`),
    h("label", { for: "find-code", class: "sr" }, say("find_code")),
    input,
    list,
    meaning,
    h("p", { class: "keys" }, key("↑"), key("↓"), " ", say("choose"), " · ", key("Enter"), " ", say("take"), " · ", key("Esc"), " ", say("cancel")),
    h("p", { class: "buttons touched" }, h("button", { type: "button", class: "button quiet", onclick: () => close() }, say("cancel"))),
  );
  let found = [];
  let at = 0;

  function search() {
    const words = input.value.trim();
    found = matches(bench.codes, bench.recent, words);
    const same = bench.codes.some((each) => [each.label, each.name].some((name) => name.toLowerCase() === words.toLowerCase()));
    if (words && create && !same) found.push({ fresh: words });
    at = 0;
    show();
  }

  function show() {
    list.replaceChildren(
      ...found.map((each, n) => {
        const about = each.fresh
          ? [h("span", { class: "plus", "aria-hidden": "true" }, "+"), say("new_code", { name: each.fresh })]
          : [swatch(each.colour), h("span", { class: "label" }, each.label), each.parent && h("span", { class: "under" }, bench.label(each.parent))];
        return h("li", { role: "option", id: `code-option-${n}`, "aria-selected": String(n === at), onclick: () => take(n) }, about);
      }),
    );
    const code = found[at];
    if (code) input.setAttribute("aria-activedescendant", `code-option-${at}`);
    else input.removeAttribute("aria-activedescendant");
    meaning.textContent = !code ? say("no_code") : code.fresh ? say("new_code_hint") : code.definition || say("no_definition");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function take(n) {
    const code = found[n];
    if (!code) return;
    close();
    if (code.fresh) create(code.fresh);
    else pick(code.name);
  }

  function close() {
    dialog.close();
    dialog.remove();
    bench.text.pane.focus();
  }

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      at = (at + step + found.length) % Math.max(1, found.length);
      show();
    } else if (event.key === "Enter") {
      event.preventDefault();
      take(at);
    }
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  ground().append(dialog);
  dialog.showModal();
  search();
  input.focus();
}

// Those whose label begins with the words come first, then those with a word that does, then all that contain them.
function matches(codes, recent, words) {
  const wanted = words.toLowerCase();
  if (!wanted) return [...recent.map((name) => codes.find((each) => each.name === name)).filter(Boolean), ...codes.filter((each) => !recent.includes(each.name))].slice(0, MOST);
  const rank = ({ label, name }) => {
    const text = label.toLowerCase();
    if (text.startsWith(wanted)) return 0;
    if (text.split(/[\s/-]+/).some((each) => each.startsWith(wanted))) return 1;
    if (text.includes(wanted) || name.toLowerCase().includes(wanted)) return 2;
    return wanted.split(/\s+/).every((each) => text.includes(each)) ? 3 : 9;
  };
  return codes.map((code) => [rank(code), code]).filter(([order]) => order < 9).sort(([one], [other]) => one - other).map(([, code]) => code).slice(0, MOST);
}
