"""Comments and tracked changes come back from Word at the paragraph and the line they belong to."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.study import Study
from reports.comments.keeping import Placed, list_comments, settle, take_comments
from reports.draft import Choice, draft_report
from reports.render import render_report
from tests.reports.comments import marking

TEXT = """\
---
title: "Prøve"
lang: nb
---

# Resultater

Mange løfter tungt i begge etasjene, og det merkes utover dagen.[^1]

[^1]: Det gjelder dem som går to sammen.

Utstyret svikter når det er travelt,
og da løfter folk alene likevel.

Lederen ringer samme dag når noen er sykmeldt.

{{< include _generated/data.qmd >}}
"""


@pytest.fixture
def study(told: Callable[..., Study], people: str) -> Study:
    made = told(people, session="fg1")
    draft_report(made)
    (made.folder / "report" / "report.qmd").write_text(TEXT, encoding="utf-8")
    return made


@pytest.fixture
def sent(study: Study, tmp_path: Path) -> Path:
    """The report as it was sent out."""
    [made] = render_report(study, to=["docx"])
    return Path(shutil.copy(made, tmp_path / "tilbake.docx"))


@pytest.fixture
def marked(sent: Path) -> Path:
    """The same with a comment that is answered and one that is ticked off, and one change of each kind."""
    document = marking.document(sent)
    first = marking.beginning(document, "Mange løfter")
    document.add_comment(first.runs[:1], text="Hvor mange?", author="Kari Fjellvær")
    document.add_comment(first.runs[:1], text="Sju av elleve.", author="Odd Brattli")
    cell = marking.beginning(document, "Fokusgruppe")
    document.add_comment(cell.runs[:1], text="Hvor lenge varte den?", author="Odd Brattli")
    marking.inserted(first, " Dette må utdypes.")
    marking.moved(marking.beginning(document, "Utstyret svikter"), marking.beginning(document, "Lederen ringer"))
    marking.deleted(marking.beginning(document, "Lederen ringer"))
    document.save(str(sent))
    marking.answered(sent, {1: 0}, (2,))
    return sent


def told(found: list[Placed]) -> dict[str, tuple[str, int, str]]:
    return {
        f"{each.comment.kind}: {each.comment.text[:20]}": (each.found.file, each.found.line, each.found.certainty)
        for each in found
    }


def test_each_is_placed_at_its_file_and_line(study: Study, marked: Path) -> None:
    assert told(take_comments(study, marked)) == {
        "comment: Hvor mange?": ("report.qmd", 8, "sure"),
        "insertion: Dette må utdypes.": ("report.qmd", 8, "sure"),
        "move: Utstyret svikter når": ("report.qmd", 12, "sure"),
        "deletion: Lederen ringer samme": ("report.qmd", 15, "sure"),
        "comment: Hvor lenge varte den": ("_generated/data.qmd", 7, "sure"),
    }


def test_an_answer_stands_with_its_comment_and_what_is_ticked_off_is_told(study: Study, marked: Path) -> None:
    found = {each.comment.text: each.comment for each in take_comments(study, marked)}
    assert [(each.author, each.text) for each in found["Hvor mange?"].replies] == [("Odd Brattli", "Sju av elleve.")]
    assert (found["Hvor lenge varte den?"].resolved, found["Hvor mange?"].resolved) == (True, False)


def test_the_same_file_again_changes_nothing(study: Study, marked: Path) -> None:
    take_comments(study, marked)
    settle(study, [1], "done", "Skrevet om.")
    again = take_comments(study, marked)
    assert next((each.comment.id, each.comment.status) for each in again) == (1, "done")
    assert len(list_comments(study)) == 5


def test_what_is_dealt_with_is_no_longer_open_and_can_be_undone(study: Study, marked: Path) -> None:
    take_comments(study, marked)
    settle(study, [1, 2], "declined", "Vi er uenige.")
    assert len(list_comments(study, status="open")) == 3
    study.undo()
    assert len(list_comments(study, status="open")) == 5


def test_a_comment_follows_its_paragraph_when_it_is_moved_and_edited(study: Study, marked: Path) -> None:
    take_comments(study, marked)
    moved = TEXT.replace("# Resultater\n", "# Resultater\n\nEt nytt avsnitt.\n").replace(
        "merkes utover", "kjennes utover"
    )
    (study.folder / "report" / "report.qmd").write_text(moved, encoding="utf-8")
    assert told(list_comments(study))["comment: Hvor mange?"] == ("report.qmd", 10, "likely")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")
def test_a_file_saved_by_libreoffice_says_the_same(study: Study, marked: Path, tmp_path: Path) -> None:
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/lo",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
    ]
    subprocess.run([*command, str(tmp_path / "ut"), str(marked)], check=True, capture_output=True, timeout=120)
    before = told(take_comments(study, marked))
    after = told(take_comments(study, tmp_path / "ut" / "tilbake.docx"))
    assert {key: place[:2] for key, place in after.items() if key in before} == {
        key: place[:2] for key, place in before.items()
    }


def broken(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "SOURCE-010"),
        (b"ikke en zip", "SOURCE-010"),
        (broken(annet=b"<a/>"), "SOURCE-010"),
        (broken(document=b"<w:document"), "SOURCE-010"),
        (broken(document=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "SOURCE-013"),
        (broken(document=b'<d xmlns="x"/>'), "NARRATIVE-011"),
    ],
)
def test_a_broken_or_hostile_file_gives_one_message_and_keeps_nothing(
    study: Study, tmp_path: Path, content: bytes, code: str
) -> None:
    file = tmp_path / "fil.docx"
    file.write_bytes(content)
    with pytest.raises(EvaluationError) as error:
        take_comments(study, file)
    assert ([each.code for each in error.value.problems], list_comments(study)) == ([code], [])


def test_a_file_that_is_not_there_is_told_of(study: Study, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as error:
        take_comments(study, tmp_path / "finnes-ikke.docx")
    assert [each.code for each in error.value.problems] == ["NARRATIVE-010"]


def test_a_comment_that_is_not_there_is_refused(study: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        settle(study, [9], "done")
    assert [each.code for each in error.value.problems] == ["NARRATIVE-012"]


def test_comments_are_placed_in_the_report_they_belong_to(study: Study, marked: Path) -> None:
    draft_report(study, template="focus-group", choice=Choice(folder="kort"))
    (study.folder / "kort" / "report.qmd").write_text(TEXT.replace("# Resultater", "Et ord.\n\n# Resultater"), "utf-8")
    usual = {each.comment.text: each.found.line for each in take_comments(study, marked)}
    other = {each.comment.text: each.found.line for each in list_comments(study, folder="kort")}
    assert other["Hvor mange?"] == usual["Hvor mange?"] + 2
