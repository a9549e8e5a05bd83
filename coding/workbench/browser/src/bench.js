// The workbench: how a text is opened, how one hears of what others do, and what the keys do.
import { Correcting } from "./correcting.js";
import { Cursor } from "./cursor.js";
import { Exchanging } from "./exchanging.js";
import { focused, ground } from "./ground.js";
import { asked } from "./keys.js";
import { Outbox } from "./outbox.js";
import { Paint } from "./paint.js";
import { Places, edits } from "./places.js";
import { language, say } from "./say.js";
import { Suggestions } from "./suggestions.js";
import { TextPane } from "./text.js";

const NEWS = 60000; // milliseconds between looks for what others have done, should nobody tell of it
const WRITES = new Set(["correctWords", "splitTurn", "joinTurn", "nameSpeaker", "replaceName", "findCode", "recentCode", "memo", "undo", "redo", "nextSuggestion", "acceptSuggestion", "refuseSuggestion", "recodeActive", "fitActive", "shiftEdge", "noteActive", "removeActive", "nextCertainty"]);

export class Bench extends Exchanging {
  constructor(server, page) {
    super();
    Object.assign(this, { server, page, codings: new Map(), memoList: new Map(), hidden: new Set(), codes: [], recent: [], active: null, left: null, counted: new Map(), next: -1, real: new Map() });
    this.text = new TextPane(this);
    this.cursor = new Cursor(this);
    this.suggestions = new Suggestions(this);
    this.correcting = new Correcting(this);
    this.paint = new Paint((start, end) => this.text.ranges(start, end), page.root);
    this.outbox = new Outbox(server, `underveis-acts ${server.at}`, {
      since: (act) => (act.source === this.reading?.source.name ? this.revision : this.latest),
      version: () => this.reading?.version,
      resolve: (act) => this.request(act),
      tell: () => this.page.status(this.outbox),
      until: page.until,
      done: (act, body) => this.saved(act, body),
      refused: (act, status, body) => this.refused(act, status, body),
    });
    this.text.pane.addEventListener("keydown", (event) => this.pressed(event));
  }

  // Opening

  async start(source, at) {
    const wanted = source && this.fetch(source, at); // not to wait for the one before the other
    const { status, body } = await this.server.get("overview", { language: language() });
    if (status !== 200) return this.page.trouble(body);
    this.overview = body;
    this.latest = body.revision;
    this.steps(body);
    this.takeCodes(body.codes);
    const names = body.sessions.flatMap((session) => session.sources.map((each) => each.name));
    this.page.overview();
    if (names.includes(source)) await this.open(source, { replace: true, wanted });
    else if (names.length) await this.open(names[0], { replace: true, at });
    this.outbox.now();
    this.listen();
    const look = () => document.visibilityState === "visible" && this.news();
    const looking = setInterval(look, this.server.every ?? NEWS);
    this.page.until.addEventListener("abort", () => clearInterval(looking));
    document.addEventListener("visibilitychange", look, { signal: this.page.until });
    return null;
  }

  // Others' acts are told of as they happen.
  async listen() {
    const heard = (change) => {
      this.told = change.id;
      if (change.id <= this.revision) return;
      this.noticed(change);
      if (!this.knows(change) && this.concerns(change)) this.askSoon(change.id);
    };
    await this.server.follow(heard, { after: this.latest, told: (state) => state === "behind" && this.askSoon() });
  }

  // Ask what has happened, unless it is known by then up to the change of this id.
  askSoon(id = Infinity) {
    clearTimeout(this.hearing);
    this.hearing = setTimeout(() => this.revision < id && this.news(), 30 + Math.random() * 170); // not all who follow at the same moment
  }

  // Whether a change tells itself all there is to know: nothing came before it that is not shown, and nobody's next step is another by it.
  knows(change) {
    const { id, previous, who, act, news } = change;
    if (previous == null || !(previous <= this.revision) || who === this.overview.who || act === "undo" || act === "redo") return false;
    if (!this.concerns(change)) this.revision = id;
    else if (!news || this.outbox.acts.length) return false;
    else this.heard(this.reading.source.name, { revision: id, ...news, memos: [], memos_gone: [] });
    return true;
  }

