"""Deciding where coders differ: what the consensus gets, what is kept as history, and what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coding.comparison import Wanted as Compare
from coding.comparison import agreed, compared
from coding.consensus.comparing import Wanted, compare_study
from coding.consensus.listing import listed
from coding.consensus.resolving import Decision, New, decisions, resolve, take_over
from coding.consensus.settled import settled
from coding.consensus.tables import confusion, strip
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo
from evaluation.model import Coding, Memo
from evaluation.rounds import close_round, open_round
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, TALK, coding, talk

SAME, EXTENT, CODES, ALONE = "Hvorfor?", "Oppfølgingen tok tid", "satset på forebygging", "Vi"


@pytest.fixture
def study(study: Study) -> Study:
    """One place agreed on, and one of each kind in dispute; the round is closed."""
    study.add(talk())
    study.import_codebook(CODEBOOK)
    ida, jonas = study.seen_by("ida"), study.seen_by("jonas")
    open_round(ida, "r1", coders=("ida", "jonas"))
    ida.add([mine(ida, SAME, "tiltak"), mine(ida, EXTENT, "oppfolging"), mine(ida, CODES, "forebygging")])
    jonas.add(
        [mine(jonas, "Hvorfor", "tiltak"), mine(jonas, "tok tid", "oppfolging"), mine(jonas, CODES, "tiltak", "uklart")]
    )
    ida.add(mine(ida, ALONE, "tiltak"))
    close_round(ida, "r1")
    return ida


def mine(study: Study, words: str, code: str, note: str = "") -> Coding:
    return coding(words, code, coder=study.who, round="r1", note=note)


def id_of(study: Study, words: str) -> int:
    start = TALK.index(words)
    places = compare_study(study).found.disagreements
    return next(each.id for each in places if each.start == start)


def consensus(study: Study) -> list[tuple[str, str]]:
    text = study.source("gruppe").text
    return [(each.code, text[each.start : each.end]) for each in study.codings() if each.round == "consensus"]


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(EvaluationError) as error:
        act()
    [problem] = error.value.problems
    return problem.code


@pytest.mark.parametrize(
    ("words", "decision", "expected"),
    [
        (EXTENT, Decision("coder", "ida", reason="x"), [("oppfolging", EXTENT)]),
        (EXTENT, Decision("coder", "jonas", reason="x"), [("oppfolging", "tok tid")]),
        (EXTENT, Decision("both", reason="x"), [("oppfolging", EXTENT)]),
        (EXTENT, Decision("neither", reason="x"), []),
        (EXTENT, Decision("new", new=(New("tiltak"),), reason="x"), [("tiltak", EXTENT)]),
        (CODES, Decision("coder", "jonas", reason="x"), [("tiltak", CODES)]),
        (CODES, Decision("both", reason="x"), [("forebygging", CODES), ("tiltak", CODES)]),
        (ALONE, Decision("coder", "ida", reason="x"), [("tiltak", ALONE)]),
        (ALONE, Decision("coder", "jonas", reason="x"), []),
    ],
)
def test_the_consensus_gets_what_is_decided(
    study: Study, words: str, decision: Decision, expected: list[tuple[str, str]]
) -> None:
    done = resolve(study, id_of(study, words), decision)
    assert sorted(consensus(study)) == sorted(expected)
    assert [each.coder for each in done.made] == ["ida"] * len(expected)
    assert (done.adjudication.reason, done.adjudication.who) == ("x", "ida")


def test_a_new_stretch_may_be_given(study: Study) -> None:
    start = TALK.index("Oppfølgingen")
    resolve(study, id_of(study, EXTENT), Decision("new", new=(New("tiltak", start, start + 12),), reason="x"))
    assert consensus(study) == [("tiltak", "Oppfølgingen")]


def test_a_second_decision_replaces_the_first_which_is_kept(study: Study) -> None:
    id_ = id_of(study, EXTENT)
    resolve(study, id_, Decision("both", reason="først"))
    again = resolve(study.seen_by("jonas"), id_, Decision("coder", "jonas", reason="siden"))
    assert consensus(study) == [("oppfolging", "tok tid")]
    assert [each.reason for each in again.replaced] == ["først"]
    first, second = decisions(study)
    assert (first.replaced_by, second.replaced_by, second.who) == (second.id, None, "jonas")


def test_the_same_decision_again_keeps_the_consensus_coding(study: Study) -> None:
    id_ = id_of(study, EXTENT)
    first = resolve(study, id_, Decision("both", reason="x")).made
    assert resolve(study, id_, Decision("both", reason="y")).made[0].id == first[0].id
    assert len(consensus(study)) == 1


def test_to_undo_a_second_decision_brings_back_the_first(study: Study) -> None:
    id_ = id_of(study, EXTENT)
    resolve(study, id_, Decision("both", reason="først"))
    resolve(study, id_, Decision("neither", reason="siden"))
    study.undo()
    assert consensus(study) == [("oppfolging", EXTENT)]
    assert [(each.reason, each.replaced_by) for each in decisions(study)] == [("først", None)]


def test_any_coding_in_dispute_names_the_place(study: Study) -> None:
    for each in study.codings():
        if each.note == "uklart":
            resolve(study, each.id or 0, Decision("both", reason="x"))
    assert len(consensus(study)) == 2


def test_what_is_left_is_counted(study: Study) -> None:
    assert len(compare_study(study).open) == 3
    resolve(study, id_of(study, ALONE), Decision("neither", reason="x"))
    assert len(compare_study(study).open) == 2


def test_what_all_agree_on_is_taken_over_once_in_one_act(study: Study) -> None:
    assert (take_over(study), take_over(study)) == (1, 0)
    assert consensus(study) == [("tiltak", "Hvorfor")]
    assert study.log()[-1].act == "consensus.agree"


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision("both"), "CONSENSUS-010"),
        (Decision("coder", "kari", reason="x"), "CONSENSUS-007"),
        (Decision("new", reason="x"), "CONSENSUS-008"),
        (Decision("new", new=(New("tiltakk"),), reason="x"), "CODING-007"),
        (Decision("new", new=(New("tiltak", 5, 5000),), reason="x"), "CODING-003"),
        (Decision("new", new=(New("tiltak", 9, 5),), reason="x"), "CODING-003"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_written(
    study: Study, decision: Decision, code: str
) -> None:
    assert refused(lambda: resolve(study, id_of(study, EXTENT), decision)) == code
    assert (consensus(study), decisions(study)) == ([], [])


def test_a_coding_that_is_not_in_dispute_is_told_with_the_nearest(study: Study) -> None:
    same = next(each.id for each in study.codings() if each.start == TALK.index(SAME))
    assert refused(lambda: resolve(study, same or 0, Decision("both", reason="x"))) == "CONSENSUS-006"
    assert refused(lambda: resolve(study, 999, Decision("both", reason="x"))) == "CONSENSUS-006"


def test_an_open_blind_round_is_not_compared(study: Study) -> None:
    open_round(study, "r2", coders=("ida", "jonas"))
    assert refused(lambda: compare_study(study, Wanted(rounds=("r2",)))) == "CONSENSUS-002"
    assert compare_study(study).rounds == ("r1",)


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted(rounds=("r9",)), "ROUND-001"),
        (Wanted(coders=("ida", "jona")), "CONSENSUS-003"),
        (Wanted(coders=("ida",)), "CONSENSUS-001"),
        (Wanted(sources=("grupe",)), "STUDY-004"),
    ],
)
def test_what_cannot_be_compared_is_refused(study: Study, wanted: Wanted, code: str) -> None:
    assert refused(lambda: compare_study(study, wanted)) == code


def test_one_coder_is_compared_with_themself_in_another_round(study: Study) -> None:
    open_round(study, "r2", coders=("ida",), blind=False)
    study.add(coding(EXTENT, "oppfolging", coder="ida", round="r2"))
    found = compare_study(study, Wanted(coders=("ida",), rounds=("r1", "r2")))
    assert found.coders == ("ida (r1)", "ida (r2)")
    assert [each.code for each in found.found.agreed] == ["oppfolging"]


def test_a_text_that_only_one_has_coded_is_left_out_unless_it_is_named(study: Study) -> None:
    study.add(talk("samtale", TALK.replace("Vi", "Me")))
    study.add(coding("tok tid", "tiltak", "samtale", coder="ida"))
    study.seen_by("jonas").add(coding("tok tid", "tiltak", coder="jonas"))
    study.add(coding("tok tid", "tiltak", coder="ida"))
    found = compare_study(study, Wanted(rounds=("1",)))
    assert (list(found.texts), [each.code for each in found.problems]) == (["gruppe"], ["CONSENSUS-005"])
    named = compare_study(study, Wanted(rounds=("1",), sources=("samtale",)))
    assert [each.kind for each in named.found.disagreements] == ["presence"]


def test_a_place_is_listed_with_words_notes_memos_and_what_was_decided(study: Study) -> None:
    id_ = id_of(study, CODES)
    add_memo(study, Memo("Begge deler?", title="Tvil", on="coding", on_id=str(id_)))
    resolve(study, id_, Decision("both", reason="Begge deler."))
    found = listed(study, compare_study(study), codes=["forebygging"])
    assert [(each.text, each.kind, each.codes) for each in found] == [(CODES, "code", ("forebygging", "tiltak"))]
    assert [(each.coder, each.note, each.memos) for each in found[0].said] == [
        ("ida", "", ("Tvil: Begge deler?",)),
        ("jonas", "uklart", ()),
    ]
    assert found[0].decided is not None
    assert found[0].decided["reason"] == "Begge deler."


def test_only_some_kinds_and_only_open_places_are_listed(study: Study) -> None:
    resolve(study, id_of(study, ALONE), Decision("neither", reason="x"))
    comparison = compare_study(study)
    assert [each.kind for each in listed(study, comparison, kinds=["presence"])] == ["presence"]
    assert {each.kind for each in listed(study, comparison, only_open=True)} == {"boundary", "code"}
    assert refused(lambda: listed(study, comparison, codes=["tiltakk"])) == "CONSENSUS-011"


def test_the_table_of_codes_that_met_counts_every_place_once(study: Study) -> None:
    table = confusion(compare_study(study), "ida", "jonas")
    met = {(row, column): int(table.loc[row, column]) for row in table.index for column in table.columns}
    assert {pair: count for pair, count in met.items() if count} == {
        ("tiltak", "tiltak"): 1,
        ("oppfolging", "oppfolging"): 1,
        ("forebygging", "tiltak"): 1,
        ("tiltak", ""): 1,
    }


def test_the_strip_tells_who_gave_the_code_where(study: Study) -> None:
    table = strip(compare_study(study), "gruppe", "ida", "jonas")
    own = table[table["code"] == "oppfolging"]
    assert list(own["who"]) == ["first", "both"]
    assert own["end_share"].iat[-1] * len(TALK) == pytest.approx(TALK.index("tok tid") + len("tok tid"))


def test_what_is_settled_raises_agreement_and_the_rest_stays(study: Study) -> None:
    wanted = Compare(unit="character", coders=("ida", "jonas"), rounds=("r1",))
    before = compared(study, wanted)

    def alpha() -> float:
        found = settled(study, compare_study(study).decided, before)
        return agreed(found)[-1].figure.value

    first = alpha()
    assert first == pytest.approx(agreed(before)[-1].figure.value)
    for words in (EXTENT, CODES, ALONE):
        resolve(study, id_of(study, words), Decision("coder", "ida", reason="x"))
    assert first < 0.6 < 0.9 < alpha()  # a full stop that one of them took along is left
