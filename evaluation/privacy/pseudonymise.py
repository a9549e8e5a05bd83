"""Names out of the texts of a study for good, with the key to bring them back in somebody's keeping."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation.editing.text import retell
from evaluation.errors import fail
from evaluation.language import Language
from evaluation.model import Source
from evaluation.privacy.key import SHORTEST, Entry, read_key, write_key
from evaluation.privacy.pseudonyms import pseudonyms_of
from evaluation.privacy.replacing import put_back, replaced
from evaluation.privacy.review import WRITTEN, Traced, trace
from evaluation.privacy.scanning.register import Register, register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.privacy.written import bring_back, forget, retelling, retold
from evaluation.sources.alignment import Alignment
from evaluation.sources.correcting import swapped
from evaluation.store.act import Act
from evaluation.store.free_texts import put_free_texts, read_free_texts
from evaluation.store.sealing import rename_speakers, seal
from evaluation.store.search_index import discard
from evaluation.store.sources import read_sources
from evaluation.study import Study


@dataclass(frozen=True)
class Done:
    """What was replaced, what is left open for a person to look at, and the key."""

    gone: tuple[Traced, ...]
    left: tuple[Traced, ...]
    key: Path | None


def plan(study: Study, names: Sequence[str] | None = None, *, likely: bool = False) -> Done:
    """What `pseudonymise` would replace, and what it would leave; nothing is written."""
    found = trace(study, names)
    gone = [each for each in found if _goes(each, likely=likely)]
    chosen = set(gone)
    left = [each for each in found if each not in chosen and each.said == "open"]
    return Done(tuple(gone), tuple(left), None)


def _goes(found: Traced, *, likely: bool) -> bool:
    return found.goes or (likely and found.said == "open" and found.find.certainty != "possible")


def pseudonymise(
    study: Study,
    key: Path,
    passphrase: str,
    names: Sequence[str] | None = None,
    *,
    likely: bool = False,
    held: bool = False,
) -> Done:
    """Replace what tells who somebody is by pseudonyms, in all that the study holds, or in the sources named.

    Codings, memos and turns follow their words. The old words stand in the key alone: neither the texts, the log of
    changes nor the search index holds them any more, and `undo` cannot bring them back. The key is written before the
    study is changed. held: it was, by `make_key`, and is only read. Raises PRIVACY-002 for a key in the study's folder,
    PRIVACY-003 for a short passphrase and PRIVACY-011 for a key that should hold the words and does not.
    """
    _refuse(study, key, passphrase)
    planned = plan(study, names, likely=likely)
    if not planned.gone:
        return planned
    kept = read_key(key, passphrase) if held or key.exists() else []
    told = _all_told(study, planned)
    retell = retelling(study, lambda each: _goes(each, likely=likely))
    details = {"n": len(planned.gone), "sources": len(told), "sealed": True}
    with study.store.act("privacy.pseudonymise", study.who, **details) as act:
        written = retold(read_free_texts(act.connection), retell, set(names) if names else None)
        entries = [*(each.entry for each in told), *written.entries]
        # The key first: whatever happens after it, no word is lost.
        if not held:
            write_key(key, passphrase, [*kept, *entries])
        elif kept[-len(entries) :] != entries:
            raise fail("PRIVACY-011", file=key)
        ids = [_put(act, each) for each in told]
        put_free_texts(act, written.texts)
        act.record()
        seal(act.connection, ids)
        forget(act, retell)
    study.store.wipe()
    discard(study.folder)
    return replace(planned, key=key)


def make_key(
    study: Study, key: Path, passphrase: str, names: Sequence[str] | None = None, *, likely: bool = False
) -> Done:
    """Write the key that `pseudonymise` would write, or add to the one that is there, and change nothing.

    It can then be in somebody's keeping before any word is replaced. There is none where nothing would be replaced.
    """
    _refuse(study, key, passphrase)
    planned = plan(study, names, likely=likely)
    if not planned.gone:
        return planned
    kept = read_key(key, passphrase) if key.exists() else []
    retell = retelling(study, lambda each: _goes(each, likely=likely))
    # As the act will see it: also what a blind round keeps from whoever asks.
    with study.store.writing() as connection:
        written = retold(read_free_texts(connection), retell, set(names) if names else None)
    write_key(key, passphrase, [*kept, *(each.entry for each in _all_told(study, planned)), *written.entries])
    return replace(planned, key=key)


def restore(study: Study, key: Path, passphrase: str, names: Sequence[str] | None = None) -> tuple[int, int]:
    """Put back what the key holds, in all sources or those named. Returns how many places came back and how many did
    not, because somebody has changed the text there since."""
    entries = [each for each in read_key(key, passphrase) if names is None or each.source in names]
    if not entries:
        raise fail("PRIVACY-007", file=key)
    back = lost = 0
    with study.store.act("privacy.restore", study.who, n=len(entries)) as act:
        for entry in reversed(entries):
            found = bring_back(act, entry) if entry.path else _bring_back(act, entry)
            back, lost = back + found, lost + len(entry.swaps) - found
    return back, lost


def _refuse(study: Study, key: Path, passphrase: str) -> None:
    if key.resolve().is_relative_to(study.folder.resolve()):
        raise fail("PRIVACY-002", file=key)
    if len(passphrase) < SHORTEST:
        raise fail("PRIVACY-003", shortest=SHORTEST)


@dataclass(frozen=True)
class _Told:
    source: Source
    entry: Entry
    alignment: Alignment


def _all_told(study: Study, planned: Done) -> list[_Told]:
    sources = dict.fromkeys(each.source for each in planned.gone if not WRITTEN.fullmatch(each.source))
    return [_told(study, source, planned) for source in sources]


def _told(study: Study, name: str, planned: Done) -> _Told:
    """A source as it will be told, and what the key needs to know."""
    source = study.source(name)
    language: Language = source.language or study.evaluation.languages[0]
    register, pseudonyms = register_of(study.people(names=True)), pseudonyms_of(study, language)
    finds = [each.find for each in planned.gone if each.source == name]
    text, swaps = replaced(source.text, finds, register, pseudonyms, language)
    spans = [(find.start, find.end, text[swap.start : swap.end]) for find, swap in zip(finds, swaps, strict=True)]
    entry = Entry(name, text, swaps, _labels(source, register, pseudonyms))
    return _Told(replace(source, text=text, turns=(), file=""), entry, swapped(source.text, spans))


def _labels(source: Source, register: Register, pseudonyms: Mapping[str, str]) -> dict[str, str]:
    """The labels of speakers that are names: the pseudonym each is to bear → what it was."""
    labels = {turn.speaker: pseudonyms[f"participant:{turn.participant}"] for turn in source.turns if turn.participant}
    return {new: old for old, new in labels.items() if old != new and _is_name(old, register)}


def _is_name(label: str, register: Register) -> bool:
    return any(find.of and find.certainty != "possible" for find in scan(f"{label}:", register))


def _put(act: Act, told: _Told) -> int:
    retell(act, told.source, told.alignment)
    return rename_speakers(act, told.source.name, {old: new for new, old in told.entry.speakers.items()})


def _bring_back(act: Act, entry: Entry) -> int:
    """Put the old words where their pseudonyms still stand; returns how many came back."""
    source = next(iter(read_sources(act.connection, [entry.source])), None)
    if source is None:
        return 0
    text, spans = put_back(source.text, entry.text, entry.swaps)
    along = swapped(source.text, [(start, end, text[new:new_end]) for start, end, new, new_end in spans])
    retell(act, replace(source, text=text, turns=(), file=""), along)
    rename_speakers(act, entry.source, entry.speakers)
    return len(spans)
