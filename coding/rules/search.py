"""Finding words in a source, written as an indicator is written."""

from __future__ import annotations

from coding.rules.finding import finds
from coding.rules.places import stretches
from coding.rules.rulebook import rulebook
from coding.text.folding import fold
from coding.text.spans import Span
from evaluation.model import Code, Codebook, Indicator, Source
from evaluation.sources.tongue import guess_language


def search(query: str, source: Source) -> list[Span]:
    """The places where the words of the query stand, in spoken text, in order. Raises when the query is faulty."""
    language = source.language or guess_language(source.text) or "nb"
    written = Indicator.model_validate({language: (query,)})
    rules = rulebook(Codebook(name="query", codes=(Code(name="query", indicators=written),)), (language,))
    return [Span(each.start, each.end) for each in finds(rules, fold(source.text), stretches(source))]
