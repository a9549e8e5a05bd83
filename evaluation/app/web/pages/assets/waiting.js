// A button whose answer takes its time says that it is being worked on.
const buttons = document.querySelectorAll("[data-wait]");
for (const each of buttons) {
  const said = each.textContent;
  each.form.addEventListener("submit", () => {
    each.textContent = each.dataset.wait;
    each.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    each.textContent = said;
    each.removeAttribute("aria-busy");
  });
}
