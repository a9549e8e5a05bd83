// Between the page and the server: how an act is asked for, and what becomes of the page by what is answered.
import { Doing } from "./doing.js";
import { language, say } from "./say.js";

export class Exchanging extends Doing {
  request(act) {
    const id = this.real.get(act.id) ?? act.id;
    if (id < 0 && !["code", "accept"].includes(act.kind)) return null; // it was refused before it came to be
    const language_ = language();
    const made = {
      code: () => ["POST", "codings", { mark: act.mark }],
      change: () => ["PUT", `codings/${id}`, { was: act.was, now: act.now }],
      remove: () => ["POST", `codings/${id}/remove`, { was: act.was }],
      name: () => ["POST", "codes", { label: act.label, language: language_ }],
      memo: () => ["POST", "memos", { text: act.text, on: "source", on_id: act.source, start: act.start, end: act.end }],
      rewrite: () => ["PUT", `memos/${id}`, { was: act.was, text: act.text }],
      accept: () => ["POST", "suggestions/accept", act.offer],
      refuse: () => ["POST", "suggestions/refuse", act.offer],
      undo: () => this.undoes && ["POST", "undo", { change: this.undoes }],
      redo: () => this.redoes && ["POST", "redo", { change: this.redoes }],
    }[act.kind]();
    return made ? { method: made[0], path: made[1], content: made[2] } : null;
  }

  saved(act, body) {
    this.page.trouble(null);
    if (act.kind === "code" || act.kind === "accept") {
      const made = body.made ?? body.codings?.find((each) => each.code === act.mark.code && each.start === act.mark.start && each.end === act.mark.end)?.id;
      this.real.set(act.id, made);
      this.codings.delete(act.id);
      if (this.active === act.id) this.active = made ?? null;
    }
    this.heard(act.source, body);
    if (act.kind === "code" && !body.codings?.some((each) => each.id === body.made)) {
      this.changed(); // the words were coded so before: the one there stands for it
      this.moved();
    }
    if (act.kind === "name" && this.afterCode) {
      const then = this.afterCode;
      this.afterCode = null;
      this.refreshCodes().then(() => then(body.made));
    }
    if (act.kind === "undo" || act.kind === "redo") {
      this.page.notice.replaceChildren();
      this.follow(body);
      this.suggestions.load();
    }
  }

  // Show where something was taken back or brought back.
  follow(body) {
    const coding = body.codings?.find((each) => this.codings.has(each.id));
    if (coding) {
      this.active = coding.id;
      this.cursor.put(coding.start);
    }
    this.moved();
    this.page.announce(say("stepped"));
  }

  refused(act, status, body) {
    this.page.trouble(body.error ? body : { error: { what: say("not_saved"), remedy: "" } });
    if (act.kind === "name") this.afterCode = null;
    if (!this.outbox.stopped && this.reading) this.open(this.reading.source.name, { stay: true });
  }

  // What the server tells has happened since it was last heard of: by oneself and by others.
  heard(source, body) {
    if ("undo" in body) this.steps(body);
    this.latest = Math.max(this.latest, body.revision);
    if (source !== this.reading?.source.name) return null;
    this.revision = body.revision;
    if (body.text) return this.open(source, { stay: true });
    for (const id of body.gone) this.codings.delete(id);
    for (const each of body.codings) if (!this.pending(each.id)) this.codings.set(each.id, each);
    for (const id of body.memos_gone) this.memoList.delete(id);
    for (const each of body.memos) this.memoList.set(each.id, each);
    if (body.codebook) this.refreshCodes();
    if (body.gone.length || body.codings.length || body.memos.length || body.memos_gone.length) {
      this.changed();
      this.moved();
    }
    return null;
  }

  // Whether something is still on its way about this coding: what the server says of it is then older than what is seen.
  pending(id) {
    return this.outbox.acts.some((act) => (this.real.get(act.id) ?? act.id) === id);
  }

  async news() {
    if (!this.reading || this.outbox.state !== "saved") return;
    const source = this.reading.source.name;
    const { status, body } = await this.server.get("news", { source, since: this.revision });
    if (status === 200 && body.revision > this.revision) this.heard(source, body);
  }

  async refreshCodes() {
    const { status, body } = await this.server.get("codebook", { language: language() });
    if (status !== 200) return;
    this.takeCodes(body);
    this.changed();
  }

  steps({ undo, redo }) {
    this.undoes = undo;
    this.redoes = redo;
    this.page.steps(Boolean(undo), Boolean(redo));
  }

  unsaved(act) {
    const origin = act.kind === "accept" ? "suggestion" : "manual";
    return { ...act.mark, id: act.id, coder: this.overview.who, round: this.overview.round, origin, note: "" };
  }
}
