// Putting the text right: words, turns, who speaks and names. What cannot follow is shown before it is done, and after.
import { button, open } from "./dialogs.js";
import { h, shorten, swatch } from "./dom.js";
import { edits } from "./places.js";
import { language, say } from "./say.js";

const LONGEST = 4000; // units of a turn that is put right whole; in a longer one it is the sentence
const PAUSE = 350; // milliseconds after the last letter before it is asked what it would do

export class Correcting {
  constructor(bench) {
    this.bench = bench;
    this.shown = null; // the dialog that is open on words somebody else may put right meanwhile
  }

  // The block one stands in, if it can be put right; else a hint.
  block() {
    const { bench } = this;
    const [start, end] = bench.cursor.marks ? bench.cursor.target() : [bench.cursor.focus, bench.cursor.focus + 1];
    const parts = bench.places.parts(start, end);
    if (parts.length === 1) return bench.places.blocks[parts[0][0]];
    bench.page.announce(say(parts.length ? "correct_one_turn" : "withdrawn"), true);
    return null;
  }

  turn() {
    const block = this.block();
    if (block?.kind === "turn") return block;
    if (block) this.bench.page.announce(say("correct_no_turn"), true);
    return null;
  }

  send(path, content) {
    const { bench } = this;
    return bench.server.ask("POST", path, { source: bench.reading.source.name, since: bench.revision, version: bench.reading.version, ...content });
  }

  // It is done: show the text as it is now, and what was lost.
  async done(body, told) {
    const { bench } = this;
    await bench.heard(bench.reading.source.name, body);
    bench.page.tell([told, ...told_of(bench, body.did)]);
    bench.text.pane.focus();
  }

  failed(status, body) {
    return status === 0 || status >= 500 ? say("correct_not_sent") : [body.error?.what, body.error?.remedy].filter(Boolean).join(" ") || say("not_saved");
  }

  // Words

