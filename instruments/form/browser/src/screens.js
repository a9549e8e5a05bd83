// What each screen shows; nothing here decides what comes next.
import { button, h } from "./dom.js";
import { answered, sameAnswers } from "./questionnaire.js";
import { day, clock, NAMES, say } from "./texts.js";

const heading = (text, level = "h1") => h(level, { tabindex: "-1" }, text);
const paragraph = (text) => String(text).split(/\n+/).filter(Boolean).map((line) => h("p", {}, line));
const buttons = (...each) => h("div", { class: "buttons" }, ...each);

export function top(form) {
  const languages = (form.state?.languages ?? []).filter((each) => NAMES[each]);
  const choice = (language) => {
    const chosen = language === form.language;
    const attributes = { type: "button", lang: language, "aria-current": chosen && "true", onclick: () => form.switchLanguage(language) };
    return h("button", attributes, NAMES[language]);
  };
  const names = { class: "languages", "aria-label": form.say("language") };
  const title = h("p", { class: "name" }, form.state?.title ? form.pick(form.state.title) : "Underveis");
  const switcher = languages.length > 1 && h("nav", names, languages.map(choice));
  const paper = form.state?.channel === "paper" && h("p", { class: "paper" }, form.say("paper"));
  return [h("div", { class: "bar" }, title, switcher), paper, form.survey && form.status].filter(Boolean);
}

export function information(form) {
  const told = form.state.information ?? {};
  const rows = ["controller", "contact", "purpose", "legal_basis", "kept_until"]
    .filter((key) => told[key])
    .map((key) => h("div", {}, h("dt", {}, form.say(key)), h("dd", {}, paragraph(value(form, key, told[key])))));
  const way = form.pick(told.how_to_withdraw) || form.say(form.backend.offline ? "how_to_withdraw_offline" : "how_to_withdraw_text");
  rows.push(h("div", {}, h("dt", {}, form.say("voluntary")), h("dd", {}, paragraph(form.say("voluntary_text")))));
  rows.push(h("div", {}, h("dt", {}, form.say("how_to_withdraw")), h("dd", {}, paragraph(way))));
  return [
    heading(form.pick(form.state.title)),
    paragraph(form.pick(form.state.survey.description)),
    form.state.closes && h("p", {}, form.say("closes", { date: when(form, form.state.closes, false) })),
    h("h2", {}, form.say("information_title")),
    h("dl", { class: "told" }, rows),
    consent(form),
  ].flat().filter(Boolean);
}

function value(form, key, told) {
  const text = form.pick(told);
  return key === "kept_until" && /^\d{4}-\d\d-\d\d$/.test(text) ? when(form, text, false) : text;
}

function consent(form) {
  const fault = h("p", { id: "consent-fault", class: "fault", role: "alert" });
  const box = h("input", { type: "checkbox", id: "consent", "aria-describedby": "consent-fault" });
  const agreed = form.say(form.state.channel === "paper" ? "consent_paper" : "consent");
  const who = h("input", { type: "text", id: "respondent", autocomplete: "organization", maxlength: "200" });
  const begin = async (event) => {
    event.preventDefault();
    box.setAttribute("aria-invalid", String(!box.checked));
    fault.textContent = box.checked ? "" : form.say("consent_missing");
    if (box.checked) await form.consent(who.value.trim());
    else box.focus();
  };
  const asked = form.backend.offline && h("div", { class: "field" }, h("label", { for: "respondent" }, form.say("respondent")), who);
  const agreement = h("div", { class: "agree" }, box, h("label", { for: "consent" }, agreed));
  const start = h("button", { type: "submit", class: "button primary" }, form.say("begin"));
  return h("form", { class: "consent", novalidate: true, onsubmit: begin }, asked, agreement, fault, buttons(start));
}

export function keepAddress(form) {
  const done = h("p", { role: "status", class: "note" });
  const shown = h("input", { type: "text", readonly: true, id: "address", value: form.personal });
  const copy = async () => {
    shown.select();
    const worked = await navigator.clipboard?.writeText(form.personal).then(() => true, () => false);
    done.textContent = form.say(worked ? "address_copied" : "address_copy_by_hand");
  };
  return [
    heading(form.say("address_title")),
    ...paragraph(form.say("address_text")),
    h("div", { class: "field" }, h("label", { for: "address" }, form.say("address")), shown),
    buttons(button(form.say("address_copy"), copy), button(form.say("go_on"), () => form.questions(0), "primary")),
    done,
  ];
}

export function questions(form) {
  const { survey } = form;
  const [at, of] = [survey.currentPageNo + 1, survey.visiblePageCount];
  const page = survey.currentPage;
  const progress = form.say("progress", { at, of });
  return [
    h("div", { class: "progress" }, h("p", {}, progress), h("progress", { max: of, value: at, "aria-label": progress })),
    heading(page.locTitle.renderedHtml || form.pick(form.state.title)),
    ...paragraph(page.locDescription.renderedHtml ?? ""),
    page.questions.some((question) => question.isRequired) && h("p", { class: "note" }, form.say("required_note")),
    h("div", { class: "survey" }),
    buttons(
      at > 1 && button(form.say("previous"), () => form.previous()),
      button(form.say(at < of ? "next" : "review"), () => form.next(), "primary"),
    ),
    form.personal && h("details", { class: "address" }, h("summary", {}, form.say("address_summary")), h("p", {}, form.personal)),
    h("p", { class: "foot" }, button(form.say("withdraw"), () => form.withdraw(), "link")),
  ].filter(Boolean);
}

