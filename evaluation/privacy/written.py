"""Pseudonyms in what people wrote beside the sources, and the words back with the key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache

from evaluation.language import Language
from evaluation.privacy.key import Entry
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.replacing import Swap, put_back, replaced
from evaluation.privacy.review import Traced, looking
from evaluation.privacy.scanning.register import register_of
from evaluation.sources.tongue import guess_language
from evaluation.store.act import Act
from evaluation.store.free_texts import FreeText, put_free_texts, read_free_texts, retell_log
from evaluation.study import Study

Chosen = Callable[[Traced], bool]
Told = Callable[[str], tuple[str, tuple[Swap, ...]]]


@dataclass(frozen=True)
class Retold:
    """What is to be written, and what the key needs to know of it."""

    texts: tuple[FreeText, ...]
    entries: tuple[Entry, ...]


def retelling(study: Study, chosen: Chosen) -> Told:
    """What tells a text with pseudonyms for each find that is chosen, and the swaps in it; the same words once."""
    look, register = looking(study), register_of(study.people(names=True))

    @cache
    def told(text: str) -> tuple[str, tuple[Swap, ...]]:
        finds = [each.find for each in look("", text) if chosen(each)]
        language: Language = guess_language(text) or study.evaluation.languages[0]
        return replaced(text, finds, register, pseudonyms_of(study, language), language) if finds else (text, ())

    return told


def retold(texts: Iterable[FreeText], told: Told, places: Collection[str] | None) -> Retold:
    """What changes in these texts, or in those at the places named."""
    new, entries = [], []
    for each in texts:
        text, swaps = told(each.text) if places is None or each.place in places else (each.text, ())
        if swaps:
            new.append(replace(each, text=text))
            entries.append(Entry(each.place, text, swaps, {}, each.path))
    return Retold(tuple(new), tuple(entries))


def forget(act: Act, told: Told) -> None:
    """Tell what the log holds of such words anew, after the act has been recorded."""
    retell_log(act.connection, lambda text: told(text)[0])


def bring_back(act: Act, entry: Entry) -> int:
    """Put the old words where their pseudonyms still stand; returns how many came back."""
    there = (each for each in read_free_texts(act.connection) if (each.place, each.path) == (entry.source, entry.path))
    found = next(there, None)
    if found is None:
        return 0
    text, spans = put_back(found.text, entry.text, entry.swaps)
    put_free_texts(act, [replace(found, text=text)])
    return len(spans)
