// One box that ticks all the boxes of its form, and follows them.
const all = document.querySelector("#all");
const box = all.querySelector("input");
const each = [...all.closest("form").querySelectorAll("[name=word]")];

function follow() {
  const ticked = each.filter((one) => one.checked).length;
  box.checked = ticked === each.length;
  box.indeterminate = ticked > 0 && ticked < each.length;
}

all.hidden = false;
box.addEventListener("change", () => {
  for (const one of each) one.checked = box.checked;
});
for (const one of each) one.addEventListener("change", follow);
addEventListener("pageshow", follow);
