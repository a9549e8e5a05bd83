// The workbench: what is open, what one does with it, and how all parts of the page hear of it.
import { Correcting } from "./correcting.js";
import { Cursor } from "./cursor.js";
import { explain, listKeys, readNote, writeNote } from "./dialogs.js";
import { shorten } from "./dom.js";
import { focused, ground } from "./ground.js";
import { asked } from "./keys.js";
import { layerOf } from "./layers.js";
import { Outbox } from "./outbox.js";
import { Paint } from "./paint.js";
import { palette } from "./palette.js";
import { Places, edits } from "./places.js";
import { language, say } from "./say.js";
import { Suggestions } from "./suggestions.js";
import { TextPane } from "./text.js";

export const CERTAINTIES = [null, 100, 75, 50, 25];
export const certaintyOf = (value) => say(value === null ? "certainty_none" : "certainty_is", { percent: value });
const NEWS = 60000; // milliseconds between looks for what others have done, should nobody tell of it
const REMEMBERED = 9;
const CORRECTS = new Set(["correctWords", "splitTurn", "joinTurn", "nameSpeaker", "replaceName"]);
const WRITES = new Set([...CORRECTS, "findCode", "recentCode", "memo", "undo", "redo", "nextSuggestion", "acceptSuggestion", "refuseSuggestion", "recodeActive", "fitActive", "shiftEdge", "noteActive", "removeActive", "nextCertainty"]);

export class Bench {
  constructor(server, page) {
    Object.assign(this, { server, page, codings: new Map(), memoList: new Map(), hidden: new Set(), codes: [], recent: [], active: null, left: null, counted: new Map(), next: -1, real: new Map() });
    this.text = new TextPane(this);
    this.cursor = new Cursor(this);
    this.suggestions = new Suggestions(this);
    this.correcting = new Correcting(this);
    this.paint = new Paint((start, end) => this.text.ranges(start, end), page.root);
    this.outbox = new Outbox(server, `underveis-acts ${server.at}`, {
      since: (act) => (act.source === this.reading?.source.name ? this.revision : this.latest),
      version: () => this.reading?.version,
      resolve: (act) => this.request(act),
      tell: () => this.page.status(this.outbox),
      until: page.until,
      done: (act, body) => this.saved(act, body),
      refused: (act, status, body) => this.refused(act, status, body),
    });
    this.text.pane.addEventListener("keydown", (event) => this.pressed(event));
  }

  // Opening

  async start(source, at) {
    const { status, body } = await this.server.get("overview", { language: language() });
    if (status !== 200) return this.page.trouble(body);
    this.overview = body;
    this.latest = body.revision;
    this.steps(body);
    this.takeCodes(body.codes);
    const names = body.sessions.flatMap((session) => session.sources.map((each) => each.name));
    this.page.overview();
    if (names.length) await this.open(names.includes(source) ? source : names[0], { replace: true, at });
    this.outbox.now();
    this.listen();
    const look = () => document.visibilityState === "visible" && this.news();
    const looking = setInterval(look, this.server.every ?? NEWS);
    this.page.until.addEventListener("abort", () => clearInterval(looking));
    document.addEventListener("visibilitychange", look, { signal: this.page.until });
    return null;
  }

  // Others' acts are told of as they happen.
  async listen() {
    const soon = () => {
      clearTimeout(this.hearing);
      this.hearing = setTimeout(() => this.news(), 30 + Math.random() * 170); // not all who follow at the same moment
    };
    const heard = (change) => change.id > this.revision && (this.noticed(change), this.concerns(change)) && soon();
    await this.server.follow(heard, { after: this.latest, told: (state) => state === "behind" && soon() });
  }

  // Whether a change is something to the open text: codings of another are not.
  concerns({ sources, touched }) {
    const elsewhere = sources.length > 0 && !sources.includes(this.reading?.source.name);
    return !elsewhere || Object.keys(touched).some((table) => table !== "coding");
  }