  words() {
    const { bench } = this;
    const block = this.block();
    if (!block) return;
    const whole = block.end - block.start <= LONGEST ? [block.start, block.end] : bench.places.trimmed(...bench.places.at("sentence", bench.cursor.focus));
    const place = bench.cursor.marks ? bench.cursor.target() : bench.places.trimmed(...whole);
    const at = { start: place[0], end: place[1], was: bench.reading.text.slice(...place) };
    const area = h("textarea", { id: "correct-words", rows: String(Math.min(12, Math.max(3, Math.ceil(at.was.length / 60)))), maxlength: "20000", spellcheck: "true", lang: bench.reading.source.language });
    const [effect, clash, fault] = ["effect", "clash", "fault"].map((name) => h("div", { class: name, role: name === "fault" ? "alert" : "status" }));
    const save = button(say("correct_save"), () => keep(), "primary");
    let tried = null; // the words that what is shown is about
    let timer = 0;
    area.value = at.was;

    const content = () => ({ start: at.start, end: at.end, words: area.value });
    const look = async () => {
      const words = area.value;
      if (words === at.was) return show(null, words);
      const { status, body } = await this.send("words/preview", content());
      if (area.value !== words || !this.shown) return null;
      return status === 200 ? show(body, words) : clashed(status, body);
    };
    const show = (body, words) => {
      tried = words;
      effect.replaceChildren(...(body ? effectOf(bench, body) : []));
      fault.textContent = "";
      save.firstChild.textContent = say(body && lost(body) ? "correct_anyway" : "correct_save");
      return body;
    };
    const clashed = (status, body) => {
      fault.textContent = this.failed(status, body);
      if (body.error?.code === "CORRECT-002") bench.open(bench.reading.source.name, { stay: true });
      return null;
    };
    const keep = async () => {
      clearTimeout(timer);
      if (area.value.trim() === at.was.trim()) return close();
      if (tried !== area.value) {
        const body = await look();
        if (!body || lost(body)) return null;
      }
      save.disabled = true;
      const { status, body } = await this.send("words", content());
      save.disabled = false;
      if (status !== 200) return clashed(status, body);
      close();
      return this.done(body, say("corrected"));
    };
    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    });
    area.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      keep();
    });
    const other = (name, shortcut, text) => h("button", { type: "button", class: "act", onclick: () => (close(), bench[name]()) }, text, " ", h("kbd", {}, shortcut));
    const close = open(
      "mend",
      say("correct_title"),
      block.speaker && h("p", { class: "under" }, block.speaker),
      h("label", { for: "correct-words" }, say(bench.cursor.marks ? "correct_label_words" : "correct_label")),
      area,
      clash,
      effect,
      fault,
      h("p", { class: "buttons" }, save, button(say("cancel"), () => close()), h("span", { class: "keys" }, h("kbd", {}, "Ctrl"), h("kbd", {}, "Enter"), " ", say("saves"))),
      h("div", { class: "others", role: "group", "aria-label": say("correct_others") }, block.kind === "turn" && [other("splitTurn", "D", say("split")), other("joinTurn", "G", say("join")), other("nameSpeaker", "V", say("who"))], other("replaceName", "X", say("name"))),
    );
    // Somebody else has put the text right: the same words elsewhere, or others here, which are shown beside one's own.
    this.shown = {
      renewed: (was, now) => {
        const [start, end] = edits(was, now).region(at.start, at.end);
        const words = now.slice(start, end);
        Object.assign(at, { start, end });
        tried = null;
        if (words === at.was) return;
        at.was = words;
        save.firstChild.textContent = say("correct_mine");
        clash.replaceChildren(h("p", {}, h("b", {}, say("clash", { who: bench.corrector || say("somebody") }))), h("p", { class: "quote" }, `«${words}»`), button(say("correct_theirs"), () => close()));
        fault.textContent = "";
        bench.page.announce(say("clash", { who: bench.corrector || say("somebody") }));
      },
    };
    close.then(() => (this.shown = null));
    area.focus();
  }

  // Turns

  seen({ start, end, speaker, participant }) {
    return { start, end, speaker: speaker ?? "", participant: participant ?? null };
  }

  async act(path, content, told) {
    const { status, body } = await this.send(path, content);
    if (status === 200) return this.done(body, told);
    this.bench.page.trouble(body.error ? body : { error: { what: this.failed(status, body), remedy: "" } });
    if (status < 500 && status) await this.bench.open(this.bench.reading.source.name, { stay: true });
    return null;
  }

  split() {
    const { bench } = this;
    const turn = this.turn();
    if (!turn) return;
    const [at] = bench.places.at("word", bench.cursor.start);
    if (at <= turn.start || at >= turn.end) bench.page.announce(say("split_hint"), true);
    else this.act("turns/split", { turn: this.seen(turn), at }, say("split_done"));
  }

  async join() {
    const { bench } = this;
    const turn = this.turn();
    if (!turn) return;
    const { blocks } = bench.places;
    const next = blocks.slice(blocks.indexOf(turn) + 1).find((each) => each.kind === "turn");
    if (!next) return void bench.page.announce(say("join_hint"), true);
    const between = bench.reading.text.slice(turn.end, next.start).trim();
    if (!between) return void this.act("turns/join", { turn: this.seen(turn) }, say("join_done"));
    const { text } = bench.reading;
    const clean = h("input", { type: "checkbox", id: "join-clean", checked: true });
    const [effect, fault] = [h("div", { class: "effect", role: "status" }), h("div", { class: "fault", role: "alert" })];
    const look = async () => {
      const { status, body } = await this.send("turns/join/preview", { turn: this.seen(turn), clean: clean.checked });
      if (status === 200) effect.replaceChildren(...effectOf(bench, body));
      else fault.textContent = this.failed(status, body);
    };
    const keep = button(say("join"), () => {
      close();
      this.act("turns/join", { turn: this.seen(turn), clean: clean.checked }, say("join_done"));
    }, "primary");
    clean.addEventListener("change", look);
    const close = open(
      "mend",
      say("join_title"),
      h("p", { class: "quote" }, h("b", {}, turn.speaker ?? ""), ` … ${text.slice(turn.start, turn.end).slice(-120)}`),
      h("p", { class: "quote" }, h("b", {}, next.speaker ?? ""), ` ${text.slice(next.start, next.end).slice(0, 120)} …`),
      h("p", { class: "choice" }, clean, h("label", { for: "join-clean" }, say("join_clean", { words: shorten(between, 60) }))),
      effect,
      fault,
      h("p", { class: "buttons" }, keep, button(say("cancel"), () => close())),
    );
    keep.focus();
    await look();
  }

  async who(block = this.turn()) {
    const { bench } = this;
    if (!block) return;
    const source = bench.reading.source.name;
    const { status, body } = await bench.server.get("speakers", { source, language: language() });
    const people = status === 200 ? body : [];
    const turns = bench.places.blocks.filter((each) => each.kind === "turn");
    const labels = [...new Set(turns.map((each) => each.speaker))].filter((each) => each && each !== block.speaker);
    const same = turns.filter((each) => each.speaker === block.speaker).length;
    const option = (value, text) => h("option", { value }, text);
    const choice = h(
      "select",
      { id: "speaker" },
      h("option", { value: "" }, say("choose_speaker")),
      labels.length > 0 && h("optgroup", { label: say("speakers_here") }, labels.map((each) => option(`label ${each}`, each))),
      people.length > 0 && h("optgroup", { label: say("participants") }, people.map((each) => option(`person ${each.id}`, [each.name, each.role, each.gone && say("gone")].filter(Boolean).join(" · ")))),
      option("other", say("another_name")),
    );
    const named = h("input", { type: "text", id: "speaker-name", maxlength: "200", autocomplete: "off" });
    const naming = h("div", { hidden: true }, h("label", { for: "speaker-name" }, say("speaker_name")), named);
    const fault = h("div", { class: "fault", role: "alert" });
    const one = h("input", { type: "radio", name: "reach", id: "reach-one", checked: true });
    const all = h("input", { type: "radio", name: "reach", id: "reach-all" });
    choice.addEventListener("change", () => {
      naming.hidden = choice.value !== "other";
      if (!naming.hidden) named.focus();
    });
    const keep = () => {
      const to = choice.value === "other" ? named.value.trim() : choice.value.replace(/^\w+ /, "");
      if (!to) {
        fault.textContent = say("choose_speaker_first");
        return;
      }
      close();
      this.act("turns/give", { turn: this.seen(block), to, everywhere: all.checked }, say("who_done", { to: choice.value === "other" ? to : choice.selectedOptions[0].textContent }));
    };
    named.addEventListener("keydown", (event) => event.key === "Enter" && keep());
    const close = open(
      "mend",
      say("who_title"),
      h("p", { class: "quote" }, h("b", {}, block.speaker ?? ""), ` «${shorten(bench.reading.text.slice(block.start, block.end), 140)}»`),
      h("label", { for: "speaker" }, say("who_label")),
      choice,
      naming,
      same > 1 && h("fieldset", {}, h("legend", {}, say("applies")), h("p", { class: "choice" }, one, h("label", { for: "reach-one" }, say("reach_one"))), h("p", { class: "choice" }, all, h("label", { for: "reach-all" }, say(block.speaker ? "reach_all" : "reach_nameless", { n: same, speaker: block.speaker })))),
      fault,
      h("p", { class: "buttons" }, button(say("save"), keep, "primary"), button(say("cancel"), () => close())),
    );
    choice.focus();
  }

  // Names

  name() {
    const { bench } = this;
    if (!this.block()) return;
    let [start, end] = bench.cursor.marks ? bench.cursor.target() : bench.places.at("word", bench.cursor.focus);
    const was = bench.reading.text.slice(start, end);
    const words = h("input", { type: "text", id: "name-was", maxlength: "200", autocomplete: "off", spellcheck: "false" });
    const instead = h("input", { type: "text", id: "name-now", maxlength: "200", autocomplete: "off", spellcheck: "false" });
    const here = h("input", { type: "radio", name: "reach", id: "name-here" });
    const everywhere = h("input", { type: "radio", name: "reach", id: "name-everywhere", checked: true });
    const [effect, fault] = [h("div", { class: "effect", role: "status" }), h("div", { class: "fault", role: "alert" })];
    let found = null; // what was shown, and of which words
    let timer = 0;
    words.value = was;
    const asked = () => JSON.stringify([words.value, instead.value, everywhere.checked]);
    const ending = () => (was.toLowerCase().startsWith(words.value.trim().toLowerCase()) ? was.slice(words.value.trim().length) : "");
    const look = async () => {
      clearTimeout(timer);
      const of = asked();
      fault.textContent = "";
      if (!everywhere.checked) {
        const { status, body } = instead.value.trim() ? await this.send("words/preview", { start, end, words: instead.value.trim() + ending() }) : { status: 0, body: null };
        if (asked() !== of) return;
        found = status === 200 ? { of } : null;
        effect.replaceChildren(...(found ? [h("p", {}, `«${was}» → «${instead.value.trim() + ending()}»`), ...effectOf(bench, body)] : []));
        if (body?.error) fault.textContent = this.failed(status, body);
        return;
      }
      const { status, body } = await this.send("names/preview", { version: undefined, words: words.value, instead: instead.value, language: language() });
      if (asked() !== of) return;
      if (status !== 200) {
        found = null;
        effect.replaceChildren();
        fault.textContent = this.failed(status, body);
        return;
      }
      if (!instead.value && body.instead) instead.value = body.instead;
      found = body.agreed ? { ...body, of: asked() } : null;
      effect.replaceChildren(...(found ? placesOf(body) : []));
    };
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(look, PAUSE);
    };
    for (const each of [words, instead]) each.addEventListener("input", soon);
    for (const each of [here, everywhere]) each.addEventListener("change", look);
    const keep = async () => {
      if (!instead.value.trim()) {
        fault.textContent = say("name_first");
        instead.focus();
        return;
      }
      if (found?.of !== asked()) {
        await look();
        if (everywhere.checked || !found) return; // it is shown first where it will stand
      }
      const left = [...effect.querySelectorAll("input[type=checkbox]")].flatMap((box) => (box.checked ? [] : [Number(box.value)]));
      const sent = everywhere.checked ? ["names", { version: undefined, words: words.value, instead: instead.value, agreed: found.agreed, left }] : ["words", { start, end, words: instead.value.trim() + ending() }];
      const { status, body } = await this.send(...sent);
      if (status !== 200) {
        found = null;
        fault.textContent = this.failed(status, body);
        return;
      }
      close();
      await this.done(body, everywhere.checked ? say("name_done", { n: body.did.n }) : say("corrected"));
    };
    for (const each of [words, instead]) each.addEventListener("keydown", (event) => event.key === "Enter" && keep());
    // Somebody else has put the text right meanwhile: what is shown is looked for anew, and the place is the same words or none.
    this.shown = {
      renewed: (old, now) => {
        [start, end] = edits(old, now).region(start, end);
        if (now.slice(start, end) !== was) {
          everywhere.checked = here.disabled = true;
          bench.page.announce(say("words_changed"));
        }
        look();
      },
    };
    const close = open(
      "mend",
      say("name_title"),
      h("label", { for: "name-was" }, say("name_was")),
      words,
      h("label", { for: "name-now" }, say("name_now")),
      instead,
      h("fieldset", {}, h("legend", {}, say("applies")), h("p", { class: "choice" }, here, h("label", { for: "name-here" }, say("name_here"))), h("p", { class: "choice" }, everywhere, h("label", { for: "name-everywhere" }, say("name_everywhere")))),
      effect,
      fault,
      h("p", { class: "hint" }, say("name_hint")),
      h("p", { class: "buttons" }, button(say("name"), keep, "primary"), button(say("cancel"), () => close())),
    );
    close.then(() => (this.shown = null));
    instead.focus();
    look();
  }
}

