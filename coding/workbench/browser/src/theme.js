// Light or dark as the notebook is, which may change while the pane stands in it.
export function followTheme(host, around, until) {
  const settle = () => (around.dataset.theme = dark(host) ? "dark" : "light");
  const soon = () => {
    settle();
    setTimeout(settle, 300); // a theme's colours may come after its name
  };
  const watch = new MutationObserver(soon);
  for (const each of [document.documentElement, document.body]) watch.observe(each, { attributes: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", soon, { signal: until });
  until.addEventListener("abort", () => watch.disconnect());
  soon();
}

// JupyterLab tells; elsewhere the colour of the ground does.
function dark(host) {
  const told = document.body.dataset.jpThemeLight;
  if (told) return told === "false";
  for (let each = host; each; each = each.parentElement ?? each.getRootNode().host) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(each).backgroundColor.match(/[\d.]+/g) ?? []).map(Number);
    if (red !== undefined && alpha > 0) return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