  async open(name, { replace = false, stay = false, at = null } = {}) {
    const { status, body } = await this.server.get("text", { source: name, at, language: language() });
    if (status !== 200) return this.page.trouble(body);
    performance.mark("underveis-fetched");
    const before = stay && this.reading?.source.name === name ? { text: this.reading.text, version: this.reading.version, anchor: this.cursor.anchor, focus: this.cursor.focus, active: this.active } : null;
    this.reading = body;
    this.revision = body.revision;
    this.latest = Math.max(this.latest, body.revision);
    this.places = new Places(body.text, body.blocks);
    const counts = this.counts();
    for (const code of this.codes) code.codings = this.inAll(code, counts.get(code.name) ?? 0);
    this.codings = new Map(body.codings.map((each) => [each.id, each]));
    this.counted = this.counts();
    this.memoList = new Map(body.memos.map((each) => [each.id, each]));
    for (const act of this.outbox.acts) if (act.kind === "code" && act.source === name && (act.version ?? body.version) === body.version) this.codings.set(act.id, this.unsaved(act));
    this.active = null;
    this.cursor.reset();
    this.paint.clear();
    this.suggestions.clear(stay);
    this.text.show(body, Boolean(before));
    this.page.opened({ replace, stay });
    this.changed();
    const first = body.blocks.find((each) => !each.withdrawn);
    if (body.at !== null) {
      this.text.reveal(body.at, true);
      this.cursor.put(body.at);
    } else if (before) this.stayed(before);
    else if (first) this.cursor.anchor = this.cursor.focus = first.start;
    this.moved();
    requestAnimationFrame(() => setTimeout(() => performance.mark("underveis-readable")));
    const sentences = await this.server.get("sentences", { source: name });
    if (sentences.status === 200 && this.reading === body) {
      this.places.sentences = sentences.body.flatMap((start, n, all) => (n % 2 ? [] : [[start, all[n + 1]]]));
      this.moved();
    }
    return null;
  }

  // The text was read anew: stand where one stood, though the words before it are others now.
  stayed({ text, version, anchor, focus, active }) {
    const { place } = edits(text, this.reading.text);
    Object.assign(this.cursor, { anchor: place(anchor), focus: place(focus) });
    this.active = this.codings.has(active) ? active : null;
    if (!ground().querySelector("dialog[open]") && this.text.pane.contains(focused(this.text.pane))) this.cursor.mirror(false);
    if (version === this.reading.version) return;
    this.correcting.shown?.renewed(text, this.reading.text);
    this.suggestions.clear(false); // what they are about may stand elsewhere
    if (this.corrector) this.page.tell([say("corrected_by", { who: this.corrector })]);
    this.corrector = "";
  }

  // Who puts a text right elsewhere is told of when the text is read anew.
  noticed(change) {
    if (change.who !== this.overview.who && /^(source|turn|privacy)\./.test(change.act) && change.sources?.includes(this.reading?.source.name)) this.corrector = change.who;
  }

  takeCodes(codes) {
    this.codes = codes;
    this.byName = new Map(codes.map((each) => [each.name, each]));
    this.counted = this.counts();
    this.paint.colours(codes);
    try {
      this.recent = JSON.parse(localStorage.getItem("underveis-recent-codes")) ?? [];
    } catch {
      this.recent = [];
    }
    this.recent = this.recent.filter((each) => this.byName.has(each));
    const used = [...codes].sort((one, other) => other.codings - one.codings).map((each) => each.name);
    this.recent = [...new Set([...this.recent, ...used])].slice(0, REMEMBERED);
  }

  // What is known

  code(name) {
    return this.byName.get(name);
  }

  colour(name) {
    return this.code(name)?.colour ?? "#777777";
  }

  label(name) {
    return this.code(name)?.label ?? name;
  }

  mine(coding) {
    return this.overview.may_code && (coding.origin === "rule" || coding.coder === this.overview.who);
  }

  shown() {
    return [...this.codings.values()].filter((each) => !this.hidden.has(layerOf(each))).sort((one, other) => one.start - other.start || other.end - one.end || one.id - other.id);
  }

  counts() {
    const found = new Map();
    for (const each of this.codings.values()) found.set(each.code, (found.get(each.code) ?? 0) + 1);
    return found;
  }

  // How often a code is used in all sources: as often as was told, and what has come and gone here since.
  inAll(code, here) {
    return code.codings + here - (this.counted.get(code.name) ?? 0);
  }

