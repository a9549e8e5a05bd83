"""What was deleted stands nowhere in the study's folder any more, but in what the researcher wrote, which is named."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evaluation.app.cli.main import main
from evaluation.backup import back_up
from evaluation.study import Study
from reports.draft import draft_report
from reports.update import update_report

SAID = "utstyret som svikter når det er travelt, og da løfter folk alene likevel"
NAME = "Odd Terje Skarvang"


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