  // Whether a change is something to the open text: codings of another are not.
  concerns({ sources, touched }) {
    const elsewhere = sources.length > 0 && !sources.includes(this.reading?.source.name);
    return !elsewhere || Object.keys(touched).some((table) => table !== "coding");
  }

  fetch(name, at) {
    return this.server.get("text", { source: name, at, language: language() });
  }

  async open(name, { replace = false, stay = false, at = null, wanted = this.fetch(name, at) } = {}) {
    const { status, body } = await wanted;
    if (status !== 200) return this.page.trouble(body);
    performance.mark("underveis-fetched");
    const before = stay && this.reading?.source.name === name ? { text: this.reading.text, version: this.reading.version, anchor: this.cursor.anchor, focus: this.cursor.focus, active: this.active } : null;
    this.reading = body;
    this.revision = body.revision;
    this.latest = Math.max(this.latest, body.revision);
    this.places = new Places(body.text, body.blocks);
    const counts = this.counts();
    for (const code of this.codes) code.codings = this.inAll(code, counts.get(code.name) ?? 0);
    this.codings = new Map(body.codings.map((each) => [each.id, each]));
    this.counted = this.counts();
    this.memoList = new Map(body.memos.map((each) => [each.id, each]));
    for (const act of this.outbox.acts) if (act.kind === "code" && act.source === name && (act.version ?? body.version) === body.version) this.codings.set(act.id, this.unsaved(act));
    this.active = null;
    this.cursor.reset();
    this.paint.clear();
    this.suggestions.clear(stay);
    this.text.show(body, Boolean(before));
    this.page.opened({ replace, stay });
    this.changed();
    const first = body.blocks.find((each) => !each.withdrawn);
    if (body.at !== null) {
      this.text.reveal(body.at, true);
      this.cursor.put(body.at);
    } else if (before) this.stayed(before);
    else if (first) this.cursor.anchor = this.cursor.focus = first.start;
    this.moved();
    if (this.told > this.revision) this.askSoon(this.told); // it was told of the text that was open before
    requestAnimationFrame(() => setTimeout(() => performance.mark("underveis-readable")));
    const sentences = await this.server.get("sentences", { source: name });
    if (sentences.status === 200 && this.reading === body) {
      this.places.sentences = sentences.body.flatMap((start, n, all) => (n % 2 ? [] : [[start, all[n + 1]]]));
      this.moved();
    }
    return null;
  }

  // The text was read anew: stand where one stood, though the words before it are others now.
  stayed({ text, version, anchor, focus, active }) {
    const { place } = edits(text, this.reading.text);
    Object.assign(this.cursor, { anchor: place(anchor), focus: place(focus) });
    this.active = this.codings.has(active) ? active : null;
    if (!ground().querySelector("dialog[open]") && this.text.pane.contains(focused(this.text.pane))) this.cursor.mirror(false);
    if (version === this.reading.version) return;
    this.correcting.shown?.renewed(text, this.reading.text);
    this.suggestions.clear(false); // what they are about may stand elsewhere
    if (this.corrector) this.page.tell([say("corrected_by", { who: this.corrector })]);
    this.corrector = "";
  }

  // Who puts a text right elsewhere is told of when the text is read anew.
  noticed(change) {
    if (change.who !== this.overview.who && /^(source|turn|privacy)\./.test(change.act) && change.sources?.includes(this.reading?.source.name)) this.corrector = change.who;
  }

  pressed(event) {
    const act = this.reading && asked(event);
    if (!act) return;
    event.preventDefault();
    if (WRITES.has(act[0]) && !this.overview.may_code) {
      this.page.announce(say("reader"), true);
      return;
    }
    this[act[0]](...act.slice(1));
  }
}
