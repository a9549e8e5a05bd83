// Acts on their way to the server: one after the other, again and again while the network is gone, and never forgotten
// before they were saved or refused. Each can be sent twice without harm.
const LONGEST = 30000; // milliseconds between two tries
const PATIENCE = 15000; // milliseconds for an answer: a network that is half gone never gives one, and nobody is told

export class Outbox {
  // `tell()`: something changed in what is waiting; `done(act, body)`; `refused(act, status, body)`.
  constructor(server, place, { since, version, resolve, tell, done, refused, until }) {
    Object.assign(this, { server, place, since, version, resolve, tell, done, refused, until, failures: 0, sending: false, stopped: false });
    this.acts = this.recall();
    window.addEventListener("online", () => this.now(), { signal: until });
    window.addEventListener("beforeunload", (event) => this.acts.length && event.preventDefault(), { signal: until });
  }

  // An act is about the text as it was read when it was done, however late it is sent.
  push(act) {
    this.acts.push({ ...act, version: this.version() });
    this.keep();
    this.now();
  }

  // The last act, if it has not been sent: taking it back leaves no trace.
  pop() {
    if (this.acts.length < (this.sending ? 2 : 1) || ["undo", "redo"].includes(this.acts.at(-1).kind)) return null;
    const act = this.acts.pop();
    this.keep();
    this.tell();
    return act;
  }

  async now() {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.acts.length && !this.stopped && (await this.first()));
    } finally {
      this.sending = false; // whatever went wrong with one, the others are not held up by it
      this.tell();
    }
  }

  // The oldest act sent and settled; false where nothing came through, or nobody is let in: then it waits.
  async first() {
    this.tell();
    const act = this.acts[0];
    const request = this.resolve(act);
    const { status, body } = request ? await this.server.ask(request.method, request.path, { ...request.content, source: act.source, since: this.since(act), ...(act.version && { version: act.version }) }, PATIENCE) : {};
    if (status === 0 || status >= 500 || status === 429) {
      this.failures += 1;
      if (!this.until.aborted) this.timer = setTimeout(() => this.now(), Math.min(LONGEST, 1000 * 2 ** (this.failures - 1)));
      return false;
    }
    this.failures = 0;
    if (status === 401 || body?.error?.code === "PAGE-004") {
      this.stopped = true; // signed out: what waits is kept until one is let in again
      this.refused(act, status, body);
      return false;
    }
    this.acts.shift();
    this.keep();
    if (status < 300) this.done(act, body);
    else if (status) this.refused(act, status, body);
    return true;
  }

  get state() {
    if (!this.acts.length) return "saved";
    return this.failures || this.stopped ? "waiting" : "saving";
  }

  keep() {
    try {
      if (this.acts.length) sessionStorage.setItem(this.place, JSON.stringify(this.acts));
      else sessionStorage.removeItem(this.place);
    } catch {
      // Without a place to keep them they live as long as the page, which asks before it is left.
    }
  }

  recall() {
    try {
      return JSON.parse(sessionStorage.getItem(this.place)) ?? [];
    } catch {
      return [];
    }
  }
}
