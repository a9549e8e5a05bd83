"""Which sub-goals words are about, and what a cited key stands for."""

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.language import LANGUAGES, Language
from evaluation.study import open_study
from reports.following.evidence import KINDS, find_evidence, plain_key, shown_key
from reports.following.goals import goals_of


@pytest.mark.parametrize(
    ("words", "goals"),
    [
        ("Delmål 2 er viktigst.", (2,)),
        ("Vi arbeider med delmål 1 og 3.", (1, 3)),
        ("Sub-goal 2 comes first.", (2,)),
        ("Veileder om gradert sykmelding", (1,)),
        ("Fleire seniorar skal stå lenger", (3,)),
        ("Referatet ble godkjent.", ()),
        ("", ()),
    ],
)
def test_words_are_about_the_sub_goals_they_name_or_speak_of(words: str, goals: tuple[int, ...]) -> None:
    assert goals_of(words) == goals


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_is_known_as_it_is_printed(kind: str, language: Language) -> None:
    key = f"{kind}:2026-h1/lo"
    assert plain_key(shown_key(key, language)) == plain_key(shown_key(key, language).capitalize()) == key


@pytest.mark.parametrize("key", ["conclusion:99999", "task:x", "report:2026-h1/ingen", "sitat:1", "conclusion"])
def test_a_key_that_stands_for_nothing_is_refused(tmp_path: Path, key: str) -> None:
    (tmp_path / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as raised:
        find_evidence(open_study(tmp_path, speak=False), key)
    assert [each.code for each in raised.value.problems] == ["ROUNDS-014"]
