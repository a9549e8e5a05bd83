"""A coded transcript in the browser: when it can be read, when a new coding is seen, what memory the page takes.

Chromium tells the times: from the address to the text on the screen, and from the key to the next paint (Event Timing,
steps of 8 ms). The peer is the same text and codings in `@recogito/text-annotator`, on a page that does nothing else;
its package is looked for in UNDERVEIS_BENCH_RECOGITO, a folder where `npm install @recogito/text-annotator` was run.
A text of 750 kB is coded here and in Taguette 1.5.2, which is installed for the run where UNDERVEIS_BENCH_TAGUETTE
names no Python that has it.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import taguette_page
from made import as_text, conversation
from measuring import compiled, figure, tell

WORDS, CODINGS, LARGE, RUNS, KEYS, FEW = 12_000, 2_000, 750_000, 3, 12, 3
CHROMIUM = "/usr/bin/chromium"
SERVE = "import sys; from evaluation.app.cli.main import main; sys.exit(main(sys.argv[1:]))"
PAINTED = """async () => {
  const found = [];
  new PerformanceObserver(list => found.push(...list.getEntries())).observe({ type: 'event', durationThreshold: 16 });
  window.painted = () => found.filter(each => each.name === 'keydown').map(each => each.duration);
}"""
FORM = Path(__file__).resolve().parents[1] / "instruments" / "form" / "browser"


def main() -> None:
    small = "--small" in sys.argv
    runs, keys = (1, FEW) if small else (RUNS, KEYS)
    with TemporaryDirectory(prefix="underveis-") as folder, compiled():
        text = as_text(conversation(1, WORDS))
        ours = _ours(Path(folder) / "study", text, runs, keys)
        long = "" if small else as_text(conversation(2, 122_000, 2_000))[:LARGE]
        large = _ours(Path(folder) / "large", long, runs, keys) if long else {}
        taguette = _taguette(Path(folder), long, keys) if long else {}
        peer = _peer(Path(folder) / "peer", text, runs)
    seen = quantiles(ours["coded_s"], n=20)[-1]
    tell(
        figure(
            f"{CODINGS} codings on a transcript of {WORDS} words, readable in the browser",
            limit=1.0,
            ours=median(ours["readable_s"]),
            peer=median(peer["readable_s"]) if peer else None,
            unit="s",
            coded={
                "target": "< 0.1 s",
                "median": median(ours["coded_s"]),
                "p95": round(seen, 3),
                "reached": seen < 0.1,
            },
            memory={"target": "< 200 MB", "page_mb": ours["memory_mb"], "reached": ours["memory_mb"] < 200},
            large={name: _short(value) for name, value in large.items()},
            taguette={**taguette, **_ratio(large, taguette)},
            peer_more={name: _short(value) for name, value in (peer or {}).items()},
        )
    )


def _taguette(folder: Path, text: str, many: int) -> dict[str, Any]:
    """Highlights on the same text in Taguette's page; what failed, where it cannot be installed or run."""
    try:
        python = taguette_page.python_of(folder / "taguette")
        with taguette_page.serving(python, folder) as way_in, _page() as page:
            readable, taken = taguette_page.highlights_in(page, way_in, text, many)
            return {"readable_s": round(readable, 3), "highlight_s": _short(taken), "memory_mb": round(_memory(), 1)}
    except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
        return {"failed": f"{error} {getattr(error, 'stderr', '')}"[-500:]}


def _ratio(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, float]:
    """A new coding of ours for each highlight of theirs, on the same text in the same run."""
    if "highlight_s" not in theirs:
        return {}
    return {"ratio": round(_short(ours["coded_s"]) / theirs["highlight_s"], 2)}


def _short(value: Any) -> Any:
    return round(median(value), 3) if isinstance(value, list) else value


def _ours(folder: Path, text: str, runs: int, keys: int) -> dict[str, Any]:
    _study(folder, text)
    readable, coded, memory = [], [], []
    for _ in range(runs):
        with _served(folder) as way_in, _page() as page:
            page.goto(way_in)
            page.wait_for_url(f"{way_in.split('/enter')[0]}/")
            page.goto(f"{way_in.split('/enter')[0]}/workbench?source=samtale")
            page.wait_for_function("performance.getEntriesByName('underveis-readable').length > 0")
            readable.append(page.evaluate("performance.getEntriesByName('underveis-readable')[0].startTime") / 1000)
            page.focus("#workbench .pane")
            page.evaluate(PAINTED)
            page.wait_for_timeout(2000)  # sentences have come
            for n in range(keys):
                page.keyboard.press("ArrowDown")
                page.wait_for_timeout(120)
                page.keyboard.press(str(n % 9 + 1))
                page.wait_for_timeout(120)
            page.wait_for_selector("#workbench .state[data-state=saved]")
            coded += [each / 1000 for each in page.evaluate("painted()")]
            memory.append(_memory())
    return {"readable_s": readable, "coded_s": coded, "memory_mb": round(max(memory), 1)}


