"""The page of comparison with 500 disagreements: the list, a place, and deciding it, each as the server answers it."""

from __future__ import annotations

import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from fastapi.testclient import TestClient
from measuring import figure, tell

from coding.consensus.comparing import compare_study
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.model import Code, Codebook, Coding, Localised, Source, Turn
from evaluation.rounds import close_round, open_round
from evaluation.study import Study, open_study

DECIDED_LIMIT, LIST_LIMIT, SIZE_LIMIT = 1.0, 1.0, 200.0
TEXTS, EACH, TIMES = 4, 125, 15
CODES = ("forebygging", "oppfolging", "seniorer", "relevans", "mangler", "generelt")
SAID = "Vi begynte i det små og fikk det til hos oss, men det tok lengre tid enn noen hadde trodd på forhånd. "


def main() -> None:
    each = 12 if "--small" in sys.argv else EACH
    with tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        study = made(Path(folder), each)
        door = Alone("ida")
        with TestClient(application(study, door=door), "http://127.0.0.1:8340") as client:
            client.headers.update({"accept": "text/html", "accept-language": "nb"})
            client.get(f"/enter/{door.token}")
            found = len(compare_study(study).open)
            listed, size = asked(client, "/compare/places")
            decided = [deciding(client) for _ in range(TIMES)]
    name = f"one of {found} disagreements decided, until the next one has come"
    first = figure(name, limit=DECIDED_LIMIT, ours=median(decided), peer=None, unit="s")
    second = figure("the list", limit=LIST_LIMIT, ours=listed, peer=None, unit="s")
    third = figure("its size", limit=SIZE_LIMIT, ours=size, peer=None, unit="kB")
    tell(first | {"reached": all(part["reached"] for part in (first, second, third)), "parts": [second, third]})


def made(folder: Path, each: int) -> Study:
    """Texts in which two coders agree on a third of the turns, and differ on the others in every way."""
    (folder / "evaluation.yaml").write_text("title: Måling\nlanguages: [nb]\n", encoding="utf-8")
    study = open_study(folder, speak=False).seen_by("ida")
    study.import_codebook(Codebook(name="bok", codes=tuple(Code(name=x, label=Localised(nb=x)) for x in CODES)))
    open_round(study, "r1", coders=("ida", "jonas"))
    turns = each * 3 // 2
    for number in range(TEXTS):
        lines = [f"Informant {n % 5}: {SAID * 2}" for n in range(turns)]
        starts = [sum(len(line) + 2 for line in lines[:n]) for n in range(turns)]
        spans = [(start + len("Informant 0: "), start + len(line)) for start, line in zip(starts, lines, strict=True)]
        said = tuple(Turn(start, end, f"Informant {n % 5}") for n, (start, end) in enumerate(spans))
        name = f"gruppe-{number + 1}"
        study.add(Source(name, "\n\n".join(lines), turns=said))
        for who in ("ida", "jonas"):
            study.seen_by(who).add([coding for n, span in enumerate(spans) for coding in given(name, who, n, *span)])
    close_round(study, "r1")
    return study


def given(source: str, who: str, n: int, start: int, end: int) -> list[Coding]:
    code, first = CODES[n % len(CODES)], who == "ida"
    if n % 3 == 0:
        return [Coding(source, start, end, code, who, "r1")]
    if n % 3 == 1:
        return [Coding(source, start, end if first else start + len(SAID) - 1, code, who, "r1")]
    other = CODES[(n + 1) % len(CODES)]
    return [Coding(source, start, end, code if first else other, who, "r1")]


def asked(client: Any, path: str) -> tuple[float, float]:
    """Median seconds, and kilobytes."""
    client.get(path)
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        size = len(client.get(path).content)
        times.append(time.perf_counter() - begun)
    return median(times), size / 1000


def deciding(client: Any) -> float:
    page = client.get("/compare/places").text
    place = re.search(r'href="/compare/places/(\d+)', page)[1]  # type: ignore[index]
    shown = client.get(f"/compare/places/{place}").text
    proof, was = (re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in ("proof", "was"))  # type: ignore[index]
    begun = time.perf_counter()
    told = client.post(
        f"/compare/places/{place}", data={"proof": proof, "was": was, "choice": "both", "reason": "Begge."}
    )
    if told.status_code != 200 or "Lagret" not in told.text:
        raise RuntimeError(told.text[:500])
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
