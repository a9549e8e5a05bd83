"""What a renewal tells of a study whose codings changed, and how paragraphs wait until somebody confirms them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.people.load import read_people
from evaluation.study import Study
from reports.draft import Choice, draft_report
from reports.files import GENERATED, report_folders
from reports.living.confirming import confirm, stale_paragraphs
from reports.origins import explain, read_origins
from reports.update import update_report
from reports.versions.making import editions_of

WRITTEN = "Det er {{< var codings.n >}} kodinger i alt."


@pytest.fixture
def study(told: Callable[..., Study], people: str) -> Study:
    made = told(people, session="fg1")
    draft_report(made)
    _write(made, WRITTEN)
    return made


def _write(study: Study, *paragraphs: str, folder: str = "report") -> None:
    text = "\n\n".join(["---\ntitle: P\nlang: nb\n---", *paragraphs])
    (study.folder / folder / "report.qmd").write_text(f"{text}\n", encoding="utf-8")


def _fewer(study: Study, n: int = 1) -> None:
    study.replace_codings(study.codings()[:n], [])


def test_a_number_is_told_from_what_to_what_with_the_paragraph_that_speaks_of_it(study: Study) -> None:
    before = len(study.codings())
    _fewer(study)
    renewed = update_report(study)
    [number] = [each for each in renewed.differences if each.id == "var:codings.n"]
    assert [(part.before, part.after) for part in number.parts] == [(str(before), str(before - 1))]
    assert [each.paragraph.text for each in renewed.speaking_of(number)] == [WRITTEN]


def test_a_paragraph_was_written_on_what_the_folder_told_before(study: Study) -> None:
    _fewer(study)
    assert [each.paragraph.text for each in update_report(study).stale] == [WRITTEN]


def test_the_mark_stays_until_it_is_confirmed(study: Study) -> None:
    _fewer(study)
    update_report(study)
    assert (len(update_report(study).stale), len(stale_paragraphs(study))) == (1, 1)
    confirm(study, all_=True, note="Står seg.")
    assert (stale_paragraphs(study), update_report(study).stale) == ([], ())


def test_a_report_in_another_folder_has_marks_and_origins_of_its_own(study: Study) -> None:
    draft_report(study, choice=Choice(folder="kort"))
    _write(study, WRITTEN, folder="kort")
    (study.folder / "report" / GENERATED / "origins.json").unlink()
    [first, *_] = read_origins(study, "kort")
    assert explain(study, first.id, "kort").origin.id == first.id
    _fewer(study)
    update_report(study, folder="kort")
    assert [each.paragraph.text for each in stale_paragraphs(study, "kort")] == [WRITTEN]
    assert confirm(study, all_=True, folder="kort")
    assert stale_paragraphs(study, "kort") == []
    assert report_folders(study) == ("report", "kort")


@pytest.mark.parametrize("ask", [stale_paragraphs, read_origins, editions_of])
def test_a_folder_that_can_hold_no_report_is_refused(study: Study, ask: Callable[..., object]) -> None:
    with pytest.raises(EvaluationError) as refused:
        ask(study, "../annet")
    assert [each.code for each in refused.value.problems] == ["TEMPLATE-011"]


def test_a_confirmed_paragraph_waits_again_when_the_data_change_again(study: Study) -> None:
    _fewer(study)
    update_report(study)
    confirm(study, all_=True)
    _fewer(study)
    assert len(update_report(study).stale) == 1


def test_what_changes_back_waits_no_more(study: Study) -> None:
    gone = study.codings()[:1]
    _fewer(study)
    update_report(study)
    study.replace_codings([], gone)
    assert update_report(study).stale == ()


def test_a_confirmation_is_undone(study: Study) -> None:
    _fewer(study)
    update_report(study)
    confirm(study, all_=True)
    study.undo()
    assert len(stale_paragraphs(study)) == 1


def test_a_rewritten_paragraph_counts_as_written_now(study: Study) -> None:
    _fewer(study)
    update_report(study)
    _write(study, "Materialet er på {{< var codings.n >}} kodinger, og det er færre enn i fjor, da alt ble kodet.")
    assert stale_paragraphs(study) == []
    assert update_report(study).stale == ()


def test_one_that_was_moved_and_mended_is_still_marked(study: Study) -> None:
    _fewer(study)
    update_report(study)
    _write(study, "Et nytt avsnitt.", "# Et sted", "Det er {{< var codings.n >}} kodingar i alt.")
    [stale] = update_report(study).stale
    assert stale.paragraph.first == 10


def test_one_that_was_taken_out_and_comes_back_is_known(study: Study) -> None:
    _fewer(study)
    update_report(study)
    _write(study, "Bare dette.")
    update_report(study)
    _write(study, WRITTEN)
    assert len(update_report(study).stale) == 1


def test_the_researchers_file_is_never_touched(study: Study) -> None:
    file = study.folder / "report" / "report.qmd"
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    _fewer(study)
    update_report(study)
    confirm(study, all_=True)
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_nothing_that_was_said_is_remembered(study: Study) -> None:
    _write(study, "{{< include _generated/theme-forebygging-quotes.qmd >}}", "Mange løfter tungt hos dem alle sammen.")
    update_report(study)
    said = json.loads((study.folder / "report" / "_generated" / "origins.json").read_text("utf-8"))
    history = (study.folder / "report" / "history.json").read_text("utf-8")
    assert [each["caption"] for each in said if each["caption"] in history] == []


def test_words_of_somebody_who_withdrew_are_not_told_again(study: Study, people: str) -> None:
    update_report(study)
    said = json.loads((study.folder / "report" / "_generated" / "origins.json").read_text("utf-8"))
    words = next(each["caption"] for each in said if each["kind"] == "quote")
    file: Path = study.folder / "people.yaml"
    file.write_text(people.replace("quoting: true", "quoting: true, withdrawn: 2026-05-01"), encoding="utf-8")
    study.add_people(read_people(file, study.people()))
    changed = update_report(study)
    told = json.dumps(changed.as_dict(), ensure_ascii=False)
    assert (words in told, "quotes:" in told) == (False, True)
    assert {part.why for each in changed.differences if each.kind == "quotes" for part in each.parts} == {"consent"}


def test_a_quote_whose_coding_was_taken_away_is_told_to_be_that(study: Study) -> None:
    update_report(study)
    study.replace_codings(study.codings(), [])
    parts = [part for each in update_report(study).differences if each.kind == "quotes" for part in each.parts]
    assert {(part.before, part.why) for part in parts} == {(None, "coding")}


@pytest.mark.parametrize(
    ("wanted", "code"), [(["finnes-ikke"], "NARRATIVE-002"), (["999"], "NARRATIVE-002"), ([], "NARRATIVE-003")]
)
def test_what_is_no_paragraph_is_refused(study: Study, wanted: list[str], code: str) -> None:
    update_report(study)
    with pytest.raises(EvaluationError) as error:
        confirm(study, wanted)
    assert [each.code for each in error.value.problems] == [code]


def test_a_paragraph_is_named_by_its_line(study: Study) -> None:
    _fewer(study)
    update_report(study)
    assert [each.paragraph.text for each in confirm(study, ["report.qmd:6"])] == [WRITTEN]


def test_a_spoilt_history_stops_the_renewal_rather_than_losing_marks(study: Study) -> None:
    (study.folder / "report" / "history.json").write_text("{", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        update_report(study)
    assert [each.code for each in error.value.problems] == ["NARRATIVE-001"]
