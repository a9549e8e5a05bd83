"""What may not be kept any longer is found, and goes for good: from the store, its log, the files and the backups."""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from evaluation.backup import back_up
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo
from evaluation.model import (
    Attendance,
    Code,
    Codebook,
    Coding,
    Consent,
    Memo,
    Organisation,
    Participant,
    People,
    Session,
    Source,
    Turn,
)
from evaluation.model.evaluation import Retention
from evaluation.privacy.pseudonymise import pseudonymise
from evaluation.retention.deleting import delete, delete_due
from evaluation.retention.due import due, kept
from evaluation.study import Study

TEXT = "Bjørn: Vi rakk det ikke, dessverre.\nKari: Bjørn Haugen sa det var travelt.\n"
LATE = dt.date(2031, 1, 1)


@pytest.fixture
def held(study: Study, tmp_path: Path) -> Study:
    consents = (
        Consent(participant="p1", quoting=True, kept_until=dt.date(2029, 5, 1)),
        Consent(participant="p2", quoting=True),
    )
    study.import_codebook(Codebook(name="kb", codes=(Code(name="tid"),)))
    study.add_people(
        People(
            organisations=(Organisation(id="a", name="Ternskjær Renhold AS", pseudonym="Virksomhet A"),),
            participants=(
                Participant(
                    id="p1", organisation="a", name="Bjørn Haugen", contact="bh@ternskjaer.example", role="leder"
                ),
                Participant(id="p2", organisation="a", name="Kari Solbakken", pseudonym="Informant 2"),
            ),
            consents=consents,
            sessions=(Session(id="fg", kind="focus-group", attendance=(Attendance(participant="p1"),)),),
        )
    )
    first, second = TEXT.index("Vi rakk"), TEXT.index("Bjørn Haugen")
    turns = (
        Turn(first, TEXT.index("\nKari"), "Bjørn", participant="p1"),
        Turn(second, len(TEXT) - 1, "Kari", participant="p2"),
    )
    file = tmp_path / "samtale.txt"
    file.write_text(TEXT, encoding="utf-8")
    study.add(Source("samtale", TEXT, "transcript", turns, session="fg", file=str(file)))
    study.add(Coding(source="samtale", start=first, end=first + 12, code="tid", coder="eva"))
    study.add(Coding(source="samtale", start=second, end=len(TEXT) - 1, code="tid", coder="eva", note="Ifølge Haugen"))
    add_memo(study, Memo(text="Virket sliten.", on="participant", on_id="p1"))
    (study.folder / "people.yaml").write_text(
        "participants:\n  - id: p1  # leder\n    name: Bjørn Haugen\n    role: leder\n", encoding="utf-8"
    )
    return study


def with_policy(study: Study, **dates: dt.date) -> Study:
    from dataclasses import replace

    evaluation = study.evaluation.model_copy(update={"retention": Retention(**dates)})  # type: ignore[arg-type]
    return replace(study, evaluation=evaluation)


def bytes_of(study: Study) -> Iterator[tuple[Path, bytes]]:
    for file in study.folder.rglob("*"):
        if file.is_file():
            yield file, file.read_bytes()


def holding(study: Study, *words: str) -> set[str]:
    forms = [word.encode() for word in words] + [word.encode("unicode_escape") for word in words]
    return {file.name for file, content in bytes_of(study) if any(form in content for form in forms)}


def test_each_thing_has_its_day_and_its_reason(held: Study) -> None:
    policy = with_policy(held, names=dt.date(2028, 1, 1), files=dt.date(2027, 1, 1), texts=dt.date(2030, 1, 1))
    assert [(each.id, each.because) for each in due(policy, LATE)] == [
        ("files", "policy"),
        ("names", "policy"),
        ("person:p1", "promise"),
        ("source:samtale", "policy"),
    ]
    assert [each.id for each in due(policy, dt.date(2027, 1, 1))] == []
    assert [each.id for each in due(policy, dt.date(2027, 1, 2))] == ["files"]


