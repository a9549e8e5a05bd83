"""Who is compared, on which texts and in which units: figures that can be reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from coding.agreement import Drawn
from coding.comparison import UNITS, Agreed, LeftOut, Rater, Wanted, agree, compared
from coding.comparison.raters import natural
from evaluation.errors import EvaluationError
from evaluation.model import Coding, Source
from evaluation.study import Study
from tests.coding.comparison.rows import BOTH
from tests.coding.query.conftest import FIRST, SECOND, coding

Asked = Callable[..., Study]
ONCE = Drawn(resamples=0)
IDA, KARI = Rater("ida", "1"), Rater("kari", "1")


def one(study: Study, name: str = "cohen-kappa", **wanted: Any) -> Agreed:
    """The figure of one measure over all codes."""
    return agree(study, Wanted(**wanted), [name], ONCE)[-1]


def fault(study: Study, **wanted: Any) -> tuple[str, str]:
    with pytest.raises(EvaluationError) as raised:
        compared(study, Wanted(**wanted))
    [problem] = raised.value.problems
    return problem.code, str(problem.values.get("known", ""))


def test_sentences_of_two_coders_reckoned_by_hand(both: Study) -> None:
    """Of seven sentences both coded one, ida two more, kari one more: agreed on 4 of 7.

    By chance (3 × 2 + 4 × 5) ÷ 49 = 26 ÷ 49, so κ = (28 − 26) ÷ (49 − 26) = 2 ÷ 23.
    """
    assert one(both).figure.value == pytest.approx(2 / 23)
    assert one(both, "percent-agreement").figure.value == pytest.approx(4 / 7)
    # π: 5 of 14 decisions were to code, so chance is (5² + 9²) ÷ 14² = 106 ÷ 196.
    assert one(both, "scott-pi").figure.value == pytest.approx((4 / 7 - 106 / 196) / (1 - 106 / 196))
    # α: 3 disagreements in 14 ratings of 5 and 9: 1 − 13 × 6 ÷ (2 × 5 × 9).
    assert one(both, "krippendorff-alpha").figure.value == pytest.approx(1 - 13 * 6 / 90)


def test_turns_of_two_coders_reckoned_by_hand(both: Study) -> None:
    """Of four turns ida coded 1, 2 and 4, kari 1 and 4: agreed on 3 of 4, by chance (3 × 2 + 1 × 2) ÷ 16 = 1 ÷ 2."""
    found = one(both, unit="turn")
    assert (found.figure.value, found.figure.units, found.universe.coded) == (pytest.approx(0.5), 4, 3)


@pytest.mark.parametrize(
    ("unit", "units", "coded"),
    [("sentence", 7, 4), ("turn", 4, 3), ("question", 2, 1), ("source", 1, 1), ("token", 33, 11)],
)
def test_what_nobody_coded_is_counted_in_every_unit(both: Study, unit: str, units: int, coded: int) -> None:
    universe = one(both, unit=unit).universe
    assert (universe.unit, universe.units, universe.coded, universe.sources) == (unit, units, coded, ("fg1",))


def test_characters_are_those_of_the_whole_text(both: Study) -> None:
    universe = one(both, unit="character").universe
    words = {FIRST.text[each.start : each.end] for each in BOTH}
    assert (universe.units, universe.coded) == (len(FIRST.text), sum(map(len, words)))


def test_a_text_that_not_all_have_coded_is_left_out_and_named(asked: Asked) -> None:
    study = asked(*BOTH, coding("Vi løfter.", "utstyr", source=SECOND))
    universe = one(study).universe
    assert (universe.sources, universe.left_out) == (("fg1",), (LeftOut("fg2", (IDA,)),))
    assert universe.codes == ("forebygging",)


def test_all_sources_count_when_asked(asked: Asked) -> None:
    universe = one(asked(*BOTH), unit="turn", all_sources=True).universe
    assert (universe.sources, universe.left_out, universe.units) == (("fg1", "fg2"), (), 6)


def test_people_are_compared_and_the_rules_when_asked(asked: Asked) -> None:
    study = asked(*BOTH, coding("Vi forebygger", "forebygging", "rule", origin="rule"))
    assert compared(study, Wanted()).raters == (IDA, KARI)
    assert compared(study, Wanted(coders=("rule", "ida"))).raters == (Rater("rule", "1"), IDA)


def test_where_one_person_alone_has_coded_the_rules_are_beside_them(asked: Asked) -> None:
    study = asked(*BOTH[:3], coding("Vi forebygger", "forebygging", "rule", origin="rule"))
    assert [each.coder for each in compared(study, Wanted()).raters] == ["ida", "rule"]


SECOND_ROUND = (
    coding("Vi løfter tungt", "forebygging", round="2"),
    coding("Det er vanskelig", "forebygging", "kari", round="2"),
    coding("Vi forebygger", "forebygging", round="10"),
    coding("Vi forebygger", "forebygging", "ola"),
)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, [("ida", "2"), ("kari", "2")]),
        ({"rounds": ("1",)}, [("ida", "1"), ("kari", "1"), ("ola", "1")]),
        ({"coders": ("ida", "ola")}, [("ida", "1"), ("ola", "1")]),
        ({"coders": ("ida",)}, [("ida", "1"), ("ida", "2"), ("ida", "10")]),
        ({"coders": ("ida",), "rounds": ("10", "1")}, [("ida", "10"), ("ida", "1")]),
        ({"rounds": ("1", "2")}, [("ida", "1"), ("ida", "2"), ("kari", "1"), ("kari", "2"), ("ola", "1")]),
        ({"coders": ("kari", "ida"), "rounds": ("2",)}, [("kari", "2"), ("ida", "2")]),
    ],
)
def test_rounds_and_coders_are_chosen(asked: Asked, wanted: dict[str, Any], found: list[tuple[str, str]]) -> None:
    study = asked(*BOTH, *SECOND_ROUND)
    assert [tuple(each) for each in compared(study, Wanted(**wanted)).raters] == found


def test_a_coder_agrees_with_themself_across_rounds(asked: Asked) -> None:
    study = asked(*BOTH, *(Coding(each.source, each.start, each.end, each.code, "ida", "2") for each in BOTH[:3]))
    found = one(study, coders=("ida",))
    assert (found.figure.value, found.figure.coders) == (1.0, ("ida · 1", "ida · 2"))
    assert (found.record()["coders"], found.record()["rounds"]) == (["ida", "ida"], ["1", "2"])


def test_round_ten_comes_after_round_nine() -> None:
    assert sorted(["10", "9", "samsvar 2", "samsvar 10", "a"], key=natural) == [
        "9",
        "10",
        "a",
        "samsvar 2",
        "samsvar 10",
    ]


def test_a_code_with_those_under_it(asked: Asked) -> None:
    study = asked(*BOTH[:3], coding("Vi løfter tungt", "utstyr", "kari"))
    assert compared(study, Wanted()).codes == ("forebygging", "utstyr")
    assert one(study, codes=("forebygging",)).figure.value == 0
    under = one(study, codes=("forebygging",), children=True)
    assert under.universe.codes == ("forebygging",)
    assert under.figure.value == pytest.approx((5 / 7 - (3 * 1 + 4 * 6) / 49) / (1 - (3 * 1 + 4 * 6) / 49))


def test_with_children_and_no_code_the_topmost_ones_are_compared(asked: Asked) -> None:
    study = asked(*BOTH[:3], coding("Vi løfter tungt", "annet ord", "kari"))
    assert compared(study, Wanted(children=True)).codes == ("forebygging", "seniorer")


def test_a_code_that_nobody_used_is_not_defined(both: Study) -> None:
    found = agree(both, Wanted(codes=("seniorer",)), ["cohen-kappa"], ONCE)
    assert [each.figure.reason for each in found] == ["one-value", "one-value"]


def test_groups_are_chosen_as_in_a_query(both: Study) -> None:
    universe = one(both, unit="turn", where='speaker = "Informant 1"').universe
    assert (universe.units, universe.where) == (2, 'speaker = "Informant 1"')
    assert universe.uncounted == 3


def test_of_a_group_characters_are_those_of_its_turns(both: Study) -> None:
    turns = [turn for turn in FIRST.turns if turn.speaker == "I2"]
    universe = one(both, unit="character", where='speaker = "Informant 2"').universe
    assert universe.units == sum(turn.end - turn.start for turn in turns)


@pytest.mark.parametrize("unit", UNITS)
def test_every_measure_is_known_in_every_unit(both: Study, unit: str) -> None:
    found = agree(both, Wanted(unit=unit), ["all"], Drawn(50))  # type: ignore[arg-type]
    assert {each.record()["unit"] for each in found} == {unit, "character"}
    assert all(each.figure.defined or each.figure.reason for each in found)


def test_small_units_are_drawn_by_the_turn(both: Study) -> None:
    assert [one(both, unit=unit).universe.drawn for unit in UNITS] == [
        "turn",
        "turn",
        "sentence",
        "turn",
        "question",
        "source",
    ]


def test_text_that_coders_cut_themselves_is_counted_in_characters(both: Study) -> None:
    found = one(both, "u-alpha", unit="turn")
    assert (found.universe.unit, found.universe.units) == ("character", len(FIRST.text))


def test_domains_are_the_topmost_codes(asked: Asked) -> None:
    study = asked(
        coding("Vi løfter tungt", "utstyr"), coding("Vi løfter tungt", "forebygging", "kari"),
        coding("Vi forebygger", "seniorer"), coding("Vi forebygger", "annet ord", "kari"),
    )  # fmt: skip
    assert one(study, "cu-alpha-domains").figure.value == 1.0
    assert one(study, "cu-alpha").figure.value <= 0


def test_what_was_said_by_somebody_who_withdrew_does_not_count(asked: Asked) -> None:
    study = asked(*BOTH)
    file = study.folder / "people.yaml"
    taken_back = "{participant: p2, recording: true, quoting: true, withdrawn: 2026-05-01}"
    file.write_text(
        file.read_text(encoding="utf-8").replace("{participant: p2, recording: true, quoting: true}", taken_back),
        encoding="utf-8",
    )
    study.import_people(file)
    assert [one(study, unit=unit).universe.units for unit in ("turn", "sentence", "source")] == [2, 3, 1]
    theirs = sum(turn.end - turn.start for turn in FIRST.turns if turn.speaker == "I2")
    assert one(study, unit="character").universe.units == len(FIRST.text) - theirs


@pytest.mark.parametrize(
    ("wanted", "code", "near"),
    [
        ({"coders": ("idda", "kari")}, "AGREEMENT-010", "ida"),
        ({"rounds": ("11",)}, "AGREEMENT-011", "1"),
        ({"coders": ("ida",)}, "AGREEMENT-012", "ida (1), kari (1)"),
        ({"codes": ("forebyging",)}, "AGREEMENT-015", "forebygging"),
        ({"sources": ("fg3",)}, "AGREEMENT-016", "fg1"),
        ({"unit": "setence"}, "AGREEMENT-017", "sentence"),
        ({"sources": ("fg2",)}, "AGREEMENT-014", ""),
        ({"where": "coder = ida"}, "AGREEMENT-018", ""),
        ({"where": "tema = forebygging"}, "AGREEMENT-018", ""),
        ({"where": "sektor = hlse"}, "QUERY-009", "helse"),
        ({"where": "sector ="}, "QUERY-004", ""),
    ],
)
def test_what_cannot_be_compared_is_told_with_the_nearest(
    both: Study, wanted: dict[str, Any], code: str, near: str
) -> None:
    found, known = fault(both, **wanted)
    assert (found, near in known) == (code, True)


def test_where_nothing_is_coded_there_is_nothing_to_compare(asked: Asked) -> None:
    assert fault(asked())[0] == "AGREEMENT-009"


def test_somebody_who_coded_nothing_in_the_round_is_named(asked: Asked) -> None:
    study = asked(*BOTH, coding("Det er vanskelig", "forebygging", "ola", round="2"))
    assert fault(study, coders=("ida", "ola"), rounds=("1",))[0] == "AGREEMENT-013"


THOUSAND = Source("tusen", "tegn " * 200, "document", sha256="tusen")


@pytest.mark.parametrize(
    ("ida", "kari", "kappa"), [((0, 100), (50, 150), 0.444), ((0, 600), (300, 900), -0.25), ((0, 100), (0, 0), 0.0)]
)
def test_two_stretches_of_a_thousand_characters(
    asked: Asked, ida: tuple[int, int], kari: tuple[int, int], kappa: float
) -> None:
    elsewhere = [coding("Vi løfter.", "utstyr", who, source=SECOND) for who in ("ida", "kari")]
    study = asked(*elsewhere)
    places = [(who, place) for who, place in (("ida", ida), ("kari", kari)) if place[1]]
    study.add([THOUSAND, *(Coding("tusen", *place, "utstyr", who) for who, place in places)])
    found = one(study, unit="character", sources=("tusen",), all_sources=True)
    assert (found.universe.units, round(found.figure.value, 3)) == (1000, kappa)
