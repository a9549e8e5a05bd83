"""Finding words in a source, written as an indicator is written."""

from __future__ import annotations

from coding.rules.codings import apply
from coding.text.spans import Span
from evaluation.model import Code, Codebook, Indicator, Source
from evaluation.sources.tongue import guess_language


def search(query: str, source: Source) -> list[Span]:
    """The places where the words of the query stand, in order: in spoken text, and within one sentence.

    Raises when the query is faulty.
    """
    language = source.language or guess_language(source.text) or "nb"
    written = Indicator.model_validate({language: (query,)})
    codebook = Codebook(name="query", codes=(Code(name="query", indicators=written),))
    found = apply(codebook, source, unit="match", languages=(language,))
    return [Span(each.start, each.end) for each in found]
