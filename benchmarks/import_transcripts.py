"""How long it takes to bring 200 long transcripts into a study, and to open the study afterwards."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from made import write_documents, write_pages, write_texts
from measuring import Cost, compiled, figure, run, run_part, tell, timed

import evaluation

TEXT_LIMIT, WORD_LIMIT, MEMORY_LIMIT, OPENING_LIMIT = 20.0, 60.0, 1000.0, 0.3
OPENINGS = 5
TAGUETTE = "UNDERVEIS_BENCH_TAGUETTE"  # a Python that has Taguette 1.5.2
WRITERS: dict[str, Callable[[Path, int, int], list[Path]]] = {"txt": write_texts, "docx": write_documents}


def main() -> None:
    number, words = (4, 1_000) if "--small" in sys.argv else (200, 12_000)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        for kind in WRITERS:
            _measured(Path(folder) / "before", kind, 1, 100)  # so that every module is compiled
        parts = [part for kind in WRITERS for part in _measured(Path(folder), kind, number, words)]
    by_name = {part["figure"]: part for part in parts}
    whole = by_name[f"import {number} transcripts of {words} words, .txt"]
    tell(whole | {"reached": all(part["reached"] for part in parts), "parts": parts})


def _measured(folder: Path, kind: str, number: int, words: int) -> list[dict[str, Any]]:
    files = WRITERS[kind](folder / kind, number, words)
    study = folder / f"study-{kind}"
    _begin(study)
    ours = run_part(__file__, "import", study, folder / kind)
    peer_is, peer = _peer(folder, kind, number, words)
    name = f"import {number} transcripts of {words} words, .{kind}"
    limit = TEXT_LIMIT if kind == "txt" else WORD_LIMIT
    megabytes = round(sum(file.stat().st_size for file in files) / 1e6, 1)
    told = figure(name, limit=limit, ours=ours.wall, peer=peer.wall, unit="s")
    memory = figure(f"{name}: peak memory", limit=MEMORY_LIMIT, ours=ours.peak, peer=peer.peak, unit="MB")
    opening = figure(f"{name}: open_study afterwards", limit=OPENING_LIMIT, peer=None, unit="s", **_opened(study))
    shutil.rmtree(study)
    more = {"peer_is": peer_is, "cost": ours.told(), "peer_cost": peer.told(), "megabytes": megabytes}
    return [told | more, memory, opening]


def _opened(study: Path) -> dict[str, float]:
    """Medians of several processes: `ours` is the call."""
    runs = [json.loads(run_part(__file__, "open", study).printed) for _ in range(OPENINGS)]
    return {name: round(median(each[name] for each in runs), 3) for name in runs[0]}


def _begin(study: Path) -> None:
    study.mkdir(parents=True)
    (study / "evaluation.yaml").write_text("title: Oppdiktet\nlanguages: [nb]\n", encoding="utf-8")


def _peer(folder: Path, kind: str, number: int, words: int) -> tuple[str, Cost]:
    """Taguette where it can be had (it reads .docx through calibre only), else the plain reading of the files."""
    taguette = os.environ.get(TAGUETTE)
    if taguette and kind == "txt":
        write_pages(folder / "html", number, words)
        peer = run([taguette, Path(__file__).with_name("taguette_import.py"), folder / "html"])
        return "Taguette 1.5.2, the same conversations as .html (.txt would go through calibre)", peer
    plain = {"txt": "open().read() and no more", "docx": "python-docx: the text of Document(…).paragraphs and no more"}
    return plain[kind], run_part(__file__, f"plain-{kind}", folder / kind)


def _import(study: str, folder: str) -> None:
    from evaluation.app.importing import import_files

    import_files(evaluation.open_study(study), sorted(Path(folder).iterdir()))


def _open(study: str) -> None:
    """The call, and apart from it what a process pays once (loading the libraries) and what a list costs."""
    load, _ = timed(lambda: import_module("evaluation.study"))
    opening, _ = timed(lambda: evaluation.open_study(study))
    listing, _ = timed(lambda: evaluation.open_study(study).list_sources())
    print(json.dumps({"ours": opening, "loading_the_libraries_s": load, "listing_the_sources_s": listing}))


def _plain_txt(folder: str) -> None:
    for file in sorted(Path(folder).iterdir()):
        file.read_text(encoding="utf-8")


def _plain_docx(folder: str) -> None:
    from docx import Document

    for file in sorted(Path(folder).iterdir()):
        "\n".join(paragraph.text for paragraph in Document(str(file)).paragraphs)


PARTS: dict[str, Callable[..., None]] = {
    "import": _import,
    "open": _open,
    "plain-txt": _plain_txt,
    "plain-docx": _plain_docx,
}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