  // The codings at the place one stands, or on the words that are marked; the narrowest first.
  here() {
    const { cursor } = this;
    const [start, end] = cursor.marks ? [cursor.start, cursor.end] : [cursor.focus, cursor.focus + 1];
    const looked = this.codings.get(this.active);
    const found = this.visible.filter((each) => each.start < end && start < each.end);
    if (looked && !found.includes(looked) && this.visible.includes(looked)) found.unshift(looked);
    return found.sort((one, other) => one.end - one.start - (other.end - other.start) || one.id - other.id);
  }

  memosHere() {
    const ids = new Set(this.here().map((each) => String(each.id)));
    const [start, end] = this.cursor.marks ? [this.cursor.start, this.cursor.end] : this.cursor.target();
    return [...this.memoList.values()].filter((each) => (each.on === "coding" ? ids.has(each.on_id) : each.start !== null && each.start < end && start < each.end));
  }

  // Moving about

  step(kind, direction, extend) {
    this.cursor.move(kind, direction, extend);
  }

  markUnit(unit) {
    this.cursor.mark(unit);
  }

  ends(last) {
    this.cursor.edge(last);
  }

  dropMark() {
    this.cursor.drop();
  }

  look(id) {
    const coding = this.codings.get(id);
    if (!coding) return;
    this.active = id;
    if (!(this.cursor.focus >= coding.start && this.cursor.focus < coding.end) || this.cursor.marks) this.cursor.put(coding.start);
    this.show();
  }

  nextCoding(direction) {
    const listed = this.visible;
    if (!listed.length) return;
    const at = listed.findIndex((each) => each.id === this.active);
    const from = this.cursor.focus;
    let to = at + direction;
    if (at < 0) to = direction > 0 ? listed.findIndex((each) => each.start >= from) : listed.findLastIndex((each) => each.start < from);
    const coding = listed[(to + listed.length) % listed.length];
    this.active = coding.id;
    this.cursor.put(coding.start);
    this.page.announce(`${this.label(coding.code)}: ${shorten(this.reading.text.slice(coding.start, coding.end), 120)}`);
    this.show();
  }

  // Called by the cursor when it has moved.
  moved(kind) {
    const here = this.cursor.marks ? [] : this.here().filter((each) => each.start <= this.cursor.focus && this.cursor.focus < each.end);
    if (this.cursor.marks) this.active ??= this.left; // a mouse that marks lets go of the coding first: it is still meant
    else if (!here.some((each) => each.id === this.active)) {
      this.left = kind ? null : this.active;
      this.active = here[0]?.id ?? null;
    }
    if (kind) {
      const [start, end] = kind === "word" && !this.cursor.marks ? this.places.at("word", this.cursor.focus) : this.cursor.target();
      const codes = here.map((each) => this.label(each.code)).join(", ");
      this.page.announce([this.reading.text.slice(start, end), codes].filter(Boolean).join(" – "));
    }
    this.show();
  }

  // Doing

  codeWith(name, unit) {
    this.codeAt(name, this.cursor.target(unit));
  }

  // The words that are meant now: called later it gives their place then, or null where somebody has made them others.
  meant([start, end] = this.cursor.target()) {
    const { source, version, text } = this.reading;
    return () => {
      if (source.name !== this.reading.source.name) return null;
      if (version === this.reading.version) return [start, end];
      const [from, to] = edits(text, this.reading.text).region(start, end);
      return this.reading.text.slice(from, to) === text.slice(start, end) ? [from, to] : null;
    };
  }

  codeAt(name, place) {
    if (!place) {
      this.page.announce(say("words_changed"), true);
      return;
    }
    const [start, end] = place;
    if (start >= end) return;
    this.remember(name);
    const id = this.next--;
    const act = { kind: "code", source: this.reading.source.name, id, mark: { start, end, code: name } };
    this.codings.set(id, this.unsaved(act));
    this.active = id;
    if (this.cursor.marks) this.cursor.put(start);
    this.changed();
    this.page.announce(say("coded", { code: this.label(name) }));
    this.outbox.push(act);
  }

