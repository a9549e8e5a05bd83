"""An indicator is read as it is written, and its faults are named."""

import pytest

from coding.indicators import Gap, Word, faults, parse
from evaluation.language import LANGUAGES


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "RULE-001"),
        ("!", "RULE-001"),
        ("~5 møte", "RULE-002"),
        ("møte ~5", "RULE-002"),
        ("møte ~5 ~3 lege", "RULE-002"),
        ("møte ~0 lege", "RULE-003"),
        ("møte ~mange lege", "RULE-003"),
        ("møte <~5 lege", "RULE-003"),
        ("møte ~21 lege", "RULE-003"),
        ("møte !lege", "RULE-004"),
        ("=mål*", "RULE-005"),
        ("*", "RULE-006"),
        ("a*", "RULE-006"),
        ("og/eller", "RULE-007"),
        ("lege,", "RULE-007"),
    ],
)
def test_a_fault_has_its_code(written: str, code: str) -> None:
    assert [each.code for each in faults(written)] == [code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_names_the_indicator_its_code_and_the_part_that_is_wrong(language: str) -> None:
    (fault,) = faults("møte ~99 lege", of="oppfolging")
    assert all(part in fault.sentence(language) for part in ("møte ~99 lege", "oppfolging", "~99"))  # type: ignore[arg-type]


def test_all_faults_of_an_indicator_are_named_at_once() -> None:
    assert [each.code for each in faults("=mål* ~99 a*")] == ["RULE-005", "RULE-003", "RULE-006"]


def test_an_indicator_is_read_with_its_words_and_gaps() -> None:
    pattern = parse("!Tillitsvalgt* <~5> =møte ~2 avtale nå")
    assert pattern.excludes
    assert pattern.words == (
        Word("wildcard", "tillitsvalgt*"),
        Word("form", "møte"),
        Word("stem", "avtale"),
        Word("stem", "nå"),
    )
    assert pattern.gaps == (Gap(5, either_order=True), Gap(2), Gap())
