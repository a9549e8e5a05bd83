// Elements from a name, attributes and children; text is always text, never markup.
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat(2).filter((each) => each != null && each !== false));
  return element;
}

export const button = (text, onclick, kind = "quiet") => h("button", { type: "button", class: `button ${kind}`, onclick }, text);

// A question that must be answered before anything else: resolves to what was chosen.
export function ask(title, text, choices) {
  return new Promise((resolve) => {
    const close = (answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const buttons = choices.map(([label, value, kind]) => button(label, () => close(value), kind));
    const heading = h("h2", { id: "dialog-title" }, title);
    const dialog = h("dialog", { "aria-labelledby": "dialog-title" }, heading, text, h("div", { class: "buttons" }, buttons));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (choices[0][1] === null) close(null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