def test_who_withdrew_is_due_after_thirty_days(held: Study) -> None:
    held.add_people(People(consents=(Consent(participant="p2", withdrawn=dt.date(2026, 1, 1)),)))
    [found] = [each for each in kept(held) if each.id == "person:p2"]
    assert (found.until, found.because) == (dt.date(2026, 1, 31), "withdrawn")


def test_what_a_person_said_is_nowhere_any_more(held: Study) -> None:
    back_up(held.folder)
    delete(held, ["person:p1"])
    assert held.source("samtale").text == ("Informant 1: [slettet]\nKari: Informant 1 sa det var travelt.\n")
    assert holding(held, "rakk", "Haugen", "Bjørn", "bh@ternskjaer", "sliten", "leder") <= {"people.yaml"}
    assert "Haugen" not in (held.folder / "people.yaml").read_text()
    assert "role: leder" in (held.folder / "people.yaml").read_text()


def test_the_codings_of_others_stay_with_their_words(held: Study) -> None:
    delete(held, ["person:p1"])
    text = held.source("samtale").text
    assert [(text[each.start : each.end], each.note) for each in held.codings()] == [
        ("Informant 1 sa det var travelt.", "Ifølge Informant 1")
    ]


def test_that_it_was_done_stands_in_the_log(held: Study) -> None:
    delete(held, ["person:p1"])
    last = held.log()[-1]
    assert (last.act, last.details["item"], last.details["files"]) == ("privacy.delete", "person:p1", 1)
    assert not due(held, LATE)


def test_it_cannot_be_undone(held: Study) -> None:
    delete(held, ["person:p1"])
    with pytest.raises(EvaluationError):
        held.undo(held.log()[-1].id)
    assert "rakk" not in held.source("samtale").text


def test_an_old_backup_goes_and_a_new_one_comes(held: Study) -> None:
    old = back_up(held.folder)
    copy = held.folder / "study.0012.20260101T000000Z.sqlite"
    shutil.copy(held.folder / "study.sqlite", copy)
    done = delete(held, ["person:p1"])
    assert (done.backups, old.exists(), copy.exists()) == (2, done.backup == old, False)
    assert done.backup and done.backup.is_file()


def test_a_backup_put_back_afterwards_is_due(held: Study, tmp_path: Path) -> None:
    kept_elsewhere = back_up(held.folder, tmp_path / "annet.zip")
    delete(held, ["person:p1"])
    (held.folder / "backups").mkdir(exist_ok=True)
    shutil.copy2(kept_elsewhere, held.folder / "backups" / "annet.zip")
    assert [(each.id, each.because) for each in due(held, dt.date.today())] == [("backup:annet.zip", "deleted")]
    delete_due(held, dt.date.today())
    assert not (held.folder / "backups" / "annet.zip").exists()


def test_a_source_goes_with_its_files(held: Study) -> None:
    delete(held, ["source:samtale"])
    assert held.list_sources() == []
    assert not holding(held, "rakk", "travelt")


def test_names_stay_while_the_texts_tell_them(held: Study, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError) as refused:
        delete(held, ["names"])
    assert refused.value.problems[0].code == "RETENTION-002"
    pseudonymise(held, tmp_path / "key", "fire tilfeldige ord her", likely=True)
    delete(held, ["names", "files"])
    assert not holding(held, "Haugen", "Solbakken", "Ternskjær")
    assert not any(each.name for each in held.people(names=True).participants)
    assert [each.pseudonym for each in held.people().organisations] == ["Virksomhet A"]


def test_what_is_not_there_is_told_before_anything_goes(held: Study) -> None:
    with pytest.raises(EvaluationError) as refused:
        delete(held, ["source:samtale", "person:p9"])
    assert refused.value.problems[0].code == "RETENTION-001"
    assert held.source("samtale")
