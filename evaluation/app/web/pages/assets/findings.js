// A finding dragged onto another of its theme is put before it, or after it when it comes from above. Without a mouse
// the buttons of each finding do the same.
let dragged = null;

const itemOf = (event) => event.target.closest("[data-finding]");
const listOf = (item) => item?.closest(".findings");

function clear() {
  for (const each of document.querySelectorAll(".findings .over")) each.classList.remove("over");
}

document.addEventListener("dragstart", (event) => {
  dragged = itemOf(event);
  if (dragged) event.dataTransfer.effectAllowed = "move";
});
document.addEventListener("dragover", (event) => {
  const over = itemOf(event);
  if (!dragged || !over || over === dragged || listOf(over) !== listOf(dragged)) return;
  event.preventDefault();
  clear();
  over.classList.add("over");
});
document.addEventListener("dragend", () => {
  dragged = null;
  clear();
});
document.addEventListener("drop", (event) => {
  const over = itemOf(event);
  if (!dragged || !over || over === dragged || listOf(over) !== listOf(dragged)) return;
  event.preventDefault();
  const all = [...listOf(over).children];
  const below = all.indexOf(dragged) < all.indexOf(over);
  const before = below ? over.nextElementSibling : over;
  const id = dragged.dataset.finding;
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/findings/move";
  // Last of all is before itself: the finding goes to the end.
  for (const [name, value] of Object.entries({ proof: listOf(over).dataset.proof, id, before: before ? before.dataset.finding : id })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
});
