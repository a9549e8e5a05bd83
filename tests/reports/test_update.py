"""Renewing a report: what the data say is written anew, what people wrote is never lost."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.people.load import read_people
from evaluation.study import Study, open_study
from reports.draft import draft_report
from reports.facts import gather
from reports.update import made_files, update_report
from tests.sharing import copy_of


def snapshot(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def times(folder: Path) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in (folder, *folder.rglob("*"))}


@pytest.fixture
def study(told: Callable[..., Study], people: str) -> Study:
    study = told(people, session="fg1")
    draft_report(study)
    return study


@pytest.fixture
def report(study: Study) -> Path:
    return study.folder / "report"


def changed_settings(study: Study, old: str, new: str) -> Study:
    file = study.folder / "evaluation.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return open_study(study.folder)


def test_a_second_update_changes_nothing_and_writes_nothing(study: Study, report: Path) -> None:
    before = times(report)
    assert (bool(update_report(study)), times(report)) == (False, before)


def test_the_same_study_in_two_folders_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    copy = tmp_path / "et annet sted"
    copy_of(demo, copy, "figures", "_generated")
    update_report(open_study(copy))
    assert snapshot(copy / "report") == snapshot(demo / "report")


def test_a_draft_is_never_written_over(study: Study, report: Path) -> None:
    (report / "report.qmd").write_text("Mitt.", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        draft_report(study)
    assert ([each.code for each in error.value.problems], (report / "report.qmd").read_text("utf-8")) == (
        ["REPORT-002"],
        "Mitt.",
    )


def test_a_new_draft_keeps_the_project_file(study: Study, report: Path) -> None:
    (report / "report.qmd").rename(report / "gammel.qmd")
    (report / "_quarto.yml").write_text("project: {type: default}\n", encoding="utf-8")
    draft_report(study)
    assert (report / "_quarto.yml").read_text("utf-8") == "project: {type: default}\n"


def test_new_codings_change_what_tells_of_them(study: Study, report: Path) -> None:
    before = snapshot(report)
    study.replace_codings(study.codings(), [])
    changes = update_report(study)
    told = {name for name in snapshot(report) if snapshot(report)[name] != before.get(name)} - {
        "_generated/manifest.json"
    }
    assert ({*changes.new, *changes.changed}, changes.mended) == (told, [])


@pytest.mark.parametrize("name", ["_generated/method.qmd", "figures/heatmap.svg", "_variables.yml"])
def test_what_was_changed_by_hand_is_put_aside(study: Study, report: Path, name: str) -> None:
    before = (report / name).read_bytes()
    (report / name).write_text("Skrevet for hånd.", encoding="utf-8")
    [kept] = update_report(study).mended
    assert ((report / kept).read_text("utf-8"), (report / name).read_bytes()) == ("Skrevet for hånd.", before)


def test_a_file_nobody_remembers_is_put_aside_too(study: Study, report: Path) -> None:
    (report / "_generated/manifest.json").unlink()
    (report / "_generated/method.qmd").write_text("Skrevet for hånd.", encoding="utf-8")
    assert len(update_report(study).mended) == 1


def test_the_files_of_a_theme_that_is_gone_are_removed(study: Study, report: Path) -> None:
    changes = update_report(changed_settings(study, "  - {id: oppfolging, label: Oppfølging, code: oppfolging}\n", ""))
    assert sorted(changes.removed) == [
        "_generated/figure-theme-oppfolging.qmd",
        "_generated/findings-oppfolging.qmd",
        "_generated/theme-oppfolging-findings.qmd",
        "_generated/theme-oppfolging-questions.qmd",
        "_generated/theme-oppfolging-quotes.qmd",
        "_generated/theme-oppfolging-survey.qmd",
        "figures/theme-oppfolging.png",
        "figures/theme-oppfolging.svg",
    ]


def test_what_was_written_by_hand_outlives_its_theme(study: Study, report: Path) -> None:
    (report / "_generated/theme-oppfolging-quotes.qmd").write_text("Mitt.", encoding="utf-8")
    changes = update_report(changed_settings(study, "  - {id: oppfolging, label: Oppfølging, code: oppfolging}\n", ""))
    assert [(report / each).read_text("utf-8") for each in changes.mended] == ["Mitt."]


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nn", "Oppdragsgjevaren"),
        ("nn-NO", "Oppdragsgjevaren"),
        ("en", "The commissioner"),
        ("no", "Oppdragsgiveren"),
        ("fr", "Oppdragsgiveren"),
    ],
)
def test_the_language_is_that_of_the_front_matter(study: Study, report: Path, lang: str, words: str) -> None:
    file = report / "report.qmd"
    file.write_text(file.read_text("utf-8").replace("lang: nb", f"lang: {lang}"), encoding="utf-8")
    update_report(study)
    assert words in (report / "_generated/method.qmd").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'---\ntitle: "Uten slutt\nlang: nb\n---\n', "ENGINE-009"),
        (b"---\n- en\n- liste\n---\n", "ENGINE-009"),
        (b"---\ntitle: \xe5\n---\n", "ENGINE-023"),
    ],
)
def test_a_broken_front_matter_gives_one_message(study: Study, report: Path, content: bytes, code: str) -> None:
    (report / "report.qmd").write_bytes(content)
    before = snapshot(report)
    with pytest.raises(EvaluationError) as error:
        update_report(study)
    assert ([each.code for each in error.value.problems], snapshot(report)) == ([code], before)


@pytest.mark.parametrize("content", ["Uten hode.", "---\nuten slutt\n", "", "---\n---\n"])
def test_without_front_matter_the_report_speaks_the_studys_language(study: Study, report: Path, content: str) -> None:
    (report / "report.qmd").write_text(content, encoding="utf-8")
    # The table of themes stands alone where the report draws none of the figures; nothing else is another.
    assert update_report(study).files.changed == ["_generated/coding.qmd"]
    assert "kodingene" in (report / "_generated/coding.qmd").read_text("utf-8")


def test_without_a_draft_there_is_nothing_to_update(told: Callable[..., Study]) -> None:
    with pytest.raises(EvaluationError) as error:
        update_report(told())
    assert [each.code for each in error.value.problems] == ["REPORT-001"]


@pytest.mark.parametrize("name", ["_generated/method.qmd", "_generated"])
def test_where_it_cannot_write_it_says_so_and_leaves_no_halves(study: Study, report: Path, name: str) -> None:
    # The tests may run as one who may write everywhere; nobody can put a file where a folder is, nor the other way.
    if (report / name).is_dir():
        shutil.rmtree(report / name)
        (report / name).write_text("en fil", encoding="utf-8")
    else:
        (report / name).unlink()
        (report / name / "mappe").mkdir(parents=True)
    with pytest.raises(EvaluationError) as error:
        update_report(study)
    assert [each.code for each in error.value.problems] == ["REPORT-005"]
    assert list(report.rglob("*.part")) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk here")  # noqa: PTH110
def test_a_full_disk_is_named(study: Study, report: Path) -> None:
    (report / "_generated/manifest.json").unlink()
    shutil.rmtree(report / "figures")
    (report / "figures").symlink_to("/dev/full")
    with pytest.raises(EvaluationError) as error:
        update_report(study)
    assert [each.code for each in error.value.problems] == ["REPORT-005"]


@pytest.mark.parametrize("content", ["", "{}", "ikke json", '{"files": 3, "figures": []}'])
def test_a_manifest_that_cannot_be_read_is_made_anew(study: Study, report: Path, content: str) -> None:
    before = snapshot(report)
    (report / "_generated/manifest.json").write_text(content, encoding="utf-8")
    update_report(study)
    assert snapshot(report) == before


def test_a_draft_without_themes_is_refused(told: Callable[..., Study]) -> None:
    themes = (
        "themes:\n  - {id: forebygging, label: Forebygging, code: forebygging}\n"
        "  - {id: oppfolging, label: Oppfølging, code: oppfolging}\n"
    )
    with pytest.raises(EvaluationError) as error:
        draft_report(told(settings={themes: "themes: []\n"}))
    assert [each.code for each in error.value.problems] == ["REPORT-004"]


def test_the_manifest_names_every_file_it_made(study: Study, report: Path) -> None:
    named = json.loads((report / "_generated/manifest.json").read_text("utf-8"))["files"]
    ours = {"report.qmd", "_quarto.yml", "_generated/manifest.json", "history.json"}
    assert set(named) == set(snapshot(report)) - ours


def test_more_people_renew_the_table(study: Study, report: Path, people: str) -> None:
    (study.folder / "people.yaml").write_text(people.replace("Informant 2", "Informant 22"), encoding="utf-8")
    study.add_people(read_people(study.folder / "people.yaml", study.people()))
    assert "_generated/people.qmd" in update_report(study).changed


def test_what_has_been_read_of_the_study_already_gives_the_same_files(study: Study, report: Path) -> None:
    facts = gather(study, "nb", report / "another.qmd")
    assert made_files(study, gathered=facts)[:2] == made_files(study)[:2]
    assert facts.included != gather(study, "nb", report / "report.qmd").included
    assert made_files(study, gathered=gather(study, "en"))[:2] == made_files(study)[:2]
