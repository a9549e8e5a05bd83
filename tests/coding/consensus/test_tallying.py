"""A study's coders compared in numbers, held against the comparison place by place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from coding.consensus.comparing import Comparison, Wanted, compare_study
from coding.consensus.resolving import Decision, resolve
from coding.consensus.tallying import Tally, tally_study
from evaluation.errors import EvaluationError
from evaluation.rounds import close_round, open_round
from evaluation.study import Study, open_study
from tests.evaluation.store.examples import CODEBOOK, coding, talk
from tests.sharing import copy_of


@pytest.fixture
def study(study: Study) -> Study:
    """Three who coded a text in no round, and a rule beside them."""
    study.add(talk())
    study.import_codebook(CODEBOOK)
    study.add(
        [
            coding("satset på forebygging", "forebygging", coder="ida"),
            coding("på forebygging", "tiltak", coder="jonas"),
            coding("Oppfølgingen tok tid", "oppfolging", coder="kari"),
            coding("tok tid", "oppfolging", coder="jonas"),
            *(coding("Hvorfor", "tiltak", coder=each) for each in ("ida", "jonas", "kari")),
            coding("tok", "tiltak", coder="regel", origin="rule"),
        ]
    )
    return study


def assert_alike(tally: Tally, comparison: Comparison) -> None:
    places = comparison.found
    own = Counter(comparison.rater(each) for each in comparison.codings)
    assert (tally.rounds, tally.sources, tally.coders) == (
        comparison.rounds, tuple(comparison.texts), comparison.coders
    )  # fmt: skip
    assert tally.codings == {name: own[name] for name in comparison.coders}
    assert tally.codes == tuple(places.overlap)
    assert (tally.agreed, tally.disagreements, tally.open) == (
        len(places.agreed), len(places.disagreements), len(comparison.open)
    )  # fmt: skip
    assert Counter(tally.kinds) == Counter(each.kind for each in places.disagreements)
    assert sorted(each.codings for each in tally.decided) == sorted(each.codings for each in comparison.decided)
    assert tally.people == tuple(dict.fromkeys(each.coder for each in comparison.codings))
    assert tally.written_in == {each.round for each in comparison.codings}


@pytest.mark.parametrize("wanted", [None, Wanted(coders=("ida", "jonas")), Wanted(coders=("ida", "regel")),
                                    Wanted(sources=("gruppe",))])  # fmt: skip
def test_a_tally_has_the_numbers_of_the_comparison(study: Study, wanted: Wanted | None) -> None:
    assert_alike(tally_study(study, wanted), compare_study(study, wanted))


def test_what_is_decided_is_told_until_another_coding_comes_into_dispute(study: Study) -> None:
    for each in compare_study(study).found.disagreements:
        resolve(study, each.id, Decision("neither", reason="x"))
    assert tally_study(study).open == 0
    study.add(coding("Vi satset på forebygging", "oppfolging", coder="kari"))
    assert (tally_study(study).open, len(tally_study(study).decided)) == (1, 1)
    assert_alike(tally_study(study), compare_study(study))


def test_one_coder_is_compared_with_themself_from_round_to_round(study: Study) -> None:
    open_round(study, "r2")
    study.seen_by("ida").add(coding("Hvorfor", "tiltak", coder="ida", round="r2"))
    close_round(study, "r2")
    wanted = Wanted(coders=("ida",), rounds=("1", "r2"))
    assert_alike(tally_study(study, wanted), compare_study(study, wanted))


def test_where_there_is_nothing_to_compare_both_say_the_same(study: Study) -> None:
    for wanted in (Wanted(coders=("ida", "idda")), Wanted(rounds=("r7",)), Wanted(coders=("ida",))):
        codes = []
        for compare in (tally_study, compare_study):
            with pytest.raises(EvaluationError) as error:
                compare(study, wanted)
            codes.append([each.code for each in error.value.problems])
        assert codes[0] == codes[1]


def test_the_sample_is_told_alike_both_ways(demo: Path, tmp_path: Path) -> None:
    study = open_study(copy_of(demo, tmp_path / "studie"))
    assert_alike(tally_study(study), compare_study(study))
