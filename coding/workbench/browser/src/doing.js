// What one does: words coded, codings changed and removed, memos written, and what was done taken back.
import { explain, listKeys, readNote, writeNote } from "./dialogs.js";
import { shorten } from "./dom.js";
import { Moving } from "./moving.js";
import { palette } from "./palette.js";
import { edits } from "./places.js";
import { say } from "./say.js";

export const CERTAINTIES = [null, 100, 75, 50, 25];
export const certaintyOf = (value) => say(value === null ? "certainty_none" : "certainty_is", { percent: value });

export class Doing extends Moving {
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
      if (text) this.page.announce(say(place ? "memo_saved" : "memo_on_text"), true);
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
    listKeys();
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
}

const markOf = ({ start, end, code, note, certainty }) => ({ start, end, code, note: note ?? "", certainty: certainty ?? null });
