// The server, as the page sees it: every answer is {status, body}, and a lost network is status 0.
export function online() {
  let csrf = "";
  const path = () => location.pathname.replace(/\/+$/, "");

  async function call(method, what, content, keepalive = false) {
    const headers = { Accept: "application/json", "Accept-Language": document.documentElement.lang };
    if (content) Object.assign(headers, { "Content-Type": "application/json", "X-Underveis-Form": csrf });
    const body = content && JSON.stringify(content);
    try {
      // Browsers carry at most 64 KiB in a request that outlives its page.
      const lasting = keepalive && body && body.length < 60000;
      const response = await fetch(`${path()}/${what}`, { method, headers, body, keepalive: lasting, cache: "no-store" });
      const told = response.status === 204 ? {} : await response.json().catch(() => ({}));
      return { status: response.status, body: told, wait: Number(response.headers.get("Retry-After")) || 0 };
    } catch {
      return { status: 0, body: {}, wait: 0 };
    }
  }

  async function state() {
    const found = await call("GET", "state");
    csrf = found.body.csrf ?? csrf;
    return found;
  }

  return {
    offline: false,
    state,
    place: () => `underveis:${path()}`,
    address: () => location.origin + path(),
    async begin(content) {
      const begun = await call("POST", "begin", { consent: true, language: content.language });
      if (begun.body.token) {
        history.replaceState(null, "", `/f/${encodeURIComponent(begun.body.token)}`);
        await state();
      }
      return begun;
    },
    save: (content, keepalive) => call("PUT", "answers", content, keepalive),
    submit: (content) => call("POST", "submit", content),
    withdraw: () => call("POST", "withdraw", { confirm: true }),
  };
}
