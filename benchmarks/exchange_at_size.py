"""A .qdpx of 200 sources and 100,000 codings brought into a study, and the study written as one.

The peer is a bare parse of the same XML with lxml and its codings inserted with sqlite3: nothing is placed, checked,
matched, logged or told.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from made import as_text, conversation
from measuring import compiled, figure, run_part, tell

SOURCES, CODINGS, CODES, WORDS = 200, 100_000, 80, 6_000
NAMESPACE = "urn:QDA-XML:project:1.0"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--part", choices=["make", "import", "export", "peer"])
    parser.add_argument("rest", nargs="*")
    chosen = parser.parse_args()
    if chosen.part:
        PARTS[chosen.part](*chosen.rest)
        return
    sources, codings = (4, 400) if chosen.small else (SOURCES, CODINGS)
    with compiled(), TemporaryDirectory(prefix="underveis-") as folder:
        _measure(Path(folder), sources, codings)


def _measure(folder: Path, sources: int, codings: int) -> None:
    file, study, target = folder / "made.qdpx", folder / "study", folder / "out.qdpx"
    run_part(__file__, "make", file, str(sources), str(codings))
    taken = run_part(__file__, "import", file, study)
    written = run_part(__file__, "export", study, target)
    peer = run_part(__file__, "peer", file, folder / "peer.sqlite")
    more = {
        "codings": codings,
        "kept": int(taken.printed.split()[-1]),
        "import": taken.told(),
        "export": written.told(),
        "export_target": "< 20 s of CPU",
        "export_reached": written.cpu < 20,
        "memory_reached": max(taken.peak, written.peak) < 1000,
        "peer_cost": peer.told(),
        "megabytes": [round(each.stat().st_size / 2**20, 1) for each in (file, target)],
    }
    told = figure("exchange of a .qdpx, import", limit=20, ours=taken.cpu, peer=peer.cpu, unit="s of CPU", **more)
    tell(told)


def make(file: str, sources: str, codings: str) -> None:
    """A project as another program would write it: selections called by their words, braces around GUIDs."""
    chance = random.Random(2026)
    count, each = int(sources), int(codings) // int(sources)
    codes = "".join(
        f'<Code guid="{guid(1, number)}" name="Kode {number}" isCodable="true" color="#{number * 99991 % 2**24:06X}"/>'
        for number in range(CODES)
    )
    users = "".join(f'<User guid="{guid(2, number)}" name="Koder {number}"/>' for number in range(4))
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        listed = []
        for number in range(count):
            text = as_text(conversation(number, WORDS, 20))
            archive.writestr(f"Sources/{guid(3, number)}.txt", text)
            inside = "".join(selection(chance, text, number * each + step) for step in range(each))
            path = f"internal://{guid(3, number)}.txt"
            listed.append(
                f'<TextSource guid="{{{guid(3, number)}}}" name="Intervju {number}" plainTextPath="{path}">{inside}'
                "</TextSource>"
            )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8"?><Project name="Målt" origin="Made" xmlns="{NAMESPACE}">'
            f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{''.join(listed)}</Sources>"
            "</Project>"
        )
        archive.writestr("project.qde", xml)


def selection(chance: random.Random, text: str, number: int) -> str:
    from xml.sax.saxutils import quoteattr

    start = text.find(" ", chance.randrange(len(text) - 600)) + 1
    end = text.find(" ", start + chance.randrange(20, 400))
    name = quoteattr(" ".join(text[start:end].split())[:40])
    made = f'creatingUser="{guid(2, number % 4)}" creationDateTime="2026-03-01T10:00:00Z"'
    return (
        f'<PlainTextSelection guid="{guid(4, number)}" name={name} startPosition="{start}" endPosition="{end}" {made}>'
        f'<Coding guid="{guid(5, number)}" {made}><CodeRef targetGUID="{guid(1, chance.randrange(CODES))}"/></Coding>'
        "</PlainTextSelection>"
    )


def guid(kind: int, number: int) -> str:
    return str(UUID(int=(kind << 64) + number + 1))


def take_in(file: str, folder: str) -> None:
    from coding.exchange.importing import import_file
    from evaluation.app.templates import create
    from evaluation.study import open_study

    done = import_file(open_study(create(Path(folder), "focus-group")), Path(file))
    print(sum(each.count for each in done.losses if each.element == "coding" and each.outcome == "kept"))


def write_out(folder: str, target: str) -> None:
    from coding.exchange.exporting import export_file
    from evaluation.study import open_study

    export_file(open_study(folder), Path(target))


def bare(file: str, database: str) -> None:
    from lxml import etree

    with ZipFile(file) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")]
    rows = [
        (
            each.get("guid"),
            each.get("startPosition"),
            each.get("endPosition"),
            coding.get("guid"),
            coding[0].get("targetGUID"),
        )
        for each in root.iter(f"{{{NAMESPACE}}}PlainTextSelection")
        for coding in each
    ]
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE coding (selection, start, stop, guid, code)")
        connection.execute("CREATE TABLE source (text)")
        connection.executemany("INSERT INTO source VALUES (?)", [(text,) for text in texts])
        connection.executemany("INSERT INTO coding VALUES (?, ?, ?, ?, ?)", rows)


PARTS = {"make": make, "import": take_in, "export": write_out, "peer": bare}

if __name__ == "__main__":
    sys.exit(main())
