"""Everything one person said and all that says who they are, taken out of a study for good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from evaluation.editing.text import retell
from evaluation.language import Language, phrase
from evaluation.model import People, Source
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.replacing import replaced
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.sources.correcting import swapped
from evaluation.store.act import Act
from evaluation.store.erasing import erase_person
from evaluation.store.free_texts import put_free_texts, read_free_texts, retell_log
from evaluation.store.purge import purge_source
from evaluation.store.responses import empty_response, read_responses
from evaluation.store.sealing import rename_speakers, seal
from evaluation.store.sources import list_sources, read_sources
from evaluation.store.texts import files_of
from evaluation.study import Study

Span = tuple[int, int, str]  # start, end, what stands there from now on


def received_with(study: Study, participant: str) -> list[Path]:
    """The files as received, then or now, of sources that hold what a person said or name them."""
    register = _register(study.people(names=True), participant)
    named = [each.name for each in study.sources() if _is_in(each, participant, register)]
    with study.store.reading() as connection:
        return [study.folder / "sources" / file for name in named for file in sorted(files_of(connection, name))]


def unsure_of(study: Study, participant: str) -> int:
    """How many words of others may name this person and are left, since they may as well be other words."""
    register = _register(study.people(names=True), participant)
    with study.store.reading() as connection:
        written = [each.text for each in read_free_texts(connection)]
    texts = [*(each.text for each in study.sources()), *written]
    return sum(bool(find.of) and find.certainty == "possible" for text in texts for find in scan(text, register))


def delete_person(study: Study, act: Act, participant: str) -> None:
    """Cut what they said, put their pseudonym where they are named, and take away what is about them alone.

    Codings on their words go with the words; those of others follow theirs.
    """
    register = _register(study.people(names=True), participant)
    _take_answers(act, participant)
    ids = [_cut(study, act, each, participant, register) for each in read_sources(act.connection)
           if _is_in(each, participant, register)]  # fmt: skip

    def told(text: str) -> str:
        return _renamed(study, text, register)

    there = list(read_free_texts(act.connection))
    put_free_texts(act, [replace(each, text=new) for each in there if (new := told(each.text)) != each.text])
    act.told = True
    act.record()
    seal(act.connection, ids)
    retell_log(act.connection, told)
    erase_person(act, participant)


def _register(people: People, participant: str) -> Register:
    """The register of one person, whose names alone are looked for."""
    chosen = tuple(each for each in people.participants if each.id == participant)
    return register_of(people.model_copy(update={"participants": chosen, "organisations": (), "consents": ()}))


def _is_in(source: Source, participant: str, register: Register) -> bool:
    return any(each.participant == participant for each in source.turns) or bool(_finds(source.text, register))


def _finds(text: str, register: Register) -> list[Find]:
    return [each for each in scan(text, register) if each.of and each.certainty != "possible"]


def _renamed(study: Study, text: str, register: Register) -> str:
    language = study.evaluation.language
    return replaced(text, _finds(text, register), register, pseudonyms_of(study, language), language)[0]


def _cut(study: Study, act: Act, source: Source, participant: str, register: Register) -> int:
    language: Language = source.language or study.evaluation.language
    spans = sorted(_spans(study, source, participant, register, language))
    whole = swapped(source.text, spans)
    said = {(each.start, each.end) for each in source.turns if each.participant == participant}
    # What stands on a name stands on the pseudonym; what stands on their words goes with them.
    along = replace(whole, swaps=tuple(each for each in whole.swaps if (each.old, each.old_end) not in said))
    retell(act, replace(source, text=along.new, turns=(), file=""), along)
    shown = pseudonyms_of(study, language)[f"participant:{participant}"]
    labels = {each.speaker: shown for each in source.turns if each.participant == participant}
    return rename_speakers(act, source.name, labels)


def _spans(study: Study, source: Source, participant: str, register: Register, language: Language) -> Iterator[Span]:
    turns = (each for each in source.turns if each.participant == participant)
    said = [(each.start, each.end) for each in turns if each.end > each.start]
    yield from ((start, end, f"[{phrase('privacy.instead.deleted', language)}]") for start, end in said)
    pseudonyms = pseudonyms_of(study, language)
    for find in _finds(source.text, register):
        if not any(start < find.end and find.start < end for start, end in said):
            cut = replace(find, start=0, end=find.end - find.start)
            text = source.text[find.start : find.end]
            yield find.start, find.end, replaced(text, [cut], register, pseudonyms, language)[0]


def _take_answers(act: Act, participant: str) -> None:
    at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    ids = {each.name: each.id for each in list_sources(act.connection)}
    for each in [each for each in read_responses(act.connection) if each.participant == participant]:
        if each.source in ids:
            purge_source(act.connection, ids[each.source])
        empty_response(act.connection, each, at)
