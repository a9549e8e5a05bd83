// A long list of choices is narrowed to those that hold every word of the search. Without this they are all there.
for (const search of document.querySelectorAll("[data-narrows]")) {
  const list = document.getElementById(search.dataset.narrows);
  const none = document.querySelector(`[data-none="${list.id}"]`);
  const narrow = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const each of list.querySelectorAll("label")) {
      const text = each.textContent.toLowerCase();
      each.hidden = !each.querySelector("input").checked && !words.every((word) => text.includes(word));
    }
    for (const each of list.querySelectorAll("fieldset")) each.hidden = !each.querySelector("label:not([hidden])");
    none.hidden = Boolean(list.querySelector("label:not([hidden])"));
  };
  search.addEventListener("input", narrow);
  search.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault()); // it searches, it does not send
  narrow();
}
