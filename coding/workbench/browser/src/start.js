// Starts the workbench in the page of the server, whose address tells which source is open and where.
import "./workbench.css";
import { Page } from "./main.js";
import { Server } from "./server.js";

const told = () => new URLSearchParams(location.search);

const address = {
  opened(name, study, { replace, stay }) {
    document.title = `${name} – ${study}`;
    if (document.activeElement === document.body && !matchMedia("(pointer: coarse)").matches) page.bench.text.pane.focus({ preventScroll: true }); // the keys work at once
    if (stay) return;
    const now = new URL(location.href);
    now.searchParams.set("source", name);
    if (!replace) now.searchParams.delete("at");
    history[replace ? "replaceState" : "pushState"](null, "", now);
  },
};

const root = document.getElementById("workbench");
const page = new Page(root, new Server(root), { address });
window.addEventListener("popstate", () => page.bench.open(told().get("source") ?? "", { replace: true }));
page.start(told().get("source"), /^\d+$/.test(told().get("at")) ? Number(told().get("at")) : null);
