"""A sentence ends at a full stop, unless what stands before it is an abbreviation or an ordinal."""

from __future__ import annotations

import pytest

from evaluation.followup.minutes.sentences import sentences_in


@pytest.mark.parametrize(
    "sentences",
    [
        ["KS sender brev.", "NHO svarer innen 1. mai."],
        ["Fraværet var 8 pst. 4. kvartal 2011.", "Det går ned."],
        ["Det gjelder bl.a. Arbeidstilsynet, jf. Prop. 3.", "Ingen flere."],
        ["Møtet varte til kl. 14.", "Takk for i dag!"],
        ["Ordningen gjelder lærere, leger osv.", "Partene er enige."],
        ["Mr. Ashby will report by 3 May.", "Agreed."],
    ],
)
def test_sentences_are_parted(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in sentences_in(text, 0, len(text))] == sentences
