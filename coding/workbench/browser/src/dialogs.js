// What is asked or told before one goes on: a memo, what a code means, which keys there are.
import { h, key, swatch } from "./dom.js";
import { focused, ground } from "./ground.js";
import { KEYS } from "./keys.js";
import { say } from "./say.js";

export const button = (text, onclick, kind = "quiet", type = "button") => h("button", { type, class: `button ${kind}`, onclick }, text);

// Opens a dialog; returns what closes it, whose `then` is called when it has been closed.
export function open(name, title, ...content) {
  const back = focused(ground());
  let after = () => {};
  const dialog = h("dialog", { class: name, "aria-labelledby": "dialog-title" }, h("h2", { id: "dialog-title" }, title), content);
  const close = () => {
    dialog.close();
    dialog.remove();
    back?.focus();
    after();
  };
  close.then = (call) => (after = call);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    close();
  });
  ground().append(dialog);
  dialog.showModal();
  return close;
}

export function writeNote(title, quote, text, save) {
  const area = h("textarea", { id: "note", rows: "6", maxlength: "20000" });
  area.value = text;
  const keep = () => {
    close();
    if (area.value.trim() !== text.trim()) save(area.value.trim());
  };
  area.addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && keep());
  const close = open(
    "note",
    title,
    quote && h("p", { class: "quote" }, `«${quote}»`),
    h("label", { for: "note" }, say("note_label")),
    area,
    h("p", { class: "buttons" }, button(say("save"), keep, "primary"), button(say("cancel"), () => close()), h("span", { class: "keys" }, key("Ctrl"), key("Enter"), " ", say("saves"))),
  );
  area.focus();
}

export function readNote(title, text) {
  const close = open("note", title, h("p", { class: "read" }, text), h("p", { class: "buttons" }, button(say("close"), () => close(), "primary")));
}

export function explain(code, label) {
  const told = ["definition", "include", "exclude", "example"].filter((each) => code[each]);
  const close = open(
    "meaning",
    "",
    told.length ? h("dl", {}, told.map((each) => h("div", { class: each }, h("dt", {}, say(each)), h("dd", {}, each === "example" ? `«${code[each].replace(/^[«"]|[»"]$/g, "")}»` : code[each])))) : h("p", {}, say("no_definition")),
    h("p", { class: "buttons" }, button(say("close"), () => close(), "primary")),
  );
  const title = ground().querySelector("#dialog-title");
  title.append(swatch(code.colour), label);
  if (code.parent) title.before(h("p", { class: "under" }, code.parent));
}

export function listKeys() {
  const groups = KEYS.map(({ title, keys }) =>
    h("section", {}, h("h3", {}, say(title)), h("dl", {}, keys.map(([names, text]) => h("div", {}, h("dt", {}, names.map((each) => key(each.startsWith("key_") ? say(each) : each))), h("dd", {}, say(text)))))),
  );
  const close = open("keys-list", say("keys_title"), h("p", {}, say("keys_note")), h("div", { class: "groups" }, groups), h("p", { class: "buttons" }, button(say("close"), () => close(), "primary")));
}
