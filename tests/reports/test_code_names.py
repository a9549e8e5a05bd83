"""Texts of the codebook that refer to other codes by their names."""

from __future__ import annotations

import pytest

from evaluation.language import Language
from evaluation.model import Code, Codebook, Localised
from reports.code_names import with_labels

CODES = Codebook(
    name="prove",
    codes=(
        Code(name="oppfolging", label=Localised(nb="Oppfølging", en="Follow-up")),
        Code(name="ia_arbeid", label=Localised(nb="IA-arbeid", en="IA work")),
    ),
)


@pytest.mark.parametrize(("language", "told"), [("nb", "Oppfølging, IA-arbeid"), ("en", "Follow-up, IA work")])
def test_a_reader_is_told_their_labels(language: Language, told: str) -> None:
    assert with_labels("Andre (oppfolging, ia_arbeid).", CODES, language) == f"Andre ({told})."


def test_a_label_leads_to_its_code_where_that_has_a_place() -> None:
    told = with_labels("Andre (oppfolging).", CODES, "nb", {"oppfolging": "sec-code-oppfolging"})
    assert told == "Andre ([Oppfølging](#sec-code-oppfolging))."


@pytest.mark.parametrize("text", ["Det de savner (oppfolging av lederne).", "Det de savner (ukjent, oppfolging)."])
def test_other_words_in_brackets_stay(text: str) -> None:
    assert with_labels(text, CODES, "nb") == text
