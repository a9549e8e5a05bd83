// Handles on the edges of the coding that is looked at: to be dragged, with the mouse or a finger, from word to word.
import { h } from "./dom.js";

const EDGE = 36; // pixels from the pane's edge where it begins to scroll

export class Handles {
  constructor(bench, text) {
    Object.assign(this, { bench, text, dragged: null });
    this.layer = h("div", { class: "handles", "aria-hidden": "true" }); // the keys and buttons do the same for those who see none
    this.ends = Object.fromEntries(["start", "end"].map((side) => [side, h("span", { class: `handle ${side}`, hidden: true, onpointerdown: (event) => this.take(event, side) })]));
    this.layer.append(...Object.values(this.ends));
  }

  // Where the handles stand now; measured before anything is written.
  measure() {
    const coding = this.bench.codings.get(this.bench.active);
    if (!coding || !this.bench.mine(coding) || !this.text.rows.length) return null;
    const [start, end] = this.dragged ?? [coding.start, coding.end];
    const frame = this.text.article.getBoundingClientRect();
    const at = (place, side) => {
      const rect = side === "start" ? this.text.rectangle(place, place + 1) : this.text.rectangle(place - 1, place);
      return rect.height ? { x: (side === "start" ? rect.left : rect.right) - frame.left, y: rect.top - frame.top, height: rect.height } : null;
    };
    return { start: at(start, "start"), end: at(end, "end"), colour: this.bench.colour(coding.code) };
  }

  draw(measured) {
    for (const [side, handle] of Object.entries(this.ends)) {
      const at = measured?.[side];
      handle.hidden = !at;
      if (!at) continue;
      handle.style.setProperty("--code", measured.colour);
      handle.style.setProperty("--x", `${at.x}px`);
      handle.style.setProperty("--y", `${at.y}px`);
      handle.style.setProperty("--height", `${at.height}px`);
    }
  }

  take(event, side) {
    const coding = this.bench.codings.get(this.bench.active);
    if (!coding || event.button > 0) return;
    event.preventDefault();
    const handle = this.ends[side];
    const rect = side === "start" ? this.text.rectangle(coding.start, coding.start + 1) : this.text.rectangle(coding.end - 1, coding.end);
    const by = [(side === "start" ? rect.left : rect.right) - event.clientX, rect.top + rect.height / 2 - event.clientY];
    const { reading } = this.bench;
    this.dragged = [coding.start, coding.end];
    this.layer.classList.add("dragging");
    handle.setPointerCapture(event.pointerId);
    const move = (now) => this.move(coding, side, now.clientX + by[0], now.clientY + by[1]);
    const stop = (keep) => {
      handle.onpointermove = handle.onpointerup = handle.onpointercancel = null;
      document.removeEventListener("keydown", cancel, true);
      this.layer.classList.remove("dragging");
      const [start, end] = this.dragged;
      this.dragged = null;
      if (keep && reading === this.bench.reading) this.bench.change(coding.id, { start, end });
      this.bench.show();
    };
    const cancel = (pressed) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault();
      pressed.stopPropagation();
      stop(false);
    };
    handle.onpointermove = move;
    handle.onpointerup = () => stop(true);
    handle.onpointercancel = () => stop(false);
    document.addEventListener("keydown", cancel, true);
  }

  // The edge follows to the word under the pointer.
  move(coding, side, x, y) {
    const { text, bench } = this;
    const pane = text.pane.getBoundingClientRect();
    if (y < pane.top + EDGE) text.pane.scrollTop -= 14;
    else if (y > pane.bottom - EDGE) text.pane.scrollTop += 14;
    const place = placeAt(text, x, Math.min(Math.max(y, pane.top + 4), pane.bottom - 4));
    if (place === null) return;
    let [start, end] = [coding.start, coding.end];
    if (side === "start") start = edge(bench.places, place, 0);
    else end = edge(bench.places, place, 1);
    if (start >= end) return;
    this.dragged = [start, end];
    bench.paint.mark("active", start, end);
    text.redraw();
  }
}

function placeAt(text, x, y) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(x, y);
    return found && text.place(found.offsetNode, found.offset);
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && text.place(range.startContainer, range.startOffset);
}

// The edge of a word that is nearest to a place.
function edge(places, place, side) {
  const words = places.units("word", places.block(place)).map((word) => word[side]);
  return words.reduce((best, each) => (Math.abs(each - place) < Math.abs(best - place) ? each : best), words[0] ?? place);
}
