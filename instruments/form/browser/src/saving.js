// Saves answers as one goes: soon after each change, again and again while the network is gone, never over another's.
import { forget, recall, remember } from "./copy.js";

const SOON = 700;
const LONGEST = 60000;

export class Saving {
  // `tell(state, details)`: saved, waiting, unsaved, conflict, refused, gone.
  constructor(backend, revision, language, tell) {
    Object.assign(this, { backend, revision, language, tell });
    this.answers = null; // what is still to be saved
    this.failures = 0;
    this.held = false; // a submitted form is changed as a whole, when it is submitted again
    this.sending = null;
    this.timer = 0;
    this.leave = () => document.visibilityState === "hidden" && this.answers && !this.sending && this.send(true);
    this.retry = () => this.answers && this.now();
    document.addEventListener("visibilitychange", this.leave);
    window.addEventListener("online", this.retry);
  }

  stop() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.leave);
    window.removeEventListener("online", this.retry);
  }

  change(answers) {
    this.answers = structuredClone(answers);
    this.keep();
    this.tell(this.held ? "held" : "unsaved");
    this.later(SOON);
  }

  keep() {
    const { answers, revision } = this;
    if (answers) remember(this.backend.place(), { answers, revision, held: this.held, at: new Date().toISOString() });
  }

  later(wait) {
    clearTimeout(this.timer);
    if (!this.held) this.timer = setTimeout(() => this.now(), wait);
  }

  // Resolves when everything changed so far is saved, or could not be.
  async now() {
    clearTimeout(this.timer);
    if (this.sending) await this.sending;
    if (!this.answers || this.held) return;
    this.sending = this.send();
    await this.sending;
    this.sending = null;
    if (this.answers && this.failures === 0 && !this.stuck) await this.now();
  }

  async send(keepalive = false) {
    const sent = this.answers;
    const content = { revision: this.revision, answers: sent, language: this.language };
    const { status, body, wait } = await this.backend.save(content, keepalive);
    this.stuck = false;
    if (status === 200) {
      this.saved(sent, body);
    } else if (status === 409) {
      this.stuck = true;
      this.tell("conflict", body);
    } else if (status === 410 || status === 404) {
      this.stuck = true;
      this.tell("gone", body);
    } else if (status === 422 || status === 413 || status === 400) {
      this.stuck = true;
      this.tell("refused", body);
    } else {
      if (status === 403) await this.backend.state(); // a server that was started anew hands out a new key
      this.failed(wait);
    }
  }

  saved(sent, body) {
    this.failures = 0;
    this.revision = body.revision;
    if (this.answers === sent) {
      this.answers = null;
      forget(this.backend.place());
      this.tell("saved", { at: new Date(body.saved_at ?? Date.now()) });
    } else {
      this.keep();
    }
  }

  failed(wait) {
    this.failures += 1;
    this.tell("waiting");
    this.later(Math.max(wait * 1000, Math.min(LONGEST, 1000 * 2 ** (this.failures - 1))));
  }

  // Answers of this browser that never reached the server, if there are any.
  left() {
    return recall(this.backend.place());
  }

  forget() {
    this.answers = null;
    clearTimeout(this.timer);
    forget(this.backend.place());
  }
}
