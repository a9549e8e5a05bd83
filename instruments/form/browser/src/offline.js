// The form in a file of its own: what is written stays in this browser until the answer file is downloaded.
import { forget, recall, remember } from "./copy.js";

const ok = (body = {}) => ({ status: 200, body, wait: 0 });

export function offline(form) {
  const place = `underveis:${form.form}:${form.sha256}`;
  let kept = recall(place) ?? {};
  const keep = (changes) => {
    kept = { ...kept, ...changes };
    return remember(place, kept);
  };
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");

  return {
    offline: true,
    place: () => `${place}:copy`,
    kept: () => kept,
    async state() {
      const state = !kept.consented_at ? "new" : kept.submitted_at ? "submitted" : "draft";
      const own = { state, revision: kept.revision ?? 0, answers: kept.answers ?? {}, link: false, channel: "static" };
      return ok({ ...form, ...own, language: kept.language ?? form.languages[0], submitted_at: kept.submitted_at });
    },
    async begin({ language, respondent }) {
      keep({ consented_at: new Date().toISOString(), respondent, language, key: random(), revision: 0, answers: {} });
      return ok({ revision: 0 });
    },
    async save({ answers, language }) {
      const done = keep({ answers, language, revision: kept.revision + 1 });
      return done ? ok({ revision: kept.revision, saved_at: new Date().toISOString() }) : { status: 507, body: {}, wait: 0 };
    },
    async submit({ answers, language }) {
      keep({ answers, language, revision: kept.revision + 1, submitted_at: new Date().toISOString() });
      return ok({ revision: kept.revision, submitted_at: kept.submitted_at });
    },
    async withdraw() {
      forget(place);
      kept = {};
      return ok();
    },
    // The answer file; `underveis add FILE --as answers` reads it.
    file() {
      const { consented_at, submitted_at, respondent, key, language, answers } = kept;
      const whole = { underveis: "answers", version: 1, form: form.form, instrument: form.instrument, sha256: form.sha256 };
      return JSON.stringify({ ...whole, language, consented_at, submitted_at, respondent, key, answers }, null, 2) + "\n";
    },
    fileName: () => `${form.form}-${kept.key.slice(0, 6)}.underveis.json`,
  };
}
