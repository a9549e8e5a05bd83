// Bundles the workbench into ../static: for the server with hashes in the names that manifest.json tells, and for notebooks
// as one module that brings its looks along. esbuild is the form's.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const form = join(here, "..", "..", "..", "instruments", "form", "browser", "package.json");
const { build, transform } = createRequire(form)("esbuild");
const target = process.argv[2] ?? join(here, "..", "static");

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (/^workbench-.*\.(js|css)$/.test(name)) rmSync(join(target, name));

const all = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: ["es2023", "chrome123", "firefox140", "safari18"], // what has highlights and light-dark()
  charset: "utf8",
  outdir: target,
  write: false,
};

// A stylesheet as a text, for a shadow root: what a page says of its root is said of the host.
const texts = {
  name: "stylesheets as texts",
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { loader: "css", minify: true, target: all.target, charset: "utf8" });
      return { contents: code.replaceAll(":root", ":host"), loader: "text" };
    }),
};

const built = await build({ ...all, entryPoints: { workbench: "src/start.js" }, format: "iife" });
const notebook = await build({ ...all, entryPoints: { notebook: "src/notebook.js" }, format: "esm", plugins: [texts] });
writeFileSync(join(target, "notebook.js"), notebook.outputFiles[0].text);

const names = {};
for (const { path, text } of built.outputFiles) {
  const kind = path.endsWith(".css") ? "css" : "js";
  names[kind] = `workbench-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.${kind}`;
  writeFileSync(join(target, names[kind]), text);
}
writeFileSync(join(target, "manifest.json"), `${JSON.stringify(names)}\n`);
