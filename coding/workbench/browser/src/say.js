// What the page says, in the language of the page or of the notebook's study; a missing text is a fault that the tests find.
import en from "../texts/en.json";
import nb from "../texts/nb.json";
import nn from "../texts/nn.json";

const TEXTS = { nb, nn, en };

let chosen = null; // else that of the document

export function speak(name) {
  chosen = name in TEXTS ? name : null;
}

export const language = () => chosen ?? (document.documentElement.lang in TEXTS ? document.documentElement.lang : "nb");

export function say(key, values = {}) {
  const texts = TEXTS[language()];
  const text = values.n === 1 && texts[`${key}_one`] ? texts[`${key}_one`] : texts[key];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function clock(seconds) {
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const hours = seconds >= 3600 ? `${Math.floor(seconds / 3600)}:` : "";
  return `${hours}${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

export function day(date) {
  const name = { nb: "nb-NO", nn: "nn-NO", en: "en-GB" }[language()];
  return new Date(`${date}T12:00:00`).toLocaleDateString(name, { day: "numeric", month: "short", year: "numeric" });
}

const numbers = new Map(); // what writes numbers is slow to make, and a codebook has hundreds of them

export function number(value) {
  const name = language() === "en" ? "en-GB" : "nb-NO";
  if (!numbers.has(name)) numbers.set(name, new Intl.NumberFormat(name));
  return numbers.get(name).format(value);
}
