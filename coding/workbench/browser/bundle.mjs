// Bundles the workbench into ../static, with hashes in the names that manifest.json tells; esbuild is the form's.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const form = join(here, "..", "..", "..", "instruments", "form", "browser", "package.json");
const { build } = createRequire(form)("esbuild");
const target = process.argv[2] ?? join(here, "..", "static");

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (/^workbench-.*\.(js|css)$/.test(name)) rmSync(join(target, name));

const built = await build({
  absWorkingDir: here,
  entryPoints: { workbench: "src/main.js" },
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2023", "chrome123", "firefox140", "safari18"], // what has highlights and light-dark()
  charset: "utf8",
  outdir: target,
  write: false,
});

const names = {};
for (const { path, text } of built.outputFiles) {
  const kind = path.endsWith(".css") ? "css" : "js";
  names[kind] = `workbench-${createHash("sha256").update(text).digest("hex").slice(0, 12)}.${kind}`;
  writeFileSync(join(target, names[kind]), text);
}
writeFileSync(join(target, "manifest.json"), `${JSON.stringify(names)}\n`);
