"""What would stand in the place of each find: shown before anything is replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from evaluation.language import Language
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.replacing import instead
from evaluation.privacy.review import WRITTEN, Traced
from evaluation.privacy.scanning.register import register_of
from evaluation.sources.tongue import guess_language
from evaluation.store.free_texts import read_free_texts
from evaluation.study import Study


def becoming(study: Study, found: Iterable[Traced]) -> list[str]:
    """The new words for each find, in the language of its text: `Informant 3`, `[sted]`."""
    register = register_of(study.people(names=True))
    pseudonyms = cache(lambda language: pseudonyms_of(study, language))
    written = _written(study)

    @cache
    def of_source(name: str) -> Language:
        return study.source(name).language or study.evaluation.languages[0]

    def language_of(each: Traced) -> Language:
        if not WRITTEN.fullmatch(each.source):
            return of_source(each.source)
        span = slice(each.find.start, each.find.end)
        text = next((text for text in written[each.source] if text[span] == each.find.text), "")
        return guess_language(text) or study.evaluation.languages[0]

    spoken = ((each, language_of(each)) for each in found)
    return [instead(each.find, register, pseudonyms(language), language) for each, language in spoken]


def _written(study: Study) -> dict[str, list[str]]:
    """What people wrote beside the sources, by its place."""
    texts: dict[str, list[str]] = defaultdict(list)
    with study.store.reading() as connection:
        for each in read_free_texts(connection):
            texts[each.place].append(each.text)
    return texts
