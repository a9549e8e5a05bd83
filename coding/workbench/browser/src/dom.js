// Elements from a name, attributes and children; text is always text, never markup.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "colour") element.style.setProperty("--code", value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(3).filter((each) => each != null && each !== false));
  return element;
}

export const swatch = (colour) => h("span", { class: "swatch", colour, "aria-hidden": "true" });
export const key = (name) => h("kbd", {}, name);

export function shorten(words, most) {
  const line = words.replace(/\s+/g, " ").trim();
  if (line.length <= most) return line;
  const half = Math.floor((most - 3) / 2);
  const [first, last] = [line.slice(0, half).replace(/\s\S{0,24}$/, ""), line.slice(-half).replace(/^\S{0,24}\s/, "")]; // no word is cut in two
  return `${first} … ${last}`;
}
