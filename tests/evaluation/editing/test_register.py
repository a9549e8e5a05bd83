"""Participants, organisations, consents and sessions changed one at a time: kept, refused, and taken back."""

from __future__ import annotations

import datetime as dt

import pytest

from evaluation.editing.people import (
    add_organisation,
    add_person,
    change_organisation,
    change_person,
    find_consent,
    find_person,
    import_register,
    keep_consent,
    register_stamp,
    stamp_of,
)
from evaluation.editing.sessions import (
    add_session,
    attend,
    change_session,
    find_attendance,
    find_session,
    leave,
    occasion,
)
from evaluation.errors import EvaluationError
from evaluation.model import Attendance, Consent, Organisation, Participant, People, Session
from evaluation.people.making import made
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import talked

KARI = Participant(
    id="p1", organisation="hotell", name="Kari Nordmann", pseudonym="Informant 1", speakers=("I1",), role="leder"
)
OLA = Participant(id="p2", pseudonym="Informant 2", speakers=("I2",))
FIRST = Session(id="fg1", kind="focus-group", date=dt.date(2026, 3, 4), attendance=(Attendance(participant="p1"),))


@pytest.fixture
def study(tmp_path):
    study = open_study(talked(tmp_path)).seen_by("eva")
    organisations = (Organisation(id="hotell", name="Fjellheim", pseudonym="Virksomhet A"), Organisation(id="skole"))
    study.add_people(People(organisations=organisations, participants=(KARI, OLA), sessions=(FIRST,)))
    return study


def refused(act, *arguments, **named):
    with pytest.raises(EvaluationError) as caught:
        act(*arguments, **named)
    return [each.code for each in caught.value.problems]


def edited(value, **changed):
    return value.model_copy(update=changed)


@pytest.mark.usefixtures("either_database")
def test_a_participant_is_added_and_changed_with_name_and_labels(study):
    add_person(study, Participant(id="p3", name="Emil Roth", pseudonym="Informant 3", organisation="skole"))
    change_person(study, edited(KARI, organisation="skole", contact="91 00 00 00", speakers=("I1", "Leder")))
    people = study.people(names=True)
    assert find_person(people, "p3").name == "Emil Roth"
    assert find_person(people, "p1") == edited(KARI, organisation="skole", contact="91 00 00 00",
                                               speakers=("I1", "Leder"))  # fmt: skip
    assert [(each.act, each.who) for each in study.log()[-2:]] == [("people.add", "eva"), ("people.change", "eva")]


def test_no_name_is_told_by_the_log_or_by_those_who_ask_without_names(study):
    add_person(study, Participant(id="p3", name="Emil Roth", pseudonym="Informant 3"))
    assert "Roth" not in str([each.details for each in study.log()])
    assert find_person(study.people(), "p3").name == ""


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"organisation": "ukjent"}, "PEOPLE-047"),
        ({"speakers": ("i2",)}, "PEOPLE-049"),
        ({"pseudonym": "informant 2"}, "PEOPLE-050"),
        ({"pseudonym": "Kari N."}, "PEOPLE-051"),
        ({"pseudonym": "kari nordmann"}, "PEOPLE-051"),
        ({"name": "Solveig Informant"}, "PEOPLE-051"),
        ({"id": "p9"}, "PEOPLE-046"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_nothing_is_written(study, changed, code):
    before, log = study.people(names=True), study.log()
    assert code in refused(change_person, study, edited(KARI, **changed))
    assert (study.people(names=True), study.log()) == (before, log)


@pytest.mark.parametrize("add", [(add_person, OLA), (add_organisation, Organisation(id="skole")), (add_session, FIRST)])
def test_an_id_is_given_once(study, add):
    act, value = add
    assert refused(act, study, value) == ["PEOPLE-045"]


def test_an_organisation_is_added_and_changed(study):
    add_organisation(study, Organisation(id="havn", name="Havna", also=("Kaia",), pseudonym="Virksomhet B", size=12))
    assert refused(change_organisation, study, Organisation(id="skole", pseudonym="Virksomhet B")) == ["PEOPLE-050"]
    change_organisation(study, Organisation(id="skole", name="Skolen", pseudonym="Virksomhet C", sector="skole"))
    told = {each.id: each for each in study.people(names=True).organisations}
    assert (told["havn"].also, told["skole"].name, told["skole"].sector) == (("Kaia",), "Skolen", "skole")


def test_consent_is_recorded_and_withdrawn(study):
    keep_consent(study, Consent(participant="p1", recording=True, quoting=True, kept_until=dt.date(2030, 1, 1)), was="")
    kept = find_consent(study.people(), "p1")
    keep_consent(study, edited(kept, withdrawn=dt.date(2026, 11, 27)), was=stamp_of(kept))
    told = find_consent(study.people(), "p1")
    assert (told.withdrawn, told.kept_until) == (dt.date(2026, 11, 27), dt.date(2030, 1, 1))
    assert refused(keep_consent, study, Consent(participant="p9")) == ["PEOPLE-046"]


@pytest.mark.usefixtures("either_database")
def test_a_session_is_made_followed_up_and_attended(study):
    add_session(study, Session(id="tlf", kind="telephone", follows="fg1"))
    attend(study, "fg1", [Attendance(participant="p1", status="declined"), Attendance(participant="p2", mode="video")])
    change_session(study, edited(FIRST, place="Møterommet"), was=stamp_of(occasion(FIRST)))
    told = find_session(study.people(), "fg1")
    assert told.place == "Møterommet"
    assert [(each.participant, each.status, each.mode) for each in told.attendance] == [
        ("p1", "declined", None),
        ("p2", "attended", "video"),
    ]
    leave(study, "fg1", ["p1"])
    assert [each.participant for each in find_session(study.people(), "fg1").attendance] == ["p2"]


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda study: change_session(study, edited(FIRST, follows="fg1")), "PEOPLE-007"),
        (lambda study: change_session(study, edited(FIRST, follows="fg9")), "PEOPLE-048"),
        (lambda study: attend(study, "fg9", []), "PEOPLE-048"),
        (lambda study: attend(study, "fg1", [Attendance(participant="p9")]), "PEOPLE-046"),
        (lambda study: attend(study, "fg1", [Attendance(participant="p1", followed_up_by="fg9")]), "PEOPLE-048"),
        (lambda study: leave(study, "fg1", ["p1", "p2"]), "PEOPLE-052"),
    ],
)
def test_what_no_session_can_be_is_refused(study, act, code):
    before = study.people()
    assert code in refused(act, study)
    assert study.people() == before


