"""Suggestions on the page: who makes them and why, and what becomes of those that are answered."""

from __future__ import annotations

import pytest

from coding.manual import add_by_hand, coding_of
from coding.workbench.steps import steps_of, take_back
from coding.workbench.suggesting import Offer, accept_offer, refuse_offer, suggestions_of
from evaluation.codes import edit_code
from evaluation.errors import EvaluationError
from evaluation.model import Indicator


@pytest.fixture
def ruled(talk):
    """The conversation, with a rule that finds meetings and one that finds leaders."""
    for name, words in (("tiltak", "møte*"), ("oppfolging", "leiar*")):
        edit_code(talk, talk.codebook.code(name).model_copy(update={"indicators": Indicator(nb=(words,), nn=(words,))}))
    return talk


def offered(study):
    told = suggestions_of(study, "samtale")
    return [(each["code"], each["indicator"], each["model"]) for each in told["suggestions"]]


def offer(study, n=0):
    each = suggestions_of(study, "samtale")["suggestions"][n]
    return Offer(each["start"], each["end"], each["code"], each["score"], each["model"], each["indicator"])


def test_the_rules_propose_where_nothing_is_coded_yet_and_say_why(ruled):
    assert offered(ruled) == [("tiltak", "møte*", ""), ("oppfolging", "leiar*", "")]
    assert suggestions_of(ruled, "samtale")["problems"] != []  # that there is nothing to learn from
    assert ruled.codings() == []


def test_one_that_is_accepted_is_a_coding_that_tells_where_it_came_from(ruled):
    accept_offer(ruled, "samtale", offer(ruled))
    [coding] = ruled.codings()
    words = ruled.source("samtale").text[coding.start : coding.end]
    assert (words, coding.code) == ("Det ble færre møter 👍 hos oss.", "tiltak")
    assert (coding.origin, coding.note, coding.coder) == ("suggestion", "møte*", "ida")
    assert [code for code, _, model in offered(ruled) if not model] == ["oppfolging"]


def test_one_that_is_refused_does_not_come_again_unless_taken_back(ruled):
    refuse_offer(ruled, "samtale", offer(ruled))
    assert (ruled.codings(), [code for code, _, _ in offered(ruled)]) == ([], ["oppfolging"])
    take_back(ruled, steps_of(ruled)["undo"])
    assert [code for code, _, _ in offered(ruled)] == ["tiltak", "oppfolging"]


def test_what_has_the_code_already_is_not_suggested(ruled):
    add_by_hand(ruled, coding_of(ruled, "samtale", "tiltak", words="møter 👍"))
    assert [code for code, _, model in offered(ruled) if not model] == ["oppfolging"]


@pytest.mark.parametrize(
    ("made", "code"), [(Offer(0, 9999, "tiltak"), "CODING-003"), (Offer(5, 9, "tiltk"), "CODING-007")]
)
def test_an_offer_nobody_made_is_refused(ruled, made, code):
    with pytest.raises(EvaluationError) as raised:
        accept_offer(ruled, "samtale", made)
    assert raised.value.problems[0].code == code