function summary(form, change) {
  return answered(form.survey).map(({ title, questions }) => [
    heading(title, "h2"),
    h("dl", { class: "answers" }, questions.map(([asked, lines, question]) => {
      const mend = change && button(form.say("change"), () => form.change(question), "link");
      mend?.setAttribute?.("aria-label", form.say("change_which", { question: asked }));
      const given = lines.length ? lines.map((line) => h("p", {}, line)) : h("p", { class: "none" }, form.say("not_answered"));
      return h("div", {}, h("dt", {}, asked), h("dd", {}, given, mend));
    })),
  ]);
}

export function review(form) {
  const last = Math.max(0, form.survey.visiblePageCount - 1);
  return [
    heading(form.say("review_title")),
    ...paragraph(form.say(form.backend.offline ? "review_offline" : "review_text")),
    ...summary(form, true).flat(),
    buttons(button(form.say("previous"), () => form.questions(last)), button(form.say("submit"), () => form.submit(), "primary")),
  ];
}

export function submitted(form) {
  form.status.textContent = "";
  const sent = form.state.submitted_at;
  const key = form.backend.offline ? "done_offline" : sent ? "submitted_at" : "submitted_text";
  const closing = form.survey.locCompletedHtml?.renderedHtml ?? "";
  const thanks = new DOMParser().parseFromString(form.state.survey.completedHtml ? closing : "", "text/html").body.textContent;
  return [
    heading(form.say(form.backend.offline ? "done_title" : "submitted_title")),
    ...paragraph(form.say(key, { time: sent ? when(form, sent, true) : "" })),
    ...paragraph(thanks),
    buttons(
      form.backend.offline && button(form.say("download"), () => download(form), "primary"),
      button(form.say("print"), () => window.print()),
      button(form.say("change_answers"), () => form.reopen()),
      button(form.say("withdraw"), () => form.withdraw(), "danger"),
    ),
    heading(form.say("your_answers"), "h2"),
    ...summary(form, false).flat(),
  ];
}

function download(form) {
  const address = URL.createObjectURL(new Blob([form.backend.file()], { type: "application/json" }));
  const link = h("a", { href: address, download: form.backend.fileName() });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

export function ended(form, unsent) {
  form.status.textContent = "";
  const key = form.state.state === "withdrawn" ? "withdrawn" : "closed";
  const contact = form.pick(form.state.information?.contact);
  const whole = [heading(form.say(`${key}_title`)), ...paragraph(form.say(`${key}_text`))];
  if (contact) whole.push(h("p", {}, form.say("ask_contact", { contact })));
  if (!unsent) return whole;
  const print = buttons(button(form.say("print"), () => window.print(), "primary"));
  return [...whole, heading(form.say("unsent_title"), "h2"), ...paragraph(form.say("unsent_text")), print, ...summary(form, false).flat()];
}

export function unavailable(form, unknown, error) {
  if (unknown) return [heading(form.say("unknown_title")), ...paragraph(form.say("unknown_text"))];
  const again = buttons(button(form.say("try_again"), () => form.start(), "primary"));
  return [heading(form.say("unavailable_title")), ...paragraph(error?.what ?? form.say("unavailable_text")), again];
}

export function conflict(form, other, keepMine, takeTheirs) {
  const [mine, theirs] = [answered(form.survey), answered(other)].map((pages) => pages.flatMap(({ questions }) => questions));
  const names = [...new Set([...mine, ...theirs].map(([, , question]) => question.name))];
  const of = (all, name) => all.find(([, , question]) => question.name === name);
  const lines = (found) => (found?.[1].length ? found[1].join("; ") : form.say("not_answered"));
  const rows = names
    .filter((name) => !sameAnswers(of(mine, name)?.[2].value, of(theirs, name)?.[2].value))
    .map((name) => {
      const asked = (of(mine, name) ?? of(theirs, name))[0];
      const cell = (key, all) => h("div", {}, h("p", { class: "of" }, form.say(key)), h("p", {}, lines(of(all, name))));
      return h("li", {}, h("p", { class: "asked" }, asked), h("div", { class: "versions" }, cell("here", mine), cell("stored", theirs)));
    });
  return [
    heading(form.say("conflict_title")),
    ...paragraph(form.say("conflict_text")),
    h("ul", { class: "differences" }, rows),
    buttons(button(form.say("keep_mine"), keepMine, "primary"), button(form.say("take_theirs"), takeTheirs)),
  ];
}

function when(form, moment, timed) {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return String(moment);
  const told = day(date, form.language);
  return timed ? say(form.language, "day_time", { day: told, time: clock(date, form.language) }) : told;
}
