// Colours on the words, by the browser's own highlights: the text stays one node a block, and selections stand still.
const able = typeof Highlight === "function" && CSS.highlights;
let places = 0; // where there are colours: a page has one, a notebook as many as it has panes

// Pale enough on light ground and deep enough on dark ground that words read well on any colour, and on several.
const SPECIAL = {
  suggested: "text-decoration: underline dotted 2px light-dark(#7a4a05, #f0c27a)",
  target: "background-color: light-dark(rgb(11 85 96 / 9%), rgb(134 205 208 / 15%)); text-decoration: underline 1px light-dark(#0b5560, #86cdd0)",
  active: "text-decoration: underline 1.5px light-dark(rgb(27 37 39 / 55%), rgb(233 236 233 / 60%))",
};
const tint = (colour) => `light-dark(oklch(from ${colour} .91 min(c, .075) h / .8), oklch(from ${colour} .39 min(c, .095) h / .8))`;

export class Paint {
  constructor(range, root) {
    this.range = range; // (start, end) → ranges, one for each block
    this.own = `underveis-${++places}-${Math.random().toString(36).slice(2, 8)}`; // what is painted has names for the whole document
    this.rules = new CSSStyleSheet();
    const tree = root.getRootNode();
    tree.adoptedStyleSheets = [...tree.adoptedStyleSheets, this.rules];
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
      CSS.highlights.set(`${this.own}-code-${n}`, layer);
      return `::highlight(${this.own}-code-${n}) { background-color: ${tint(colour)}; }`;
    });
    for (const [n, [name, look]] of Object.entries(SPECIAL).entries()) {
      const layer = new Highlight();
      layer.priority = 1000 + n;
      this.layers.set(`#${name}`, layer);
      CSS.highlights.set(`${this.own}-${name}`, layer);
      lines.push(`::highlight(${this.own}-${name}) { ${look}; }`);
    }
    this.rules.replaceSync(lines.join("\n"));
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

  // When the pane is taken away.
  end() {
    for (const name of [...CSS.highlights?.keys() ?? []]) if (name.startsWith(`${this.own}-`)) CSS.highlights.delete(name);
  }

  clear() {
    for (const layer of this.layers.values()) layer.clear();
    this.painted.clear();
  }
}

const keyOf = (coding) => `${coding.start} ${coding.end} ${coding.code}`;