def _study(folder: Path, text: str) -> None:
    from coding import transcripts
    from evaluation.model import Code, Codebook, Coding
    from evaluation.study import open_study

    folder.mkdir()
    (folder / "evaluation.yaml").write_text("title: Målt\nlanguages: [nb]\n", encoding="utf-8")
    (folder / "samtale.txt").write_text(text, encoding="utf-8", newline="\n")
    study = open_study(folder)
    source = transcripts.read(folder / "samtale.txt")
    study.add(source)
    study.import_codebook(Codebook(name="kodebok", codes=tuple(Code(name=f"kode-{n}") for n in range(40))))
    places = _places(source.text)
    study.add([Coding("samtale", start, end, f"kode-{code}", coder="ida") for start, end, code in places])


def _places(text: str) -> list[tuple[int, int, int]]:
    """Where the codings stand: some words each, all over the text, many over each other."""
    chance, words = random.Random(3), [found.span() for found in re.finditer(r"\w+", text)]
    firsts = [chance.randrange(len(words) - 60) for _ in range(CODINGS)]
    return sorted({(words[n][0], words[n + chance.randint(2, 50)][1], chance.randrange(40)) for n in firsts})


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """`underveis serve` in a process of its own; gives the address that lets one in."""
    command = [sys.executable, "-c", SERVE, "--json", "--study", folder, "serve", "--port", str(_free_port())]
    environment = {**os.environ, "UNDERVEIS_USER": "ida"}
    with subprocess.Popen(
        [str(each) for each in command], stdout=subprocess.PIPE, text=True, env=environment
    ) as server:
        told = ""
        while server.stdout and not told.rstrip().endswith("}"):
            told += server.stdout.readline()
        try:
            yield json.loads(told)["workbench"]
        finally:
            server.terminate()


def _free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _page() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        short = {**os.environ, "TMPDIR": "/tmp"}  # the path of the browser's socket may have 108 bytes
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], env=short)
        yield browser.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO", bypass_csp=True).new_page()
        browser.close()


def _memory() -> float:
    """Megabytes of the page's own process, shared ones by their part."""
    import psutil

    below = psutil.Process().children(recursive=True)
    pages = [each for each in below if "--type=renderer" in " ".join(each.cmdline())]
    return max(each.memory_full_info().pss for each in pages) / 1e6


def _peer(folder: Path, text: str, runs: int) -> dict[str, list[float]] | None:
    """The annotator of recogito, bundled as its documentation says; None where it is not installed."""
    installed = os.environ.get("UNDERVEIS_BENCH_RECOGITO")
    if not installed:
        return None
    folder.mkdir()
    annotations = [_annotation(f"a{n}", start, end, text) for n, (start, end, _) in enumerate(_places(text))]
    (folder / "page.js").write_text(PEER, encoding="utf-8")
    (folder / "made.json").write_text(json.dumps({"text": text, "annotations": annotations}), encoding="utf-8")
    build = [FORM / "node_modules" / ".bin" / "esbuild", "page.js", "--bundle", "--minify", "--outfile=out.js"]
    environment = {**os.environ, "NODE_PATH": str(Path(installed) / "node_modules")}
    subprocess.run([str(each) for each in build], cwd=folder, env=environment, check=True, capture_output=True)
    page = '<!doctype html><meta charset="utf-8"><div id="text"></div><script src="out.js"></script>'
    (folder / "page.html").write_text(page, encoding="utf-8")
    readable, coded, memory = [], [], []
    for _ in range(runs):
        with _page() as page:
            page.goto((folder / "page.html").as_uri())
            page.wait_for_function("window.readable")
            readable.append(page.evaluate("readable") / 1000)
            coded += [each / 1000 for each in page.evaluate(f"codeSome({KEYS})")]
            memory.append(_memory())
    return {"readable_s": readable, "coded_s": coded, "memory_mb": memory}


def _annotation(id_: str, start: int, end: int, text: str) -> dict[str, Any]:
    selector = {"start": start, "end": end, "quote": text[start:end]}
    return {"id": id_, "bodies": [], "target": {"annotation": id_, "selector": [selector]}}


PEER = """
import { createTextAnnotator } from "@recogito/text-annotator";
import { text, annotations } from "./made.json";
const element = document.getElementById("text");
for (const each of text.split("\\n")) {
  const line = document.createElement("p");
  line.textContent = `${each}\\n`;
  element.append(line);
}
const annotator = createTextAnnotator(element, { renderer: "CSS_HIGHLIGHTS" });
annotator.setAnnotations(annotations);
const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
painted().then(() => { window.readable = performance.now(); });
window.codeSome = async many => {
  const taken = [];
  for (let n = 0; n < many; n += 1) {
    const [id, start, end, began] = [`new${n}`, 1000 + n * 40, 1030 + n * 40, performance.now()];
    const selector = [{ start, end, quote: text.slice(start, end) }];
    annotator.addAnnotation({ id, bodies: [], target: { annotation: id, selector } });
    await painted();
    taken.push(performance.now() - began);
    await new Promise(done => setTimeout(done, 120));
  }
  return taken;
};
"""

if __name__ == "__main__":
    main()
