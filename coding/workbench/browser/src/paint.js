// Colours on the words, by the browser's own highlights: the text stays one node a block, and selections stand still.
const able = typeof Highlight === "function" && CSS.highlights;
const rules = new CSSStyleSheet();
document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];

// Pale enough on light ground and deep enough on dark ground that words read well on any colour, and on several.
const tint = (colour) => `light-dark(oklch(from ${colour} .91 min(c, .075) h / .8), oklch(from ${colour} .39 min(c, .095) h / .8))`;

export class Paint {
  constructor(range) {
    this.range = range; // (start, end) → ranges, one for each block
    this.painted = new Map(); // coding id → { key, ranges }
    this.layers = new Map(); // code → highlight
  }

  colours(codes) {
    this.clear();
    this.layers.clear();
    if (!able) return;
    const lines = codes.map(({ name, colour }, n) => {
      const layer = new Highlight();
      layer.priority = n;
      this.layers.set(name, layer);
      CSS.highlights.set(`code-${n}`, layer);
      return `::highlight(code-${n}) { background-color: ${tint(colour)}; }`;
    });
    rules.replaceSync(lines.join("\n"));
    for (const [n, name] of ["suggested", "target", "active"].entries()) {
      const layer = new Highlight();
      layer.priority = 1000 + n;
      this.layers.set(`#${name}`, layer);
      CSS.highlights.set(name, layer);
    }
  }

  // Bring the colours in line with the codings, touching only what is new or gone.
  show(codings) {
    const wanted = new Map(codings.map((each) => [each.id, each]));
    for (const [id, { key }] of this.painted) {
      const now = wanted.get(id);
      if (!now || keyOf(now) !== key) this.wipe(id);
    }
    for (const each of codings) {
      if (this.painted.has(each.id)) continue;
      const layer = this.layers.get(each.code);
      const ranges = layer ? this.range(each.start, each.end) : [];
      for (const range of ranges) layer.add(range);
      this.painted.set(each.id, { key: keyOf(each), layer, ranges });
    }
  }

  // One of the special layers: what would be coded, and the coding that is being looked at.
  mark(name, start, end) {
    this.marks(name, start < end ? [[start, end]] : []);
  }

  marks(name, spans) {
    const layer = this.layers.get(`#${name}`);
    if (!layer) return;
    layer.clear();
    for (const [start, end] of spans) for (const range of this.range(start, end)) layer.add(range);
  }

  wipe(id) {
    const { layer, ranges } = this.painted.get(id);
    for (const range of ranges) layer?.delete(range);
    this.painted.delete(id);
  }

  clear() {
    for (const layer of this.layers.values()) layer.clear();
    this.painted.clear();
  }
}

const keyOf = (coding) => `${coding.start} ${coding.end} ${coding.code}`;
