"""What was deleted stands nowhere in the study's folder any more, but in what the researcher wrote, which is named."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from evaluation.app.cli.main import main
from evaluation.backup import back_up
from evaluation.study import Study
from reports.checks.readable import readable
from reports.draft import draft_report
from reports.render import render_report
from reports.update import update_report
from tests.reports.conftest import TALK

SAID = "utstyret som svikter når det er travelt, og da løfter folk alene likevel"
NAME = "Odd Terje Skarvang"
OWN = [
    "report/history.json",
    "report/report.qmd",
]  # what somebody wrote, which is named and left, with its history, here and in the backup


def holding(folder: Path, *words: str) -> list[str]:
    """Files whose bytes hold any of the words, however they are written; those in a package by their own names."""
    told = [
        form for word in words for form in (word.encode(), json.dumps(word)[1:-1].encode(), word.encode("utf-16-le"))
    ]
    return sorted({name for name, content in contents(folder) if any(each in content for each in told)})


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in sorted(each for each in folder.rglob("*") if each.is_file()):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as package:
                yield from ((name, package.read(name)) for name in package.namelist())
        else:
            yield str(file.relative_to(folder)), file.read_bytes()
        if file.suffix == ".pdf":  # its letters are numbers of shapes
            yield str(file.relative_to(folder)), " ".join(each.text for each in readable(file)).encode()


def rendered(study: Study, words: str) -> list[str]:
    """A report that tells the words, in the formats it goes out in."""
    draft_report(study)
    report = study.folder / "report"
    text = (report / "report.qmd").read_text(encoding="utf-8")
    (report / "report.qmd").write_text(f"{text}\n\n{words}\n", encoding="utf-8")
    render_report(study, to=["docx", "odt", "pdf"])
    back_up(study.folder)
    return ["report/report.docx", "report/report.odt", "report/report.pdf"]


def deleted(study: Study, *items: str) -> dict[str, list[str]]:
    with redirect_stdout(StringIO()) as out:
        assert main(["privacy", "delete", *items, "--yes", "--json", "--study", str(study.folder)]) == 0
    found: dict[str, list[str]] = json.loads(out.getvalue())
    return found


def test_deleting_a_source_leaves_its_words_in_no_byte_nor_in_a_rendered_report(
    told: Callable[..., Study], people: str
) -> None:
    study = told(people, session="fg1")
    (study.folder / "samtale.txt").unlink()
    made = rendered(study, f"Én sa: «Hos oss er det {SAID}.»")
    there = holding(study.folder, SAID.partition(",")[0])
    assert {"report/report.pdf", "word/document.xml", "content.xml", "study.sqlite"} <= set(there)
    done = deleted(study, "source:samtale")
    assert set(made) <= set(done["made"])
    assert done["left"] == OWN
    assert holding(study.folder, SAID.partition(",")[0]) == OWN
    assert holding(study.folder, "sjelden noe fra ledelsen") == []


def test_deleting_names_leaves_them_in_no_byte_nor_in_a_rendered_report(
    told: Callable[..., Study], people: str
) -> None:
    study = told(people, talk=TALK.replace("Ragnhild", "I1"), session="fg1")
    (study.folder / "samtale.txt").unlink()
    made = rendered(study, f"Vi takker {NAME}.")
    assert {"report/report.pdf", "word/document.xml", "content.xml"} <= set(holding(study.folder, NAME))
    done = deleted(study, "names", "files")
    assert set(made) <= set(done["made"])
    assert done["left"] == OWN
    assert holding(study.folder, *NAME.split()[1:]) == OWN
    assert holding(study.folder, "Ternebø", "Fjærestrand") == []
    assert not any(each.name for each in study.people(names=True).participants)


def test_deleting_a_person_leaves_their_words_in_no_byte_of_the_folder(
    told: Callable[..., Study], people: str, capsys: pytest.CaptureFixture[str]
) -> None:
    study = told(people, session="fg1")
    draft_report(study)
    update_report(study)
    report = study.folder / "report"
    (report / "report-draft.html").write_text(f"<p>«Hos oss er det {SAID}.»</p>", encoding="utf-8")
    (report / "notat.qmd").write_text(f"{NAME} sa det: {SAID}.", encoding="utf-8")
    (study.folder / "samtale.txt").unlink()
    (study.folder / "eksport").mkdir()
    (study.folder / "eksport" / "funnet.csv").write_text(f"text\n{SAID}\n", encoding="utf-8")
    back_up(study.folder)
    assert len(holding(study.folder, SAID)) > 4
    capsys.readouterr()
    assert main(["privacy", "delete", "person:p2", "--yes", "--json", "--study", str(study.folder)]) == 0
    done = json.loads(capsys.readouterr().out)
    assert "report/report-draft.html" in done["made"]
    assert done["left"] == ["eksport/funnet.csv", "report/notat.qmd"]
    assert holding(study.folder, SAID, *NAME.split()[1:]) == done["left"]
    update_report(study)
    assert holding(study.folder, SAID, *NAME.split()[1:]) == done["left"]
