// What the page knows of the open text: its codes and codings, what stands where one is, and how it is shown.
import { layerOf } from "./layers.js";

const REMEMBERED = 9;

export class Knowing {
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

  remember(name) {
    this.recent = [name, ...this.recent.filter((each) => each !== name)].slice(0, REMEMBERED);
    try {
      localStorage.setItem("underveis-recent-codes", JSON.stringify(this.recent));
    } catch {
      // They are remembered as long as the page is open.
    }
  }

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

  // Showing

  changed() {
    this.visible = this.shown();
    this.text.index(this.visible, [...this.memoList.values()].filter((each) => each.start !== null));
    this.page.counted();
  }

  show() {
    const [start, end] = this.cursor.marks ? [0, 0] : this.cursor.target();
    const coding = this.codings.get(this.active);
    this.paint.mark("target", start, end);
    this.paint.mark("active", coding?.start ?? 0, coding?.end ?? 0);
    this.paint.marks("suggested", this.suggestions.spans());
    this.text.current(this.places.block(this.cursor.focus));
    this.page.dock(); // what is written before the text is measured does not make the browser lay it out twice
    this.text.redraw();
  }

  hide(layer, shown) {
    if (shown) this.hidden.delete(layer);
    else this.hidden.add(layer);
    this.changed();
    this.moved();
  }
}
