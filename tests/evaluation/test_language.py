"""The language that is spoken, and the phrases in it."""

from __future__ import annotations

import pytest

from evaluation import language
from evaluation.errors import fail, problem, raise_any
from evaluation.language import enumerate_words, from_environment, phrase, use


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "nn"),
        ({"LANG": "no_NO"}, "nb"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "nb"),
        ({"LANG": "en_GB", "LC_ALL": "nn_NO"}, "nn"),
        ({"LANG": "en_GB", "UNDERVEIS_LANG": "nb"}, "nb"),
        ({"LANG": "en_GB", "UNDERVEIS_LANG": ""}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert from_environment(environment) == expected


@pytest.mark.parametrize(
    ("words", "nb", "en"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a og b", "a and b"), (["a", "b", "c"], "a, b og c", "a, b and c")],
)
def test_words_are_strung_together(words: list[str], nb: str, en: str) -> None:
    assert (enumerate_words(words, "nb"), enumerate_words(words, "nn"), enumerate_words(words, "en")) == (nb, nb, en)


def test_a_phrase_takes_its_values_and_the_form_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"nb": "{n} kilder i {place}", "nb_one": "{n} kilde i {place}", "nn": "{n} kjelder", "en": "{n} sources"}
    monkeypatch.setattr(language, "_catalogue", lambda room: {"counted": words})
    assert phrase("any.counted", "nb", n=2, place="studien") == "2 kilder i studien"
    assert phrase("any.counted", "nb", n=1, place="studien") == "1 kilde i studien"
    assert phrase("any.counted", "nn", n=1) == "1 kjelder"


def test_an_unknown_phrase_is_a_bug_and_not_silent() -> None:
    with pytest.raises(KeyError):
        phrase("study.no.such")


def test_messages_come_in_the_language_in_use() -> None:
    found = problem("YAML-001")
    spoken = []
    for each in ("nb", "nn", "en"):
        use(each)  # type: ignore[arg-type]
        spoken.append(found.what())
    assert spoken == [found.what("nb"), found.what("nn"), found.what("en")]
    assert len(set(spoken)) == 3


def test_a_message_says_where_what_how_to_mend_it_and_its_code() -> None:
    error = fail("YAML-006", file="a.yaml", line=3, key="title", first=1)
    assert str(error).startswith("a.yaml:3: «title»")
    assert str(error).endswith("[YAML-006]")


def test_warnings_alone_are_not_raised_but_come_along_with_an_error() -> None:
    from evaluation.errors import EvaluationError

    warning, error = problem("YAML-001", severity="warning"), problem("YAML-001")
    raise_any([warning])
    with pytest.raises(EvaluationError) as raised:
        raise_any([warning, error])
    assert raised.value.problems == (warning, error)
