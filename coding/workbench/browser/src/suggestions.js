// Codes that the rules and the model propose for the text; one accepts or refuses them one by one.
import { shorten } from "./dom.js";
import { say } from "./say.js";

export class Suggestions {
  constructor(bench) {
    Object.assign(this, { bench, shown: false, listed: [], problems: [], at: null, asking: false });
  }

  clear(stay) {
    if (stay) return;
    this.listed = [];
    this.at = null;
    this.load();
  }

  async toggle() {
    this.shown = !this.shown;
    this.bench.page.suggesting();
    if (this.shown) await this.load();
    else this.bench.show();
  }

  // The server learns anew from all that is coded, which takes a second or two; the page waits for nothing.
  async load() {
    if (!this.shown || !this.bench.reading) return;
    const source = this.bench.reading.source.name;
    this.asking = true;
    this.bench.page.suggesting();
    const { status, body } = await this.bench.server.get("suggestions", { source });
    this.asking = false;
    if (source !== this.bench.reading.source.name) return;
    if (status === 200) {
      this.listed = body.suggestions.filter((each) => !this.settled(each));
      this.problems = body.problems;
    } else this.bench.page.trouble(body);
    this.bench.page.suggesting();
    this.bench.show();
  }

  // Whether an answer to it is on its way, or given in the meantime.
  settled(suggestion) {
    const same = ({ start, end, code }) => start === suggestion.start && end === suggestion.end && code === suggestion.code;
    return this.bench.outbox.acts.some((act) => act.offer && same(act.offer)) || [...this.bench.codings.values()].some(same);
  }

  get current() {
    return this.listed.find((each) => each.id === this.at) ?? null;
  }

  spans() {
    return this.shown ? this.listed.map(({ start, end }) => [start, end]) : [];
  }

  here() {
    if (!this.shown) return [];
    const { cursor } = this.bench;
    const [start, end] = cursor.marks ? [cursor.start, cursor.end] : [cursor.focus, cursor.focus + 1];
    return this.listed.filter((each) => each.start < end && start < each.end);
  }

  next(direction) {
    if (!this.shown) {
      this.toggle();
      return;
    }
    if (!this.listed.length) {
      this.bench.page.announce(say("no_suggestions"), true);
      return;
    }
    const at = this.listed.findIndex((each) => each.id === this.at);
    const from = this.bench.cursor.focus;
    let to = at + direction;
    if (at < 0) to = direction > 0 ? this.listed.findIndex((each) => each.start >= from) : this.listed.findLastIndex((each) => each.start < from);
    this.look(this.listed[(to + this.listed.length) % this.listed.length]);
  }

  look(suggestion) {
    this.at = suggestion.id;
    this.bench.cursor.put(suggestion.start);
    this.bench.moved();
    const words = shorten(this.bench.reading.text.slice(suggestion.start, suggestion.end), 120);
    this.bench.page.announce(`${say("suggestion")}: ${this.bench.label(suggestion.code)}. ${words}`);
  }

  // Accept or refuse the one looked at, or the first where one stands, and go on to the next.
  settle(kind, id = null) {
    const here = this.here();
    const chosen = here.find((each) => each.id === (id ?? this.at)) ?? here[0];
    if (!chosen) {
      this.bench.page.announce(say("no_suggestion_here"), true);
      return;
    }
    const { start, end, code, score, model, indicator } = chosen;
    const at = this.listed.indexOf(chosen);
    this.listed.splice(at, 1);
    const { bench } = this;
    const act = { kind, source: bench.reading.source.name, id: kind === "accept" ? bench.next-- : undefined, mark: { start, end, code }, offer: { start, end, code, score, model, indicator } };
    if (kind === "accept") bench.codings.set(act.id, bench.unsaved(act));
    bench.outbox.push(act);
    bench.changed();
    const following = this.listed[at];
    if (following) this.look(following);
    else bench.moved();
    bench.page.announce(say(kind === "accept" ? "accepted" : "refused", { code: bench.label(code) }));
    bench.page.suggesting();
  }
}