const lost = (body) => body.memos + body.refusals + body.codings.filter((each) => each.status === "lost").length;

// What becomes of the codings, the lost ones first; those on the same words stand together.
function effectOf(bench, body) {
  const lines = (status, text) => {
    const found = body.codings.filter((each) => each.status === status);
    const places = Map.groupBy(found, (each) => JSON.stringify([each.was, each.now]));
    const by = (each) => h("span", { class: "coded" }, swatch(bench.colour(each.code)), `${bench.label(each.code)} (${each.coder === "rule" ? say("rule") : each.coder})`);
    return found.length > 0 && h("section", { class: status }, h("h3", {}, say(text, { n: found.length })), h("ul", {}, [...places.values()].slice(0, 20).map((each) => h("li", {}, h("p", { class: "extent" }, status === "lost" ? `«${shorten(each[0].was, 120)}»` : around(each[0].was, each[0].now)), each.map(by)))));
  };
  const counts = [body.memos > 0 && say("lost_memos", { n: body.memos }), body.refusals > 0 && say("lost_refusals", { n: body.refusals })].filter(Boolean);
  const told = [lines("lost", "codings_lost"), ...counts.map((each) => h("p", { class: "lost" }, each)), lines("double", "codings_double"), lines("edited", "codings_edited")].filter(Boolean);
  return told.length ? told : [h("p", {}, say("all_follow"))];
}

