// Bundles the page into ../static, with hashes in the names, and writes down which texts survey-core has.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { surveyLocalization } from "survey-core";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "..", "static");

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (/^form-.*\.(js|css)$/.test(name)) rmSync(join(target, name));

const built = await build({
  absWorkingDir: here,
  entryPoints: { form: "src/main.js" },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  charset: "utf8",
  legalComments: "none", // their licences stand in LICENCES.txt
  outdir: target,
  write: false,
});

const names = {};
for (const { path, text } of built.outputFiles) {
  const kind = path.endsWith(".css") ? "css" : "js";
  // The only addresses in it are of things never fetched: names of XML vocabularies, and the maker's own advertisement, which is off.
  const content = text.replaceAll("https://surveyjs.io/Content/Images/poweredby.svg", "data:,")
    .replace(/ style=\\?"stroke:[^"]*"/g, ""); // an icon we never show, whose style attribute the policy would refuse
  names[kind] = `form-${createHash("sha256").update(content).digest("hex").slice(0, 12)}.${kind}`;
  writeFileSync(join(target, names[kind]), content);
}
const page = readFileSync(join(here, "src", "index.html"), "utf8");
writeFileSync(join(target, "index.html"), page.replace("form.css", names.css).replace("form.js", names.js));
const keys = Object.keys(surveyLocalization.locales.en);
writeFileSync(join(target, "survey-core-texts.json"), JSON.stringify(keys, null, 1) + "\n");
