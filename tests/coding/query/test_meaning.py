"""Every operator finds what it means, worked out pair by pair; and the index finds what reading every text finds."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.query import run
from coding.query.corpus import Corpus
from coding.query.evaluate import Evaluation
from coding.query.segments import Segments
from coding.query.syntax import And, CodeTerm, Expression, Not, Or, Related, WordTerm
from coding.query.words import words, words_read
from evaluation.model import Coding
from evaluation.store.coding_queries import CodingFilter
from evaluation.study import Study
from tests.coding.query.conftest import CODEBOOK, FIRST, SECOND, coding
from tests.coding.query.plain import Plain, Stretch

FIXED = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150, derandomize=True
)
INDICATORS = (
    "løfter",
    "tid",
    "samarbeid",
    "*en",
    "vi ~2 tid",
    "tillitsvalgt*",
    "=vi",
    "det er",
    "møte* <~5> tid",
    "fraværet",
)
_terms = st.one_of(
    st.builds(CodeTerm, st.sampled_from([code.name for code in CODEBOOK]), st.booleans()),
    st.builds(WordTerm, st.sampled_from(INDICATORS)),
)


def _related(part: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    units = st.sampled_from(["characters", "sentence", "turn", "question"])
    reach = st.builds(Related, part, st.sampled_from(["near", "followed"]), part, units, st.integers(0, 60))
    return reach | st.builds(Related, part, st.sampled_from(["within", "overlapping"]), part)


def _larger(part: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    several = st.lists(part, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, part), st.builds(And, several), st.builds(Or, several), _related(part))


EXPRESSIONS = st.recursive(_terms, _larger, max_leaves=5)


@st.composite
def codings(draw: st.DrawFn) -> tuple[Coding, ...]:
    found = []
    for _ in range(draw(st.integers(0, 7))):
        source = draw(st.sampled_from([FIRST, SECOND]))
        start = draw(st.integers(0, len(source.text) - 1))
        end = draw(st.integers(start + 1, min(len(source.text), start + 90)))
        found.append(Coding(source.name, start, end, draw(st.sampled_from([code.name for code in CODEBOOK])), "ida"))
    return tuple(dict.fromkeys(found))


def found_by(corpus: Corpus, expression: Expression) -> set[Stretch]:
    return placed(corpus, Evaluation(corpus, CodingFilter()).stretches(expression))


def placed(corpus: Corpus, found: Segments) -> set[Stretch]:
    numbers = corpus.source_of(found.start)
    bases = corpus.bases[numbers]
    return set(zip(numbers.tolist(), (found.start - bases).tolist(), (found.end - bases).tolist(), strict=True))


@FIXED
@given(EXPRESSIONS, codings())
def test_a_query_finds_what_it_means(
    asked: Callable[..., Study], study: Study, expression: Expression, made: tuple[Coding, ...]
) -> None:
    if not study.has_codebook():
        asked()
    study.replace_codings(study.codings(), made)
    assert found_by(Corpus(study), expression) == Plain((FIRST, SECOND), made, CODEBOOK).find(expression)


@FIXED
@given(_related(_terms), codings())
def test_a_relation_finds_what_it_means(
    asked: Callable[..., Study], study: Study, relation: Expression, made: tuple[Coding, ...]
) -> None:
    if not study.has_codebook():
        asked()
    study.replace_codings(study.codings(), made)
    assert found_by(Corpus(study), relation) == Plain((FIRST, SECOND), made, CODEBOOK).find(relation)


@FIXED
@given(st.sampled_from(["løfter", "=vi", "*et", "sa*beid*", "vi ~3 tid", "de <~4> med", "løft* tungt", "er"]))
def test_the_index_finds_what_reading_finds(asked: Callable[..., Study], study: Study, written: str) -> None:
    corpus = Corpus(study if study.has_codebook() else asked())
    assert placed(corpus, words(corpus, written)) == placed(corpus, words_read(corpus, written))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("forebygging", ["Vi løfter tungt.", "løfter roboten", "Seniorene"]),
        ("=forebygging", ["Vi løfter tungt."]),
        ("[annet ord]", ["Seniorene"]),
        ("forebygging AND «tungt»", ["Vi løfter tungt."]),
        ('forebygging AND NOT "løfter"', []),
        ('"løfter" AND NOT forebygging', ["Vi løfter."]),
        ('forebygging NEAR/turn "samarbeid"', ["Vi løfter tungt.", "løfter roboten"]),
        ('forebygging NEAR "tillitsvalgte"', ["Vi løfter tungt."]),
        ('forebygging NEAR/sentence "tillitsvalgte"', []),
        ('forebygging NEAR/50 "tillitsvalgte"', ["Vi løfter tungt.", "løfter roboten"]),
        ('forebygging NEAR/20 "tillitsvalgte"', ["løfter roboten"]),
        ('"roboten" WITHIN utstyr', ["roboten"]),
        ('utstyr OVERLAPPING "roboten"', ["løfter roboten"]),
        ('"tungt" FOLLOWED BY/sentence "tid"', ["tungt"]),
        ('"tungt" FOLLOWED BY/turn "samarbeidet"', ["tungt"]),
        ('"tungt" FOLLOWED BY/turn "vanskelig"', []),
        ('"tungt" FOLLOWED BY/question "forebygger"', ["tungt"]),
        ('"tungt" NEAR "tid" NEAR/question "roboten" NEAR "tillitsvalgte"', ["tungt"]),
        ('NOT "løfter" AND NOT "tid"', ["Det er vanskelig."]),
        ("forebygging OR seniorer WHERE speaker = [Informant 2]", ["løfter roboten", "Seniorene"]),
        ("forebygging WHERE size < 100", []),
        ("forebygging WHERE sector != helse", ["løfter roboten", "Seniorene"]),
        ("forebygging WHERE sector IN (helse, lager) AND NOT question = q2", None),
        ("forebygging WHERE source LIKE «*g1» AND date >= 2026-04 AND date < 01.05.2026", None),
        ("forebygging WHERE (sector = helse OR speaker = p2) AND kind = focus-group AND language = nb", None),
        ("forebygging WHERE theme = forebygging", ["Vi løfter tungt.", "løfter roboten"]),
        ("forebygging WHERE theme != forebygging", ["Seniorene"]),
        ("forebygging WHERE coder = ida", ["Vi løfter tungt.", "Seniorene"]),
        ("forebygging WHERE coder != ida AND origin = rule", ["løfter roboten"]),
        ("forebygging WHERE certainty >= 80", ["Vi løfter tungt."]),
        ("forebygging WHERE NOT certainty >= 80", ["løfter roboten", "Seniorene"]),
        ("forebygging WHERE outdated = ja", []),
        ("WHERE coder ~ «r*»", ["løfter roboten"]),
    ],
)
def test_an_example_finds_its_words(asked: Callable[..., Study], query: str, found: list[str] | None) -> None:
    all_three = ["Vi løfter tungt.", "løfter roboten", "Seniorene"]
    made = (
        coding("Vi løfter tungt.", "forebygging", certainty=90),
        coding("løfter roboten", "utstyr", "rule", origin="rule"),
        coding("Seniorene", "annet ord"),
    )
    assert list(run(asked(*made), query).table()["text"]) == (all_three if found is None else found)


def test_a_stretch_in_common_is_cut_to_what_both_cover(asked: Callable[..., Study]) -> None:
    made = coding("løfter tungt. Vi savner", "forebygging"), coding("tungt. Vi savner tid", "seniorer")
    assert list(run(asked(*made), "forebygging AND seniorer").table()["text"]) == ["tungt. Vi savner"]