STALE = {
    "person": lambda study: change_person(study, edited(KARI, role="sjef"), was=stamp_of(OLA)),
    "organisation": lambda study: change_organisation(study, Organisation(id="skole", sector="skole"), was="0"),
    "consent": lambda study: keep_consent(study, Consent(participant="p1"), was="0"),
    "session": lambda study: change_session(study, edited(FIRST, place="Her"), was="0"),
    "attendance": lambda study: attend(study, "fg1", [Attendance(participant="p1", mode="video")], was={"p1": ""}),
    "leaving": lambda study: leave(study, "fg1", ["p1"], was={"p1": ""}),
}


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("kind", STALE)
def test_what_somebody_else_has_changed_meanwhile_is_not_written_over(study, kind):
    before = study.people(names=True)
    assert refused(STALE[kind], study) == ["EDIT-070"]
    assert study.people(names=True) == before


def test_whoever_saw_what_is_there_may_change_it(study):
    [seen] = [each for each in study.people(names=True).participants if each.id == "p1"]
    change_person(study, edited(seen, role="sjef"), was=stamp_of(seen))
    session = find_session(study.people(), "fg1")
    attend(study, "fg1", [Attendance(participant="p1", mode="video")],
           was={"p1": stamp_of(find_attendance(session, "p1"))})  # fmt: skip
    assert find_person(study.people(), "p1").role == "sjef"


def test_a_file_is_not_read_in_over_a_register_that_was_changed_meanwhile(study):
    seen, file = register_stamp(study), People(participants=(edited(OLA, role="lærer"),))
    change_person(study, edited(OLA, role="rektor"))
    assert refused(import_register, study, file, was=seen) == ["EDIT-071"]
    import_register(study, file, was=register_stamp(study))
    assert find_person(study.people(), "p2").role == "lærer"


@pytest.mark.usefixtures("either_database")
def test_each_act_is_taken_back_by_itself(study):
    before = study.people(names=True)
    change_person(study, edited(KARI, name="Kari Dal", role="sjef"))
    add_session(study, Session(id="fg2", kind="interview", attendance=(Attendance(participant="p2"),)))
    leave(study, "fg1", ["p1"])
    keep_consent(study, Consent(participant="p2", quoting=True))
    for _ in range(4):
        study.undo()
    assert study.people(names=True) == before


@pytest.mark.parametrize(
    ("shape", "typed", "codes"),
    [
        (Participant, {"id": "P 1"}, ["PEOPLE-040"]),
        (Participant, {"id": "p1", "affiliation": "gjest"}, ["PEOPLE-044"]),
        (Consent, {"participant": "p1", "withdrawn": "i går", "kept_until": "31.12.2030"}, ["PEOPLE-041"] * 2),
        (Session, {"id": "fg 1", "kind": "prat", "start": "9.30"}, ["PEOPLE-040", "PEOPLE-044", "PEOPLE-042"]),
        (Attendance, {"participant": "p1", "from_": "25:00"}, ["PEOPLE-042"]),
        (Organisation, {"id": "a", "size": "mange"}, ["PEOPLE-043"]),
        (Organisation, {"id": "a", "size": "-1"}, ["PEOPLE-043"]),
        (Organisation, {"id": "a", "size": "9999999999"}, ["PEOPLE-043"]),
    ],
)
def test_every_field_that_is_wrong_is_told(shape, typed, codes):
    assert refused(made, shape, typed) == codes


def test_fields_are_tidied_and_empty_ones_are_none():
    told = made(Participant, {"id": " p1 ", "name": "Kari\x00  Dal\n", "organisation": "", "speakers": ["I1", " "]})
    assert (told.id, told.name, told.organisation, told.speakers) == ("p1", "Kari Dal", None, ("I1",))
    assert made(Session, {"id": "a", "kind": "video", "date": "", "start": ""}).date is None
