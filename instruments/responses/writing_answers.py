"""The sources of a dataset's open answers written within an act, and told apart again when the dataset changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evaluation.editing import retell
from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model import Source
from evaluation.model.dataset import KeptDataset, OpenAnswers
from evaluation.store import datasets, sources
from evaluation.store.act import Act
from evaluation.store.datasets import Spoke
from evaluation.store.leaving import count_codings, remove_sources, retell_bare, standing_off_from
from evaluation.store.sight import unseen
from evaluation.store.values import say_of_sources
from instruments.responses.dataset import Dataset
from instruments.responses.open_answers import Respondent, attribute_type, respondents

ALIKE = 0.5  # of the words in either text, those in both: like enough to be the same answer, corrected
_WORD = re.compile(r"\w+")
Wanted = Mapping[str, Respondent]


@dataclass(frozen=True)
class Taken:
    """What became of the open answers: how many respondents' came, were told anew, stayed or are gone, with codings."""

    spoken: OpenAnswers
    added: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    codings: int = 0

    @property
    def respondents(self) -> int:
        return self.added + self.changed + self.same


def write_answers(
    act: Act, kept: KeptDataset, dataset: Dataset, spoken: OpenAnswers, language: Language, *, force: bool = False
) -> Taken:
    """Let the sources of a dataset be what follows from it. DATASET-093 where some would go, unless `force`."""
    wanted = {each.key: each for each in respondents(dataset, spoken, kept.name, language, kept.session)}
    earlier = datasets.read_spoke(act.connection, kept.name)
    there = _again(act, earlier, wanted, by_row=not spoken.respondent)
    stays = {each.source for each in there.values()}
    gone = [each.source for each in earlier if each.source not in stays]
    codings = count_codings(act.connection, gone, but=unseen(act.connection, act.who))
    if gone and not force:
        raise fail("DATASET-093", name=kept.name, n=len(gone), codings=codings)
    remove_sources(act, gone)
    datasets.rename_spoke(act, {each.id: key for key, each in there.items() if key != each.key})
    new = [each for key, each in wanted.items() if key not in there]
    ids = _add(act, kept, new)
    changed = _retell(act, {each.name: wanted[key].source for key, each in there.items()})
    of = {each.source: wanted[key] for key, each in there.items()} | dict(zip(ids, new, strict=True))
    _say(act, dataset, spoken.attributes, of)
    return Taken(spoken, len(new), changed, len(there) - changed, len(gone), codings)


def _again(act: Act, earlier: Sequence[Spoke], wanted: Wanted, *, by_row: bool) -> dict[str, Spoke]:
    """Those who are sources already, by what tells them apart now.

    Rows may have moved: where nothing else tells respondents apart, the same words are the same respondent, and so are
    like words in the same row.
    """
    if not by_row:
        return {each.key: each for each in earlier if each.key in wanted}
    texts = {each.name: each.text for each in sources.read_sources(act.connection)} if earlier else {}
    placed: dict[str, Spoke] = {}
    for pairs in (_same_row, _same_words, _like_words):
        left = [each for each in earlier if each not in placed.values()]
        placed |= dict(pairs(left, {key: each for key, each in wanted.items() if key not in placed}, texts))
    return placed


def _same_row(earlier: Sequence[Spoke], wanted: Wanted, texts: Mapping[str, str]) -> Iterator[tuple[str, Spoke]]:
    for each in earlier:
        if each.key in wanted and wanted[each.key].source.text == texts[each.name]:
            yield each.key, each


def _same_words(earlier: Sequence[Spoke], wanted: Wanted, texts: Mapping[str, str]) -> Iterator[tuple[str, Spoke]]:
    rows: dict[str, list[str]] = {}
    for key, each in wanted.items():
        rows.setdefault(each.source.text, []).append(key)
    for spoke in earlier:
        if found := rows.get(texts[spoke.name]):
            yield found.pop(0), spoke


def _like_words(earlier: Sequence[Spoke], wanted: Wanted, texts: Mapping[str, str]) -> Iterator[tuple[str, Spoke]]:
    for each in earlier:
        if each.key in wanted and _alike(texts[each.name], wanted[each.key].source.text):
            yield each.key, each


def _alike(one: str, other: str) -> bool:
    first, second = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(first & second) >= ALIKE * len(first | second)


def _add(act: Act, kept: KeptDataset, new: Sequence[Respondent]) -> list[int]:
    """Sources of these names; where one is taken by another text, with a number after it."""
    if not new:
        return []
    taken = {each.name for each in sources.list_sources(act.connection)}
    named = []
    for each in (respondent.source for respondent in new):
        name, number = each.name, 1
        while name in taken:
            number += 1
            name = f"{each.name}-{number}"
        taken.add(name)
        named.append(replace(each, name=name))
    ids = sources.write_sources(act, named, instrument=kept.instrument, hash_=kept.instrument_sha256)
    datasets.add_spoke(act, kept.name, {id_: each.key for id_, each in zip(ids, new, strict=True)})
    return ids


def _retell(act: Act, wanted: Mapping[str, Source]) -> int:
    """Bring the texts of these names in line; codings follow words that are the same. Returns how many changed."""
    if not wanted:
        return 0
    there = {each.name: each for each in sources.read_sources(act.connection) if each.name in wanted}
    changed = {name: replace(wanted[name], name=name) for name, old in there.items() if _differs(old, wanted[name])}
    coded = standing_off_from(act.connection, [there[name].id or 0 for name in changed])
    bare: dict[int, Source] = {}
    for name, new in changed.items():
        id_ = there[name].id or 0
        if id_ in coded and there[name].text != new.text:
            retell(act, new)
        else:
            bare[id_] = new
    retell_bare(act, bare)
    return len(changed)


def _differs(old: Source, new: Source) -> bool:
    asked, now = ([(each.start, each.end, each.question) for each in source.turns] for source in (old, new))
    return old.text != new.text or asked != now


def _say(act: Act, dataset: Dataset, attributes: Sequence[str], of: Mapping[int, Respondent]) -> None:
    for name in attributes:
        label = dataset.variable(name).label
        values = {id_: each.attributes[name] for id_, each in of.items() if name in each.attributes}
        say_of_sources(act, name, attribute_type(dataset, name), label, values, list(of))
