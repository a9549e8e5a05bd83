// Asking the server. What it answers is `{ status, body }`; status 0 means that nothing came through.
export class Server {
  constructor(root) {
    this.pages = true; // it has pages beside the text, where quotes are sent and texts are added
    this.at = root.dataset.api;
    this.proof = root.dataset.proof ?? "";
    this.live = root.dataset.live;
  }

  get(what, values = {}) {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value != null));
    return this.ask("GET", `${what}?${query}`);
  }

  // Tell of others' acts as they happen.
  async follow(heard, { after, told }) {
    const { follow } = await import(this.live);
    follow(heard, { after, told });
  }

  // patience: milliseconds after which it is taken not to have come through; without it, as long as it lasts.
  async ask(method, what, content, patience) {
    const headers = { accept: "application/json", "x-underveis-proof": this.proof };
    if (content) headers["content-type"] = "application/json";
    try {
      const answer = await fetch(`${this.at}/${what}`, { method, headers, body: content && JSON.stringify(content), credentials: "same-origin", signal: patience && AbortSignal.timeout(patience) });
      return { status: answer.status, body: await answer.json().catch(() => ({})) };
    } catch {
      return { status: 0, body: {} };
    }
  }
}
