"""The language of a text is guessed from its small words."""

from __future__ import annotations

import pytest

from evaluation.sources.tongue import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Jeg vet ikke hva det er, men noen kommer etter hvert.", "nb"),
        ("Eg veit ikkje kva det er, men nokon kjem etter kvart.", "nn"),
        ("I do not know what this is, but they have been there.", "en"),
        ("Ja. Nei. Ja.", None),
        ("12 345", None),
        ("", None),
    ],
)
def test_the_language_is_guessed(text: str, language: str | None) -> None:
    assert guess_language(text) == language
