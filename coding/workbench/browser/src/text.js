// The text: a row for each turn with its speaker, time and line number, and brackets in the margin for the codings.
import { h, swatch } from "./dom.js";
import { Handles } from "./handles.js";
import { lanes } from "./places.js";
import { clock, say } from "./say.js";

const LANES = 6;
const CHIP = 20; // pixels a name in the margin takes

export class TextPane {
  constructor(bench) {
    this.bench = bench;
    this.article = h("article", { class: "words-of" }, h("p", { class: "empty" }, say("loading")));
    this.pane = h("div", { class: "pane", tabindex: "0", role: "group", "aria-describedby": "pane-help" }, this.article);
    this.rows = [];
    this.handles = new Handles(bench, this);
    this.near = new Set();
    this.watch = new IntersectionObserver((entries) => this.seen(entries), { root: this.pane, rootMargin: "200px 0px" });
    this.resize = new ResizeObserver(() => this.redraw());
    this.resize.observe(this.article);
    this.article.addEventListener("click", (event) => this.clicked(event));
    window.addEventListener("beforeprint", () => this.inBlock && this.colour(this.inBlock.keys()), { signal: bench.page.until });
    window.addEventListener("afterprint", () => this.inBlock && this.colour(), { signal: bench.page.until });
  }

  // Rows that say the same as before are kept, so that one stays where one was when the text was put right elsewhere.
  show(reading, stay = false) {
    const there = stay ? new Map(this.rows.map((each) => [each.said(), each])) : new Map();
    const near = new Set(Array.from(this.near, (index) => this.rows[index]));
    this.watch.disconnect();
    const { blocks, text, questions } = reading;
    let asked = null;
    const rows = blocks.map((block, index) => {
      const heading = block.question && block.question !== asked && blocks[index - 1]?.kind !== "heading" ? block : null;
      asked = block.question ?? asked;
      const question = heading && (questions[block.question] ?? block.question);
      const said = () => JSON.stringify([block.kind, block.line, block.speaker, block.time, block.basis, block.withdrawn, question, text.slice(block.start, block.end)]);
      const kept = stay && there.get(said());
      if (kept) {
        there.delete(said());
        kept.dataset.index = index;
      }
      return Object.assign(kept || row(block, index, text, question, this.bench.overview.may_code), { said });
    });
    this.rows = rows;
    this.near = new Set([...rows.keys()].filter((index) => near.has(rows[index])));
    this.nodes = rows.map((each) => each.querySelector(".words").firstChild);
    const scrolled = this.pane.scrollTop;
    this.article.replaceChildren(...rows, this.handles.layer);
    this.pane.scrollTop = stay ? scrolled : 0;
    this.pane.setAttribute("aria-label", say("text_of", { name: reading.source.name }));
    for (const each of rows) this.watch.observe(each);
  }

  // DOM ranges of [start, end), one for each block.
  ranges(start, end) {
    return this.bench.places.parts(start, end).map(([index, from, to]) => {
      const [node, at] = [this.nodes[index], this.bench.places.blocks[index].start];
      return new StaticRange({ startContainer: node, startOffset: from - at, endContainer: node, endOffset: to - at });
    });
  }

  point(place) {
    const index = this.bench.places.block(place);
    const block = this.bench.places.blocks[index];
    return [this.nodes[index], Math.min(Math.max(0, place - block.start), this.nodes[index].length)];
  }

