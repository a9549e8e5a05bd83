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
    this.painted = new Map(); // place and code → { layer, ranges }
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

  // Bring the colours in line with these parts of codings, { coding, from, to }, touching only what is new or gone.
  show(parts) {
    const wanted = new Map(parts.map((each) => [`${each.from} ${each.to} ${each.coding.code}`, each]));
    for (const key of this.painted.keys()) if (!wanted.has(key)) this.wipe(key);
    for (const [key, { coding, from, to }] of wanted) {
      if (this.painted.has(key)) continue;
      const layer = this.layers.get(coding.code);
      const ranges = layer ? this.range(from, to) : [];
      for (const range of ranges) layer.add(range);
      this.painted.set(key, { layer, ranges });
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

  wipe(key) {
    const { layer, ranges } = this.painted.get(key);
    for (const range of ranges) layer?.delete(range);
    this.painted.delete(key);
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
