"""A study is coded by rule again and again, and nothing is doubled."""

import pytest

from coding.applying import apply_rules, is_interviewer
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Indicator, Participant, People, Source, Turn
from evaluation.study import Study

TEXT = "Moderator: Hva med løft?\nInformant 1: Vi løfter tungt. Vi savner tid."
SOURCE = Source("fg", TEXT, "transcript", (Turn(11, 24, "Moderator"), Turn(38, len(TEXT), "Informant 1")), "nb")
CODEBOOK = Codebook(
    name="k",
    codes=(
        Code(name="forebygging", indicators=Indicator(nb=("løft*",))),
        Code(name="oppfolging", indicators=Indicator(nb=("savner",))),
    ),
)


@pytest.fixture
def coded(study: Study) -> Study:
    study.import_codebook(CODEBOOK)
    study.add(SOURCE)
    apply_rules(study)
    return study


def test_informants_alone_are_coded(coded: Study) -> None:
    assert [(each.code, TEXT[each.start : each.end]) for each in coded.codings()] == [
        ("forebygging", "Vi løfter tungt."),
        ("oppfolging", "Vi savner tid."),
    ]


def test_coding_again_adds_nothing(coded: Study) -> None:
    assert (apply_rules(coded).new, len(coded.codings())) == (0, 2)


def test_naming_a_source_twice_codes_it_once(coded: Study) -> None:
    assert len(apply_rules(coded, names=["fg", "fg"]).codings) == 2


def test_codings_by_people_are_left_alone(coded: Study) -> None:
    coded.add([Coding("fg", 38, 40, "oppfolging", "Kari")])
    apply_rules(coded)
    assert [each.coder for each in coded.codings()].count("Kari") == 1


@pytest.mark.usefixtures("either_database")
def test_codings_by_a_rule_that_is_gone_are_taken_away(coded: Study) -> None:
    codes = (CODEBOOK.codes[0].model_copy(update={"indicators": Indicator()}), CODEBOOK.codes[1])
    coded.import_codebook(CODEBOOK.model_copy(update={"codes": codes}))
    apply_rules(coded)
    assert [each.code for each in coded.codings()] == ["oppfolging"]


def test_another_source_keeps_its_codings(coded: Study) -> None:
    coded.add(Source("brev", "Vi løfter.", "document", language="nb"))
    apply_rules(coded, names=["brev"])
    assert [each.source for each in coded.codings()] == ["fg", "fg", "brev"]


def test_an_observer_the_study_knows_is_not_coded(study: Study) -> None:
    observer = Participant(id="o1", pseudonym="Observatør", affiliation="observer", speakers=("Informant 1",))
    study.add_people(People(participants=(observer,)))
    study.import_codebook(CODEBOOK)
    study.add(SOURCE)
    assert apply_rules(study).codings == ()


def test_counts_follow_the_codebook_and_hold_every_code(study: Study) -> None:
    study.import_codebook(CODEBOOK)
    assert apply_rules(study).counts.to_dict() == {"forebygging": 0, "oppfolging": 0}


def test_a_theme_that_points_to_no_code_stops_the_coding(study: Study) -> None:
    study.import_codebook(CODEBOOK.model_copy(update={"codes": CODEBOOK.codes[:1]}))
    with pytest.raises(EvaluationError) as error:
        apply_rules(study)
    assert [each.code for each in error.value.problems] == ["STUDY-003"]


@pytest.mark.parametrize(
    ("label", "asks"),
    [
        ("Moderator", True),
        ("MODERATOR 2", True),
        ("Intervjuer", True),
        ("Ordstyrar", True),
        ("Observatøren", True),
        ("Intervjuperson 2", False),
        ("Interviewee", False),
        ("Assistentlærer", False),
        ("Informant 1", False),
    ],
)
def test_a_label_tells_whether_somebody_asks(label: str, asks: bool) -> None:
    assert is_interviewer(Turn(0, 1, label)) is asks


def test_whoever_the_study_knows_is_judged_by_what_it_knows() -> None:
    assert not is_interviewer(Turn(0, 1, "Moderator", participant="p1"))
