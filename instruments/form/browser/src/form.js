// The form from information to receipt: which screen is shown, and what leads from one to the next.
import { forget, recall } from "./copy.js";
import { ask, h } from "./dom.js";
import { draw, plain, questionnaire, sameAnswers } from "./questionnaire.js";
import { Saving } from "./saving.js";
import * as screens from "./screens.js";
import { clock, NAMES, pick, say, TEXTS } from "./texts.js";

export class Form {
  constructor(root, backend) {
    this.backend = backend;
    this.status = h("p", { class: "status", role: "status" });
    this.header = h("header", { class: "top" });
    this.main = h("main", { class: "sheet", tabindex: "-1" });
    root.append(this.header, this.main);
    const wanted = (navigator.language || "nb").slice(0, 2);
    this.language = TEXTS[wanted] ? wanted : "nb";
  }

  say = (key, values) => say(this.language, key, values);
  pick = (wording) => pick(wording, this.language);

  async start() {
    this.chooseLanguage(this.language);
    const { status, body } = await this.backend.state();
    if (status === 200) return this.open(body);
    this.state = { languages: Object.keys(NAMES) };
    this.unavailable(status, body);
  }

  unavailable(status, body) {
    const unknown = status === 404;
    if (!unknown && status !== 410) this.again = setTimeout(() => this.start(), 10000);
    this.show(() => screens.unavailable(this, unknown, body.error));
  }

  // Takes up the form where the server and this browser left it.
  open(state) {
    clearTimeout(this.again);
    this.state = state;
    const wanted = state.state === "new" && state.languages.includes(this.language) ? this.language : state.language;
    this.chooseLanguage(state.languages.includes(wanted) ? wanted : state.languages[0]);
    if (state.state === "new") return this.show(() => screens.information(this));
    this.begin(state.answers);
    if (state.state === "closed" || state.state === "withdrawn") return this.ended();
    const copy = this.saving.left();
    if (copy && !sameAnswers(copy.answers, state.answers)) return this.takeUp(copy);
    forget(this.backend.place());
    if (state.state === "submitted") return this.show(() => screens.submitted(this));
    this.tell("resumed");
    return this.questions(this.firstUnanswered());
  }

  begin(answers) {
    this.saving?.stop();
    this.survey = questionnaire({ ...this.state, answers }, this.language);
    this.saving = new Saving(this.backend, this.state.revision ?? 0, this.language, (how, told) => this.tell(how, told));
    this.survey.onValueChanged.add(() => this.saving.change(this.survey.data));
    this.survey.onMatrixCellValueChanged?.add(() => this.saving.change(this.survey.data));
  }

  takeUp(copy) {
    this.saving.held = Boolean(copy.held) && this.state.state === "submitted";
    if (copy.revision !== this.state.revision) {
      this.saving.answers = copy.answers;
      return this.conflict({ revision: this.state.revision, answers: this.state.answers }, copy.answers);
    }
    this.survey.data = copy.answers;
    this.saving.change(copy.answers);
    return this.questions(this.firstUnanswered());
  }

  firstUnanswered() {
    const pages = this.survey.visiblePages;
    const last = pages.map((page) => page.questions.some((question) => !question.isEmpty())).lastIndexOf(true);
    return Math.max(0, last);
  }

  async consent(respondent) {
    const { status, body } = await this.backend.begin({ language: this.language, respondent });
    if (status !== 200 && status !== 201) return this.trouble(status, body);
    this.state = { ...this.state, state: "draft", revision: body.revision, answers: this.state.answers ?? {} };
    this.begin(this.state.answers);
    if (body.token) {
      this.personal = this.backend.address();
      return this.show(() => screens.keepAddress(this));
    }
    return this.questions(0);
  }

  // One section a page.
  questions(at) {
    this.survey.currentPageNo = Math.max(0, Math.min(at, this.survey.visiblePageCount - 1));
    this.show(() => screens.questions(this));
    draw(this.survey, this.main.querySelector(".survey"));
  }

  previous() {
    this.saving.now();
    this.questions(this.survey.currentPageNo - 1);
  }

  next() {
    this.saving.now();
    if (!this.survey.currentPage.validate(true, true)) return;
    const at = this.survey.currentPageNo + 1;
    if (at < this.survey.visiblePageCount) this.questions(at);
    else this.review();
  }

  review() {
    this.show(() => screens.review(this));
  }

  change(question) {
    this.questions(this.survey.visiblePages.indexOf(question.page));
    requestAnimationFrame(() => question.focus());
  }

