// Says on a page that something has changed since it was made, and offers to read it anew.
import { follow } from "./live.js";

const notice = document.querySelector("[data-fresh]");
if (notice) {
  const show = () => {
    notice.hidden = false;
    notice.querySelector("[role=status]").textContent = notice.dataset.fresh;
  };
  notice.querySelector("button").addEventListener("click", () => location.reload());
  follow(show, { after: Number(notice.dataset.after), told: (state) => state === "behind" && show() });
}
