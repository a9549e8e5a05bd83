// Asking the kernel of a notebook, by the messages of its widget: the same questions and answers as the server's.
const NEWS = 10000; // milliseconds between looks for what others have done

export class Channel {
  // own: what tells this view of the widget from others of it.
  constructor(model, own) {
    Object.assign(this, { model, own, at: own, pages: false, every: NEWS, asked: 0, waiting: new Map(), lost: false });
    model.on("msg:custom", (told) => this.heard(told));
    model.on("comm_live_update", () => this.lose());
    model.on("destroy", () => this.lose());
  }

  get(what, values = {}) {
    return this.ask("GET", what, Object.fromEntries(Object.entries(values).filter(([, value]) => value != null)));
  }

  // A kernel that is busy answers when it is done: until then nothing is said to be saved.
  ask(method, path, content = {}) {
    const looks = path === "news" && [...this.waiting.values()].some((each) => each.path === "news");
    if (this.lost || looks) return Promise.resolve({ status: 0, body: {} });
    const id = `${this.own} ${++this.asked}`;
    return new Promise((answered) => {
      this.waiting.set(id, { path, answered });
      try {
        this.model.send({ id, method, path, content });
      } catch {
        this.lose();
      }
    });
  }

  heard({ id, status, body, changed }) {
    if (changed) this.told?.("behind");
    this.waiting.get(id)?.answered({ status, body });
    this.waiting.delete(id);
  }

  // The kernel is gone or begins anew: nothing that waits will be answered.
  lose() {
    if (this.lost) return;
    this.lost = true;
    for (const { answered } of this.waiting.values()) answered({ status: 0, body: {} });
    this.waiting.clear();
    this.gone?.();
  }

  async follow(_heard, { told }) {
    this.told = told;
  }
}