  recentCode(n, turn) {
    const name = this.recent[n];
    if (name) this.codeWith(name, turn ? "turn" : undefined);
  }

  findCode() {
    const [start, end] = this.cursor.target();
    const meant = this.meant();
    const pick = (name) => this.codeAt(name, meant());
    palette(this, { title: say("code_words"), quote: shorten(this.reading.text.slice(start, end), 160), pick, create: (label) => this.createCode(label, pick) });
  }

  // A code of the tree: the marked words get it; where none are marked, it tells what it means.
  chosen(name) {
    if (this.cursor.marks && this.overview.may_code) {
      this.codeWith(name);
      this.text.pane.focus();
    } else this.explain(name);
  }

  createCode(label, then) {
    this.afterCode = then;
    this.outbox.push({ kind: "name", source: this.reading.source.name, label });
  }

  recodeActive() {
    const coding = this.activeOwn();
    if (!coding) return;
    const quote = shorten(this.reading.text.slice(coding.start, coding.end), 160);
    const give = (name) => {
      this.remember(name);
      this.change(coding.id, { code: name });
    };
    palette(this, { title: say("change_code"), quote, pick: give, create: (label) => this.createCode(label, give) });
  }

  fitActive() {
    const coding = this.activeOwn();
    if (!coding) return;
    if (!this.cursor.marks) {
      this.page.announce(say("fit_hint"), true);
      return;
    }
    const [start, end] = this.cursor.target();
    this.change(coding.id, { start, end });
  }

  shiftEdge(side, direction) {
    const coding = this.activeOwn();
    if (!coding) return;
    const place = this.places.next("word", coding[side], direction, side === "end");
    const now = { start: coding.start, end: coding.end, [side]: place };
    if (now.start >= now.end || place === coding[side]) return;
    this.change(coding.id, now);
    this.page.announce(shorten(this.reading.text.slice(now.start, now.end), 120));
  }

  noteActive() {
    const coding = this.activeOwn();
    if (!coding) return;
    const quote = shorten(this.reading.text.slice(coding.start, coding.end), 160);
    writeNote(`${say("note_on")} ${this.label(coding.code)}`, quote, coding.note, (note) => this.change(coding.id, { note }));
  }

  removeActive() {
    const coding = this.activeOwn();
    if (!coding) return;
    this.codings.delete(coding.id);
    this.active = null;
    this.changed();
    this.moved();
    this.page.announce(say("removed", { code: this.label(coding.code) }));
    if (coding.id < 0 && this.drop(coding.id)) return;
    this.outbox.push({ kind: "remove", source: this.reading.source.name, id: coding.id, was: markOf(coding) });
  }

  memo() {
    const [start, end] = this.cursor.target();
    const source = this.reading.source.name;
    const meant = this.meant();
    writeNote(say("memo_on_words"), shorten(this.reading.text.slice(start, end), 160), "", (text) => {
      const place = meant();
      // Where its words are others by now, what was written is not lost: it stands on the text as a whole.
      if (text) this.outbox.push(place ? { kind: "memo", source, text, start: place[0], end: place[1] } : { kind: "memo", source, text });
      if (text && !place) this.page.announce(say("memo_on_text"), true);
    });
  }

  editMemo(id) {
    const memo = this.memoList.get(id);
    if (memo.author !== this.overview.who || !this.overview.may_code) {
      readNote(`${say("memo")} – ${memo.author}`, memo.text);
      return;
    }
    writeNote(say("memo"), "", memo.text, (text) => this.outbox.push({ kind: "rewrite", source: this.reading.source.name, id, was: memo.text, text }));
  }

  // Certainty: from sure to unsure, and back to none said.
  nextCertainty() {
    const coding = this.activeOwn();
    if (!coding) return;
    const at = CERTAINTIES.indexOf(coding.certainty ?? null);
    this.certain(CERTAINTIES[(at + 1) % CERTAINTIES.length]);
  }

  certain(certainty) {
    const coding = this.activeOwn();
    if (!coding) return;
    this.change(coding.id, { certainty });
    this.page.announce(certaintyOf(certainty), true);
  }

  correctWords() {
    this.correcting.words();
  }

