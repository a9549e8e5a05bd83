"""What somebody said who has withdrawn their consent is told nowhere: by no command, exporter, template or page."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
import typer.main
from fastapi.testclient import TestClient
from lxml import html

from coding.exchange.discover import known_suffixes
from coding.query.exports.saving import suffixes
from coding.spoken import turns_table
from evaluation.app.cli import main as cli
from evaluation.app.cli.reference import commands
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.memos import add_memo
from evaluation.model import Memo
from evaluation.study import Study, open_study
from reports.comments.keeping import list_comments
from reports.templates import template_names
from tests.evaluation.app.test_blind_commands import LINES, OTHERS, SAID, made

# Words that nobody else says.
SECRETS = ("lang tid hos oss", "slipper natt", "gull verdt", "enklere, men ikke", "unge som står utenfor")
PEOPLE = """
organisations:
  - {id: o1, pseudonym: Bedrift 1}
participants:
  - {id: p1, pseudonym: Informant 1, speakers: [I1]}
  - {id: p2, pseudonym: Informant 2, speakers: [I2]}
sessions:
  - {id: s1, kind: interview, attendance: [{participant: p1}]}
  - {id: s2, kind: interview, attendance: [{participant: p2}]}
consents:
  - {participant: p1, recording: true, quoting: true, withdrawn: 2026-05-01}
  - {participant: p2, recording: true, quoting: true}
"""
# These hand out a study whole, or its texts to those who work on them: whoever may open it sees what is in it.
WHOLE = {
    "backup", "demo", "init", "serve", "version",
    # The texts as they are, to be looked through for names and corrected; and what a person has a right to see.
    "privacy scan", "privacy accept", "privacy refuse", "privacy review", "privacy pseudonymise", "privacy restore",
    "privacy export", "turns list", "sources edit", "sources replace", "turns split", "turns join", "turns give",
}  # fmt: skip
READS = ("list", "show", "export", "status", "find", "matrix", "words", "quotes", "log")
HERE = "http://127.0.0.1:8340"
MOST = 120  # pages that are gone through


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study in which the one who said SAID was coded, quoted, remarked on and summed up, and then withdrew."""
    folder = tmp_path_factory.mktemp("trukket") / "studie"
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("UNDERVEIS_DATABASE", raising=False)
        environment.setenv("UNDERVEIS_USER", "ida")
        made(folder, [(1, "oppfolging", "regn"), (2, "seniorer", "sol"), (5, "generelt", "vind")])
    (folder / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (folder / "ny.txt").write_text("I2: Noe helt annet om været her.\nI2: Og det snør hver dag.\n", encoding="utf-8")
    study = open_study(folder)
    add_memo(study, Memo(f"Se «{SAID[3]}».", on="participant", on_id="p1"))
    study.import_people(folder / "people.yaml")
    return folder


@pytest.fixture(scope="module")
def opened(withdrawn: Path) -> Study:
    return open_study(withdrawn)


def lines(folder: Path) -> dict[str, str]:
    """How each command and each exporter is typed, those that read first; a new exporter is tried unasked."""
    found = {name: line for name, line in LINES.items() if name not in WHOLE}
    found |= {f"exchange {each}": f"exchange export {{}}/prosjekt{each}" for each in known_suffixes("write")}
    found |= {f"find {each}": f"find * --to {{}}/funnet{each}" for each in suffixes()}
    found |= {f"draft {each}": f"report draft --template {each} --folder r-{each}" for each in template_names()}
    found |= {f"update {each}": f"report update --folder r-{each}" for each in template_names()}
    found |= {"render": "report render --to html", "check": "report check"}
    ordered = sorted(found.items(), key=lambda each: not any(word in each[0].split() for word in READS))
    return {name: line.format(folder) for name, line in ordered}


def told_in(text: str) -> list[str]:
    return [each for each in SECRETS if each in " ".join(text.split())]


def written(folder: Path, but: set[Path]) -> Iterator[tuple[str, str]]:
    """What was written into the study's folder since, each part of a package by itself."""
    for file in sorted(folder.rglob("*")):
        if not file.is_file() or file in but or "_extensions" in file.parts or file.name.startswith("study."):
            continue
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as package:
                yield from ((f"{file.name}/{name}", text_of(package.read(name))) for name in package.namelist())
        else:
            yield str(file.relative_to(folder)), text_of(file.read_bytes())


def text_of(content: bytes) -> str:
    return content.decode("utf-8", "replace") + content.decode("utf-16-le", "replace")


def test_every_command_is_tried_or_hands_out_the_whole() -> None:
    assert {name for name, _, _ in commands()} - LINES.keys() - OTHERS - WHOLE == set()


@pytest.mark.slow
def test_no_command_exporter_or_template_tells_it(
    run: Callable[..., Any], withdrawn: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERVEIS_USER", "ida")
    # What is typed is read some 250 times, always by the same commands.
    monkeypatch.setattr(cli, "application", cache(cli.application))
    monkeypatch.setattr("typer.main.get_command", cache(typer.main.get_command))
    there = {each for each in withdrawn.rglob("*") if each.is_file()}
    leaked: dict[str, list[str]] = {}
    for name, line in lines(withdrawn).items():
        done = run(*line.split(), "--study", withdrawn)
        again = run(*line.split(), "--study", withdrawn, "--json") if name.split()[-1] in READS else done
        assert done.status in (0, 1), (name, done.err)
        if found := told_in(done.out + done.err + again.out + again.err):
            leaked[name] = found
    leaked |= {name: found for name, text in written(withdrawn, there) if (found := told_in(text))}
    assert leaked == {}


def test_no_frame_of_a_notebook_tells_it(opened: Study) -> None:
    frames = (turns_table(opened).to_csv(), *(str(each) for each in list_comments(opened, status=None)))
    assert [found for each in frames for found in told_in(each)] == []


@pytest.mark.slow
def test_no_page_tells_it(withdrawn: Path) -> None:
    leaked: dict[str, list[str]] = {}
    waiting, seen = ["/"], set[str]()
    door = Alone("ida")
    app = application(open_study(withdrawn), door=door)
    with TestClient(app, HERE, raise_server_exceptions=False) as client:
        client.get(door.way_in)
        while waiting and len(seen) < MOST:
            address = waiting.pop(0)
            if address in seen:
                continue
            seen.add(address)
            told = client.get(address)
            assert told.status_code < 500, address
            if found := told_in(told.text):
                leaked[address] = found
            if "html" in told.headers.get("content-type", "") and told.content:
                waiting += inner(told.text)
    assert leaked == {}
    assert {"/find", "/overview", "/log", "/report"} - {urlsplit(each).path for each in seen} == set()


def inner(page: str) -> list[str]:
    found = [urldefrag(str(each))[0] for each in html.fromstring(page).xpath("//a/@href")]
    return [each for each in found if each.startswith("/") and not each.startswith(("/leave", "/static", "/assets"))]
