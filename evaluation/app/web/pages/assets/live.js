// What others do in the study, as it happens.
//
//   import { follow } from "/assets/live.js";
//   const stop = follow((change) => { … }, { after: 123, told: (state) => { … } });
//
// `heard` gets {id, at, who, act, previous, sources: [name], touched: {table: [id] | null}, news} for each change after
// `after`, the id of the last change that the page already shows. `previous` is the change before it, and `news` what came
// of it, {codings, gone}, where that is no more than a few codings of one text; else both may be null. `told` gets "live", "lost" (it will be tried again), "behind" (too much
// has happened: read the page anew) and "out" (signed out). All tabs of a browser share one connection where it lets
// them, since browsers allow only a few to one server.

const CHANNEL = "underveis-live";
const REMEMBERED = 200;
const PATIENCE = 5000;

export function follow(heard, { after = null, told = () => {} } = {}) {
  let seen = after;
  const take = (change) => {
    if (seen !== null && change.id <= seen) return;
    seen = change.id;
    heard(change);
  };
  if (!navigator.locks || !window.BroadcastChannel) return connect(() => seen, take, told);
  return share(() => seen, take, told);
}

function connect(since, take, told) {
  let source = null;
  let timer = null;
  let stopped = false;
  const open = () => {
    const from = since();
    source = new EventSource(from === null ? "/events" : `/events?after=${from}`);
    source.onopen = () => told("live");
    source.addEventListener("change", (event) => take(JSON.parse(event.data)));
    source.addEventListener("behind", () => told("behind"));
    source.onerror = async () => {
      if (stopped) return;
      told("lost");
      if (source.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      if (await isOut()) return told("out");
      timer = setTimeout(open, PATIENCE);
    };
  };
  open();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source.close();
  };
}

// Whether the server answers, but not to us any more.
async function isOut() {
  try {
    const answer = await fetch("/here", { headers: { accept: "application/json" } });
    return answer.status === 401 || answer.status === 403;
  } catch {
    return false;
  }
}

// One tab holds the lock and the connection; it passes on what it hears, and what was missed to those who ask.
function share(since, take, told) {
  const channel = new BroadcastChannel(CHANNEL);
  const ended = new AbortController();
  const recent = [];
  let state = null;
  let leading = false;
  let close = () => {};
  const hear = (change) => {
    recent.push(change);
    if (recent.length > REMEMBERED) recent.shift();
    take(change);
  };
  channel.onmessage = ({ data }) => {
    if (data.change) hear(data.change);
    else if (data.state) told(data.state);
    else if (leading && "since" in data) {
      if (data.since !== null) recent.filter((each) => each.id > data.since).forEach((change) => channel.postMessage({ change }));
      if (state) channel.postMessage({ state });
    }
  };
  channel.postMessage({ since: since() });
  navigator.locks
    .request(CHANNEL, { signal: ended.signal }, () => {
      leading = true;
      close = connect(
        since,
        (change) => {
          hear(change);
          channel.postMessage({ change });
        },
        (now) => {
          state = now;
          told(now);
          channel.postMessage({ state: now });
        },
      );
      return new Promise((release) => ended.signal.addEventListener("abort", release));
    })
    .catch(() => {}); // stopped while waiting for the lock
  return () => {
    close();
    ended.abort();
    channel.close();
  };
}
