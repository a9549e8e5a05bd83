// A code dragged onto another is put under it. Without a mouse the same is done on the code's own page.
const tree = document.querySelector(".code-tree[data-proof]");
let dragged = null;

const rowOf = (event) => event.target.closest("[data-code]");

tree?.addEventListener("dragstart", (event) => {
  dragged = rowOf(event)?.dataset.code ?? null;
  event.dataTransfer.effectAllowed = "move";
});
tree?.addEventListener("dragover", (event) => {
  const row = rowOf(event);
  if (!dragged || !row || row.dataset.code === dragged) return;
  event.preventDefault();
  for (const each of tree.querySelectorAll(".over")) each.classList.remove("over");
  row.classList.add("over");
});
tree?.addEventListener("dragend", () => {
  dragged = null;
  for (const each of tree.querySelectorAll(".over")) each.classList.remove("over");
});
tree?.addEventListener("drop", async (event) => {
  const under = rowOf(event)?.dataset.code;
  if (!dragged || !under || under === dragged) return;
  event.preventDefault();
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/codebook/move";
  for (const [name, value] of Object.entries({ proof: tree.dataset.proof, name: dragged, under, then: "tree" })) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
});
