"""Real names, contacts and labels stay apart from all that is shown."""

from __future__ import annotations

import pytest

from evaluation.study import Study

SECRETS = (
    "Ragnhild Ternebø",
    "ragnhild@ternholmen.example",
    "Ragnhild",
    "Odd Terje Skarvang",
    "Ternholmen omsorgssenter",
    "I1",
)


@pytest.fixture
def peopled(study: Study) -> Study:
    study.import_people(study.folder / "people.yaml")
    return study


def test_people_come_without_names_unless_asked_for(peopled: Study) -> None:
    shown = peopled.people().model_dump_json()
    assert not [secret for secret in SECRETS if secret in shown]


def test_people_come_with_names_when_asked_for(peopled: Study) -> None:
    shown = peopled.people(names=True).model_dump_json()
    assert [secret for secret in SECRETS if secret not in shown] == []


def test_the_log_shows_no_names(peopled: Study) -> None:
    shown = str(peopled.log())
    assert not [secret for secret in SECRETS if secret in shown]


def test_all_but_the_names_are_the_same_with_and_without(peopled: Study) -> None:
    with_names = peopled.people(names=True)
    bare = [each.model_copy(update={"name": "", "contact": "", "speakers": ()}) for each in with_names.participants]
    assert tuple(bare) == peopled.people().participants


def test_a_label_that_two_people_bear_is_tied_to_neither(peopled: Study) -> None:
    from evaluation.model import Participant, People
    from evaluation.store.people import read_labels

    peopled.add_people(People(participants=(Participant(id="p3", speakers=("Ragnhild",)),)))
    with peopled.store.reading() as connection:
        labels = read_labels(connection)
    assert ("Ragnhild" in labels, labels["I1"]) == (False, "p1")
