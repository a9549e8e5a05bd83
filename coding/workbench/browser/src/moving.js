// Where one is in the text: moving about, and looking at the codings there.
import { shorten } from "./dom.js";
import { Knowing } from "./knowing.js";

export class Moving extends Knowing {
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
}
