// What the page says, in three languages; a missing text is a fault that the tests find.
import en from "../texts/en.json";
import nb from "../texts/nb.json";
import nn from "../texts/nn.json";

export const TEXTS = { nb, nn, en };
export const NAMES = { nb: "Bokmål", nn: "Nynorsk", en: "English" };

export function say(language, key, values = {}) {
  return TEXTS[language].page[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

// A text of the study in the language asked for, else in one it has.
export function pick(wording, language) {
  if (!wording || typeof wording === "string") return wording ?? "";
  return wording[language] ?? wording.default ?? wording.nb ?? wording.nn ?? wording.en ?? "";
}

export function clock(moment, language) {
  const two = (number) => String(number).padStart(2, "0");
  return two(moment.getHours()) + (language === "en" ? ":" : ".") + two(moment.getMinutes());
}

export function day(moment, language) {
  const names = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" };
  const months = TEXTS[language].page.months.split(" ");
  const point = names[language] === "en-GB" ? "" : ".";
  return `${moment.getDate()}${point} ${months[moment.getMonth()]} ${moment.getFullYear()}`;
}