  splitTurn() {
    this.correcting.split();
  }

  joinTurn() {
    this.correcting.join();
  }

  nameSpeaker() {
    this.correcting.who();
  }

  replaceName() {
    this.correcting.name();
  }

  nextSuggestion(direction) {
    this.suggestions.next(direction);
  }

  acceptSuggestion() {
    this.suggestions.settle("accept");
  }

  refuseSuggestion() {
    this.suggestions.settle("refuse");
  }

  undo() {
    const unsent = this.outbox.pop();
    if (unsent) this.open(this.reading.source.name, { stay: true });
    else this.outbox.push({ kind: "undo", source: this.reading.source.name });
  }

  redo() {
    this.outbox.push({ kind: "redo", source: this.reading.source.name });
  }

  explain(name) {
    const code = this.code(name);
    if (code) explain({ ...code, parent: code.parent && this.label(code.parent) }, code.label);
  }

  explainActive() {
    const coding = this.codings.get(this.active);
    if (coding) this.explain(coding.code);
    else this.page.announce(say("no_active"), true);
  }

  listKeys() {
    listKeys(this.server.pages);
  }

  change(id, values) {
    const coding = this.codings.get(id);
    const now = { ...coding, ...values };
    if (["start", "end", "code", "note", "certainty"].every((each) => (now[each] ?? null) === (coding[each] ?? null))) return;
    this.codings.set(id, { ...now, origin: "manual", coder: this.overview.who });
    if (!this.cursor.marks && (this.cursor.focus < now.start || this.cursor.focus >= now.end)) this.cursor.put(now.start);
    this.changed();
    this.moved();
    this.outbox.push({ kind: "change", source: this.reading.source.name, id, was: markOf(coding), now: markOf(now) });
  }

  activeOwn() {
    const coding = this.codings.get(this.active);
    if (coding && this.mine(coding)) return coding;
    this.page.announce(coding ? say("theirs", { coder: coding.coder }) : say("no_active"), true);
    return null;
  }

  drop(id) {
    const waiting = this.outbox.acts;
    if (waiting[waiting.length - 1]?.id !== id) return false;
    return Boolean(this.outbox.pop());
  }

  remember(name) {
    this.recent = [name, ...this.recent.filter((each) => each !== name)].slice(0, REMEMBERED);
    try {
      localStorage.setItem("underveis-recent-codes", JSON.stringify(this.recent));
    } catch {
      // They are remembered as long as the page is open.
    }
  }

  // Between the page and the server

  request(act) {
    const id = this.real.get(act.id) ?? act.id;
    if (id < 0 && !["code", "accept"].includes(act.kind)) return null; // it was refused before it came to be
    const language_ = language();
    const made = {
      code: () => ["POST", "codings", { mark: act.mark }],
      change: () => ["PUT", `codings/${id}`, { was: act.was, now: act.now }],
      remove: () => ["POST", `codings/${id}/remove`, { was: act.was }],
      name: () => ["POST", "codes", { label: act.label, language: language_ }],
      memo: () => ["POST", "memos", { text: act.text, on: "source", on_id: act.source, start: act.start, end: act.end }],
      rewrite: () => ["PUT", `memos/${id}`, { was: act.was, text: act.text }],
      accept: () => ["POST", "suggestions/accept", act.offer],
      refuse: () => ["POST", "suggestions/refuse", act.offer],
      undo: () => this.undoes && ["POST", "undo", { change: this.undoes }],
      redo: () => this.redoes && ["POST", "redo", { change: this.redoes }],
    }[act.kind]();
    return made ? { method: made[0], path: made[1], content: made[2] } : null;
  }

  saved(act, body) {
    this.page.trouble(null);
    if (act.kind === "code" || act.kind === "accept") {
      const made = body.made ?? body.codings?.find((each) => each.code === act.mark.code && each.start === act.mark.start && each.end === act.mark.end)?.id;
      this.real.set(act.id, made);
      this.codings.delete(act.id);
      if (this.active === act.id) this.active = made ?? null;
    }
    this.heard(act.source, body);
    if (act.kind === "code" && !body.codings?.some((each) => each.id === body.made)) {
      this.changed(); // the words were coded so before: the one there stands for it
      this.moved();
    }
    if (act.kind === "name" && this.afterCode) {
      const then = this.afterCode;
      this.afterCode = null;
      this.refreshCodes().then(() => then(body.made));
    }
    if (act.kind === "undo" || act.kind === "redo") {
      this.page.notice.replaceChildren();
      this.follow(body);
      this.suggestions.load();
    }
  }

