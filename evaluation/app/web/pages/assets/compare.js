// Deciding where coders differ: the keys, marking words for a new coding, and hearing what others decide meanwhile.
const root = document.querySelector("[data-compare]");
const form = root?.querySelector("[data-decide]");
const passage = root?.querySelector("[data-words]");
const reason = form?.elements.reason;
const own = form?.querySelector("[data-new]");
const typing = (element) => element?.matches("input:not([type=radio]), select, textarea") ?? false;
const link = (rel) => root.querySelector(`a[rel=${rel}]`);
const words = passage ? [...passage.querySelectorAll("[data-start]")] : [];
const is = (choice) => form?.elements.choice.value === choice;

// What is chosen

function shown() {
  if (!form) return;
  own.hidden = !is("new");
  const [start, end] = edges();
  for (const each of words) each.classList.toggle("mine", is("new") && Number(each.dataset.start) >= start && Number(each.dataset.end) <= end);
}

function choose(key) {
  const found = form && [...form.elements.choice].find((each) => each.dataset.key === key);
  if (!found) return false;
  found.checked = true;
  shown();
  (key === "o" ? form.querySelector("#new-1") : reason).focus();
  return true;
}

// The words of a new coding

function edges() {
  const { start, end } = form.elements;
  return start ? [Number(start.value), Number(end.value)] : [0, 0];
}

function shift(field, step) {
  const select = form.elements[field];
  if (!select || !is("new")) return false;
  const at = Math.min(Math.max(select.selectedIndex + step, 0), select.options.length - 1);
  const other = form.elements[field === "start" ? "end" : "start"].selectedIndex;
  select.selectedIndex = field === "start" ? Math.min(at, other) : Math.max(at, other);
  shown();
  return true;
}

function marked() {
  const chosen = getSelection();
  if (!form || !chosen.rangeCount || chosen.isCollapsed || !passage.contains(chosen.anchorNode) || !passage.contains(chosen.focusNode)) return;
  const range = chosen.getRangeAt(0);
  const found = words.filter((each) => {
    const part = document.createRange();
    part.selectNodeContents(each);
    return range.compareBoundaryPoints(Range.START_TO_END, part) > 0 && range.compareBoundaryPoints(Range.END_TO_START, part) < 0;
  });
  if (!found.length) return;
  form.elements.start.value = found[0].dataset.start;
  form.elements.end.value = found[found.length - 1].dataset.end;
  form.elements.choice.value = "new";
  shown();
}

// Keys

const MOVES = { j: "next", k: "prev" };
const BACK = ",;<"; // the keys left and right, with and without Shift, on Norwegian and English keyboards
const ON = ".:>";

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const press = (element) => element && (element.click(), true);
  const done =
    (MOVES[key] && press(link(MOVES[key]))) ||
    (key === "z" && press(root.querySelector(`[data-key=${event.shiftKey ? "Z" : "z"}]`))) ||
    ((BACK + ON).includes(key) && shift(event.shiftKey ? "start" : "end", ON.includes(key) ? 1 : -1)) ||
    (!event.shiftKey && /^[0-9bno]$/.test(key) && choose(key));
  if (done) event.preventDefault();
}

// What others do meanwhile

async function look() {
  const answer = await fetch(root.dataset.compare, { headers: { accept: "application/json" } });
  if (!answer.ok) return tell(news.dataset.changed);
  const now = await answer.json();
  const left = document.querySelector("#left");
  left.value = left.max - now.left;
  const label = left.labels[0];
  label.textContent = label.textContent.replace(/^[\d\s\u00a0]+/, `${now.left.toLocaleString(document.documentElement.lang)} `);
  if (now.mark === root.dataset.mark) return (news.hidden = true);
  return tell(now.who ? news.dataset.meanwhile.replace("{who}", now.who).replace("{reason}", () => now.reason) : news.dataset.changed);
}

const news = root?.querySelector("[data-news]");
function tell(text) {
  news.hidden = false;
  news.firstElementChild.textContent = text;
}

if (root) {
  addEventListener("keydown", pressed);
  form?.addEventListener("change", shown);
  document.addEventListener("pointerup", () => setTimeout(marked));
  form?.addEventListener("submit", () => form.querySelector("button:not([type])")?.setAttribute("disabled", ""));
  addEventListener("pageshow", () => form?.querySelector("button[disabled]")?.removeAttribute("disabled"));
  shown();
  const first = passage?.querySelector(".in"); // a long passage is shown from a little before the words
  if (first && first.offsetTop - passage.offsetTop > passage.clientHeight / 2) passage.scrollTop = first.offsetTop - passage.offsetTop - 60;
  const { follow } = await import(root.dataset.live);
  const touches = (change) => ["adjudication", "coding", "round", "source"].some((each) => each in change.touched);
  follow((change) => touches(change) && look(), { after: Number(root.dataset.after), told: (state) => state === "behind" && look() });
}
