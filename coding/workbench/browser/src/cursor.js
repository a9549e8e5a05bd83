// Where one is in the text, and what is marked: by mouse, by touch and by the keyboard alone.
export class Cursor {
  constructor(bench) {
    this.bench = bench;
    this.reset();
    document.addEventListener("selectionchange", () => this.selected());
  }

  reset() {
    this.anchor = this.focus = 0;
    this.unit = "sentence"; // what is coded where nothing is marked
  }

  get start() {
    return Math.min(this.anchor, this.focus);
  }

  get end() {
    return Math.max(this.anchor, this.focus);
  }

  get marks() {
    return this.anchor !== this.focus;
  }

  // What the next code will be about: the marked words, else the sentence or turn one stands in.
  target(unit = this.unit) {
    const { places } = this.bench;
    const marked = this.marks && places.trimmed(this.start, this.end);
    return marked || places.trimmed(...places.at(unit, this.focus)) || [this.focus, this.focus];
  }

  move(kind, step, extend) {
    const { places } = this.bench;
    if (extend) {
      if (!this.marks) this.anchor = places.at(kind === "word" ? "word" : kind, this.focus)[step > 0 ? 0 : 1];
      this.focus = places.next(kind, this.focus, step, step > 0);
    } else {
      const from = this.marks ? (step > 0 ? this.end - 1 : this.start) : this.focus;
      this.anchor = this.focus = places.next(kind, from, step);
    }
    this.unit = kind === "turn" ? "turn" : "sentence";
    this.mirror();
    this.bench.moved(kind);
  }

  mark(unit) {
    [this.anchor, this.focus] = this.bench.places.at(unit, this.marks ? this.start : this.focus);
    this.mirror();
    this.bench.moved(unit);
  }

  put(start, end = start) {
    [this.anchor, this.focus] = [start, end];
    this.mirror();
  }

  drop() {
    this.anchor = this.focus = this.start;
    this.mirror();
    this.bench.moved();
  }

  edge(last) {
    const { blocks } = this.bench.places;
    this.anchor = this.focus = last ? blocks[blocks.length - 1].start : blocks[0].start;
    this.mirror();
    this.bench.moved("turn");
  }

  // Let the browser's own selection say the same, so that it is seen, copied and read aloud.
  mirror(reveal = true) {
    const { text } = this.bench;
    this.mirrored = [...text.point(this.anchor), ...text.point(this.focus)];
    document.getSelection().setBaseAndExtent(...this.mirrored);
    if (reveal) text.reveal(this.focus);
  }

  selected() {
    const selection = document.getSelection();
    if (!selection.anchorNode || !this.bench.places) return;
    const now = [selection.anchorNode, selection.anchorOffset, selection.focusNode, selection.focusOffset];
    if (this.mirrored && now.every((each, n) => each === this.mirrored[n])) return;
    const [anchor, focus] = [this.bench.text.place(selection.anchorNode, selection.anchorOffset), this.bench.text.place(selection.focusNode, selection.focusOffset)];
    if (anchor === null || focus === null || (anchor === this.anchor && focus === this.focus)) return;
    [this.anchor, this.focus] = [anchor, focus];
    this.unit = "sentence";
    this.bench.moved();
  }
}