  // Show where something was taken back or brought back.
  follow(body) {
    const coding = body.codings?.find((each) => this.codings.has(each.id));
    if (coding) {
      this.active = coding.id;
      this.cursor.put(coding.start);
    }
    this.moved();
    this.page.announce(say("stepped"));
  }

  refused(act, status, body) {
    this.page.trouble(body.error ? body : { error: { what: say("not_saved"), remedy: "" } });
    if (act.kind === "name") this.afterCode = null;
    if (!this.outbox.stopped && this.reading) this.open(this.reading.source.name, { stay: true });
  }

  // What the server tells has happened since it was last heard of: by oneself and by others.
  heard(source, body) {
    this.steps(body);
    this.latest = Math.max(this.latest, body.revision);
    if (source !== this.reading?.source.name) return null;
    this.revision = body.revision;
    if (body.text) return this.open(source, { stay: true });
    for (const id of body.gone) this.codings.delete(id);
    for (const each of body.codings) if (!this.pending(each.id)) this.codings.set(each.id, each);
    for (const id of body.memos_gone) this.memoList.delete(id);
    for (const each of body.memos) this.memoList.set(each.id, each);
    if (body.codebook) this.refreshCodes();
    if (body.gone.length || body.codings.length || body.memos.length || body.memos_gone.length) {
      this.changed();
      this.moved();
    }
    return null;
  }

  // Whether something is still on its way about this coding: what the server says of it is then older than what is seen.
  pending(id) {
    return this.outbox.acts.some((act) => (this.real.get(act.id) ?? act.id) === id);
  }

  async news() {
    if (!this.reading || this.outbox.state !== "saved") return;
    const source = this.reading.source.name;
    const { status, body } = await this.server.get("news", { source, since: this.revision });
    if (status === 200 && body.revision > this.revision) this.heard(source, body);
  }

  async refreshCodes() {
    const { status, body } = await this.server.get("codebook", { language: language() });
    if (status !== 200) return;
    this.takeCodes(body);
    this.changed();
  }

  steps({ undo, redo }) {
    this.undoes = undo;
    this.redoes = redo;
    this.page.steps(Boolean(undo), Boolean(redo));
  }

  unsaved(act) {
    const origin = act.kind === "accept" ? "suggestion" : "manual";
    return { ...act.mark, id: act.id, coder: this.overview.who, round: this.overview.round, origin, note: "" };
  }

  // Showing

  changed() {
    this.visible = this.shown();
    this.paint.show(this.visible);
    this.text.index(this.visible);
    this.page.counted();
  }

  show() {
    const [start, end] = this.cursor.marks ? [0, 0] : this.cursor.target();
    const coding = this.codings.get(this.active);
    this.paint.mark("target", start, end);
    this.paint.mark("active", coding?.start ?? 0, coding?.end ?? 0);
    this.paint.marks("suggested", this.suggestions.spans());
    this.text.current(this.places.block(this.cursor.focus));
    this.text.redraw();
    this.page.dock();
  }

  hide(layer, shown) {
    if (shown) this.hidden.delete(layer);
    else this.hidden.add(layer);
    this.changed();
    this.moved();
  }

  pressed(event) {
    const act = this.reading && asked(event);
    if (!act) return;
    event.preventDefault();
    if (CORRECTS.has(act[0]) && !this.server.pages) {
      this.page.announce(say("correct_elsewhere"), true);
      return;
    }
    if (WRITES.has(act[0]) && !this.overview.may_code) {
      this.page.announce(say("reader"), true);
      return;
    }
    this[act[0]](...act.slice(1));
  }
}

const markOf = ({ start, end, code, note, certainty }) => ({ start, end, code, note: note ?? "", certainty: certainty ?? null });