// What changed of some words, with a little of what stands before and after.
function around(was, now) {
  let [before, rest] = [0, 0];
  const most = Math.min(was.length, now.length);
  while (before < most && was[before] === now[before]) before += 1;
  while (rest < most - before && was.at(-1 - rest) === now.at(-1 - rest)) rest += 1;
  const from = Math.max(0, was.lastIndexOf(" ", before - 16) + 1);
  const show = (words) => {
    const to = words.indexOf(" ", words.length - rest + 16);
    return `${from ? "… " : ""}${shorten(words.slice(from, to < 0 ? words.length : to), 120)}${to < 0 ? "" : " …"}`;
  };
  return `«${show(was)}» → «${show(now)}»`;
}

function told_of(bench, did) {
  return did?.codings && lost(did) ? effectOf(bench, { ...did, codings: did.codings.filter((each) => each.status === "lost") }) : [];
}

function placesOf({ places, n, sources, notes }) {
  const rows = places.map((each, number) => {
    const id = `place-${number}`;
    return h("li", {}, h("input", { type: "checkbox", id, value: String(number), checked: true }), h("label", { for: id }, h("span", { class: "under" }, each.source), " ", each.before, h("del", {}, each.was), " ", h("ins", {}, each.now), each.after));
  });
  return [
    h("h3", {}, say("name_places", { n, sources })),
    n > places.length && h("p", {}, say("name_more", { n: n - places.length })),
    h("ul", { class: "places" }, rows),
    notes > 0 && h("p", { class: "lost" }, say("name_notes", { n: notes })),
  ].filter(Boolean);
}