  // The place a point of the document stands for; null outside of the text.
  place(node, offset) {
    const found = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".row");
    if (!found || !this.article.contains(found)) return null;
    const block = this.bench.places.blocks[Number(found.dataset.index)];
    if (node === this.nodes[Number(found.dataset.index)]) return block.start + offset;
    const words = found.querySelector(".words");
    const before = words.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_PRECEDING;
    return before || (node === words && offset === 0) || node === found ? block.start : block.end;
  }

  // Where [start, end) stands on the screen.
  rectangle(start, end) {
    const range = document.createRange();
    range.setStart(...this.point(start));
    range.setEnd(...this.point(Math.max(start, end)));
    return range.getBoundingClientRect();
  }

  reveal(place, centre = false) {
    const index = this.bench.places.block(place);
    const element = this.rows[index];
    if (!element) return;
    if (centre) element.scrollIntoView({ block: "center" });
    const [box, pane] = [this.rectangle(place, place), this.pane.getBoundingClientRect()];
    const rect = box.height ? box : element.getBoundingClientRect();
    if (rect.top < pane.top + 40) this.pane.scrollTop -= pane.top + 90 - rect.top;
    else if (rect.bottom > pane.bottom - 40) this.pane.scrollTop += rect.bottom - pane.bottom + 90;
  }

  current(index) {
    const row = this.rows[index];
    if (row === this.stands && row?.classList.contains("here")) return;
    this.stands?.classList.remove("here");
    row?.classList.add("here");
    this.stands = row;
  }

  // Work out which codings stand in which block; colour and draw those that are near the window.
  index(codings, memos = []) {
    this.memos(memos);
    this.lanes = lanes(codings, LANES);
    this.widen(Math.max(1, ...this.lanes.values()) + 1);
    this.inBlock = new Map();
    for (const each of codings) {
      for (const [index, from, to] of this.bench.places.parts(each.start, each.end)) {
        if (!this.inBlock.has(index)) this.inBlock.set(index, []);
        this.inBlock.get(index).push({ coding: each, from, to });
      }
    }
    this.colour();
    this.redraw();
  }

  // The browser looks through all colours whenever one is another: it gets those of these blocks alone.
  colour(indexes = this.near) {
    this.bench.paint.show([...indexes].flatMap((index) => this.inBlock.get(index) ?? []));
  }

  // A pen stands beside the words that somebody has written a memo on.
  memos(listed) {
    const { places } = this.bench;
    for (const each of this.article.querySelectorAll(".pen")) each.remove();
    for (const { id, start, text } of listed) {
      const line = this.rows[places.block(start)]?.querySelector(".line");
      line?.append(h("span", { class: "pen", "data-memo": id, title: say("memo_in_margin", { text }) }, "✎"));
    }
  }

  redraw() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw([...this.near]));
  }

  seen(entries) {
    for (const { target, isIntersecting } of entries) {
      const index = Number(target.dataset.index);
      if (isIntersecting) this.near.add(index);
      else this.near.delete(index);
    }
    if (this.inBlock) this.colour();
    this.draw(entries.filter((each) => each.isIntersecting).map((each) => Number(each.target.dataset.index)));
  }

  // All is measured before anything is written, so that the browser lays the page out once.
  draw(indexes) {
    if (!this.inBlock) return;
    const measured = indexes.map((index) => [index, this.measure(index)]);
    const handles = this.handles.measure();
    for (const [index, { height, marks }] of measured) {
      const row = this.rows[index];
      const looks = this.looks(height, marks);
      if (row.looks === looks) continue;
      row.looks = looks;
      row.querySelector(".marks").replaceChildren(...this.brackets(marks), ...this.chips(marks, height, index));
    }
    this.handles.draw(handles);
  }

  // All that a row's brackets and chips are made from, as one text.
  looks(height, marks) {
    return JSON.stringify([height, marks.map(({ coding: { id, code }, ...at }) => [at, id, id === this.bench.active, this.lanes.get(id), this.bench.label(code), this.bench.colour(code)])]);
  }

  // Every row's margin hangs on it, so that it is told only where it is another.
  widen(lanes) {
    if (lanes === this.wide) return;
    this.wide = lanes;
    this.article.style.setProperty("--lanes", lanes);
  }

  measure(index) {
    const words = this.rows[index].querySelector(".words");
    const box = words.getBoundingClientRect();
    const marks = (this.inBlock.get(index) ?? []).map(({ coding, from, to }) => {
      const rect = this.rectangle(from, to);
      return { coding, top: rect.top - box.top, height: rect.height, begins: from === coding.start, ends: to === coding.end };
    });
    return { height: box.height, marks };
  }

  brackets(marks) {
    return marks.map(({ coding, top, height, begins, ends }) => {
      const element = h("span", { class: `bracket${begins ? " begins" : ""}${ends ? " ends" : ""}`, colour: this.bench.colour(coding.code), "data-id": coding.id });
      if (coding.id === this.bench.active) element.classList.add("active");
      element.style.setProperty("--lane", this.lanes.get(coding.id));
      element.style.setProperty("--top", `${top + 2}px`);
      element.style.setProperty("--height", `${Math.max(6, height - 4)}px`);
      return element;
    });
  }

  chips(marks, height, index) {
    const listed = []; // a code that several have given words that overlap is named once
    for (const each of marks.filter(({ begins }) => begins)) {
      if (!listed.some((other) => other.coding.code === each.coding.code && other.coding.end > each.coding.start)) listed.push(each);
    }
    const over = this.rows[index].querySelector(".who") ? 24 : 0; // beside the speaker's name there is room too
    const room = Math.max(1, Math.floor((height + over + 8) / CHIP));
    const shown = listed.length > room ? listed.slice(0, room - 1) : listed;
    const latest = (room - 1) * CHIP - over;
    let free = -over;
    const made = shown.map(({ coding, top }, n) => {
      const at = Math.min(Math.max(free, top), latest - (shown.length - 1 - n + (listed.length > room ? 1 : 0)) * CHIP);
      free = at + CHIP;
      const chip = h("span", { class: "chip", "data-id": coding.id, title: this.bench.label(coding.code) }, swatch(this.bench.colour(coding.code)), h("span", { class: "label" }, this.bench.label(coding.code)));
      chip.style.setProperty("--top", `${at}px`);
      return chip;
    });
    if (listed.length > shown.length) {
      const more = h("span", { class: "chip more", "data-id": listed[shown.length].coding.id }, say("more", { n: listed.length - shown.length }));
      more.style.setProperty("--top", `${Math.min(free, latest)}px`);
      made.push(more);
    }
    return made;
  }

  clicked(event) {
    const mark = event.target.closest("[data-id]");
    if (mark) this.bench.look(Number(mark.dataset.id));
    const pen = event.target.closest("[data-memo]");
    if (pen) this.bench.editMemo(Number(pen.dataset.memo));
    const said = event.target.closest(".who b");
    if (said?.title) this.bench.correcting.who(this.bench.places.blocks[Number(said.closest(".row").dataset.index)]);
  }
}

// What every row has, to be copied: a long text has thousands.
const FRAME = h(
  "div",
  {},
  h("span", { class: "line", "aria-hidden": "true" }),
  h("div", { class: "said" }, h("p", { class: "words" })),
  h("div", { class: "marks", "aria-hidden": "true" }),
);

function row(block, index, text, question, may) {
  const made = FRAME.cloneNode(true);
  const [line, said] = made.children;
  made.className = `row ${block.kind}${block.withdrawn ? " withdrawn" : ""}`;
  made.dataset.index = index;
  line.textContent = block.line;
  said.firstChild.append(document.createTextNode(block.withdrawn ? say("withdrawn") : text.slice(block.start, block.end)));
  if (block.speaker || block.time != null) {
    made.classList.add("named");
    said.prepend(h("p", { class: "who" }, h("b", { title: may && !block.withdrawn ? say("who") : null }, block.speaker ?? ""), block.time != null && h("time", {}, clock(block.time))));
  }
  if (question) made.prepend(h("p", { class: "question" }, h("span", { class: "asked" }, say(block.basis === "likely" ? "question_likely" : "question")), " ", question));
  return made;
}