  async submit() {
    const faulty = this.survey.visiblePages.find((page) => !page.validate(false, false));
    if (faulty) {
      this.questions(this.survey.visiblePages.indexOf(faulty));
      return void faulty.validate(true, true);
    }
    await this.saving.now();
    if (this.saving.stuck) return undefined;
    const answers = this.survey.data;
    const content = { revision: this.saving.revision, answers, language: this.language };
    const { status, body } = await this.backend.submit(content);
    if (status === 409) return this.conflict(body);
    if (status !== 200) return this.trouble(status, body);
    this.saving.forget();
    Object.assign(this.state, { state: "submitted", answers, revision: body.revision, submitted_at: body.submitted_at });
    this.begin(answers);
    return this.show(() => screens.submitted(this));
  }

  reopen() {
    this.saving.held = !this.backend.offline;
    if (this.saving.held) this.tell("held");
    else this.status.textContent = "";
    this.questions(0);
  }

  async withdraw() {
    const choices = [[this.say("withdraw_no"), null, "quiet"], [this.say("withdraw_yes"), "yes", "danger"]];
    const text = h("p", {}, this.say(this.backend.offline ? "withdraw_offline" : "withdraw_text"));
    if (!(await ask(this.say("withdraw_title"), text, choices))) return undefined;
    this.saving.forget();
    const { status, body } = await this.backend.withdraw();
    if (status !== 200 && status !== 204) return this.trouble(status, body);
    this.state.state = "withdrawn";
    return this.ended();
  }

  ended() {
    const copy = recall(this.backend.place());
    if (copy && this.state.state === "closed") this.survey.data = copy.answers;
    this.saving.stop();
    const unsent = this.state.state === "closed" && copy && !sameAnswers(copy.answers, this.state.answers ?? {});
    this.show(() => screens.ended(this, unsent));
  }

  // Two windows: nothing is written over before somebody has chosen.
  conflict(theirs, mine = this.survey.data) {
    this.survey.data = mine;
    const other = questionnaire({ ...this.state, answers: theirs.answers }, this.language);
    const keepMine = () => {
      this.saving.revision = theirs.revision;
      this.saving.change(mine);
      this.saving.now();
      this.questions(this.firstUnanswered());
    };
    const takeTheirs = () => {
      this.saving.forget();
      this.state = { ...this.state, ...theirs };
      this.begin(theirs.answers);
      if (this.state.state === "submitted") return this.show(() => screens.submitted(this));
      return this.questions(this.firstUnanswered());
    };
    this.status.textContent = this.say("status_conflict");
    this.show(() => {
      other.locale = this.language;
      return screens.conflict(this, other, keepMine, takeTheirs);
    });
  }

  async trouble(status, body) {
    if (status === 410) return this.gone(body);
    const lost = status === 0 || status >= 500 || status === 429;
    const told = lost ? [this.say("trouble_network")] : faults(body, this.survey).concat(body.error?.remedy ?? []);
    const text = h("div", {}, (told.length ? told : [this.say("trouble_other")]).map((each) => h("p", {}, each)));
    return ask(this.say("trouble_title"), text, [[this.say("close"), null, "primary"]]);
  }

  async gone(body) {
    const { status, body: state } = await this.backend.state();
    if (status === 200) Object.assign(this.state, { state: state.state });
    if (this.state.state === "draft" || this.state.state === "submitted") this.state.state = "closed";
    return this.survey ? this.ended() : this.unavailable(410, body ?? {});
  }

  // The state of saving, in words.
  tell(how, told = {}) {
    if (how === "conflict") return this.conflict(told);
    if (how === "gone") return this.gone(told);
    if (how === "refused") this.trouble(422, told);
    const time = clock(told.at ?? new Date(), this.language);
    this.status.textContent = this.say(this.backend.offline && how === "saved" ? "status_saved_here" : `status_${how}`, { time });
    this.status.dataset.state = how;
    return undefined;
  }

  chooseLanguage(language) {
    this.language = language;
    document.documentElement.lang = language;
    if (this.survey) this.survey.locale = language;
    if (this.saving) this.saving.language = language;
  }

  switchLanguage(language) {
    const at = this.survey?.currentPageNo;
    this.chooseLanguage(language);
    if (this.saving && this.state.state === "draft") this.saving.change(this.survey.data);
    if (this.main.querySelector(".survey")) this.questions(at);
    else this.show(this.screen);
    this.header.querySelector("[aria-current]")?.focus();
  }

  // Draws a screen, and takes whoever hears or tabs through it to its heading.
  show(screen) {
    this.screen = screen;
    document.title = this.state?.title ? this.pick(this.state.title) : "Underveis";
    this.header.replaceChildren(...screens.top(this));
    this.main.replaceChildren(...screen());
    window.scrollTo(0, 0);
    this.main.querySelector("h1, h2")?.focus({ preventScroll: true });
  }
}

function faults(body, survey) {
  return (body.problems ?? []).map(({ question, what, remedy }) => {
    const asked = survey?.getQuestionByName(question);
    return [asked ? `${plain(asked.locTitle)}:` : "", what, remedy].filter(Boolean).join(" ");
  });
}

