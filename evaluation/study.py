"""A study: one folder that holds what is asked, what was said, what it means and what is told."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from evaluation import language
from evaluation.errors import Problem, fail, raise_any
from evaluation.model import Codebook, Coding, Evaluation, People, Source
from evaluation.people.load import read_people
from evaluation.people.participation import sole_informants
from evaluation.settings.evaluation_file import NAME, read_evaluation, themes_without_code
from evaluation.settings.nearness import near, nearest
from evaluation.settings.yaml_file import YamlFile
from evaluation.sources.overlapping import doubled
from evaluation.sources.received import keep_version, receive
from evaluation.sources.speakers import assign, unknown_speakers
from evaluation.store import changes, codes, people, sources, undo
from evaluation.store.act import Act
from evaluation.store.code_rows import ids_by_name
from evaluation.store.database import Store, open_store, sqlite_url

DATABASE = "study.sqlite"
SEAL = "seal.key"  # what the server of a team seals by; it leaves this folder in no backup
Instruments = dict[str | None, tuple[str | None, str | None]]  # session → name and hash of its guide


@dataclass(frozen=True)
class Study:
    """A study that is open. Everything that changes it is one act, which `undo` takes back."""

    folder: Path
    evaluation: Evaluation
    settings: YamlFile
    store: Store
    who: str

    # What it holds

    @property
    def codebook(self) -> Codebook:
        """The codebook. Raises when none has been imported yet."""
        found = self.store.once("codebook", codes.read_codebook)
        if found is None:
            raise fail("STUDY-006", file=self.folder)
        return found

    def has_codebook(self) -> bool:
        with self.store.reading() as connection:
            return codes.read_codebook(connection) is not None

    def people(self, *, names: bool = False) -> People:
        """Everyone and every session; real names only with `names`, and never in anything exported."""
        return self.store.once(("people", names), lambda connection: people.read_people(connection, names=names))

    def list_sources(self) -> list[sources.SourceSummary]:
        with self.store.reading() as connection:
            return sources.list_sources(connection)

    def sources(self, names: Sequence[str] | None = None) -> list[Source]:
        """The sources with texts and turns, all or those named, in the order they were added."""
        with self.store.reading() as connection:
            return sources.read_sources(connection, names)

    def source(self, name: str) -> Source:
        for found in self.store.once(("source", name), lambda connection: sources.read_sources(connection, [name])):
            return found
        known = [each.name for each in self.list_sources()]
        raise fail("STUDY-004", name=name, known=", ".join(nearest(name, known) or known[:8]) or "–")

    def codings(self) -> list[Coding]:
        with self.store.reading() as connection:
            return codes.read_codings(connection)

    def log(self) -> list[changes.Change]:
        with self.store.reading() as connection:
            return changes.read_changes(connection)

    def seen_by(self, who: str) -> Study:
        """The same study for somebody else: what they do bears their name, and they see what they may."""
        return replace(self, who=who, store=replace(self.store, reader=who))

    # What changes it

    def add(
        self,
        captured: Source | Coding | Iterable[Source | Coding],
        *,
        session: str | None = None,
        act: str = "",
        beside: Callable[[Act], None] | None = None,
        **told: object,
    ) -> tuple[Problem, ...]:
        """Add sources or codings, all in one act or none. Returns what deserves a look: unknown speakers and such.

        beside: what else is written in the same act, once the sources are in; `told` is what the log says of it.
        """
        listed = [captured] if isinstance(captured, Source | Coding) else list(captured)
        found = [each for each in listed if isinstance(each, Source)]
        codings = [each for each in listed if isinstance(each, Coding)]
        named = act or ("source.add" if found else "code.add")
        instruments = self._instruments([session, *(each.session for each in found)])
        details = {"n": len(found), "names": [each.name for each in found]} if found else {"n": len(codings)}
        with self.store.act(named, self.who, **details, **told) as done:
            labels = people.read_labels(done.connection)
            self._write_sources(done, [_placed(each, session) for each in found], labels, instruments)
            _refuse_unknown(done, codings)
            again = _doubled(done, codings)
            codes.add_codings(done, codings)
            if beside:
                beside(done)
        noticed = (each for source in found for each in (*source.problems, *_unknown(source, labels, session)))
        return (*noticed, *again)

    def replace_codings(self, old: Iterable[Coding], new: Sequence[Coding], *, act: str = "code.apply") -> int:
        """Take away the codings that are in `old` only, add those in `new` only; returns how many were added."""
        there = list(old)
        kept = set(new) if there else ()
        gone = [coding for coding in there if coding not in kept]
        with self.store.act(act, self.who, n=len(new)) as done:
            _refuse_unknown(done, new)
            codes.remove_codings(done, gone)
            return codes.add_codings(done, new)

    def import_codebook(self, codebook: Codebook) -> None:
        with self.store.act("codebook.import", self.who, name=codebook.name, n=len(codebook)) as act:
            codes.write_codebook(act, codebook)

    def import_people(self, path: Path) -> People:
        """Add and update people and sessions from a YAML file, all of it or nothing."""
        found = read_people(path, self.people())
        self.add_people(found)
        return found

    def add_people(self, found: People) -> None:
        with self.store.act("people.import", self.who, n=len(found.participants)) as act:
            people.write_people(act, found)

    def undo(self, change: int | None = None, *, redo: bool = False) -> changes.Change:
        """Take an act back (the last one unless named), or bring back the one last taken back."""
        with self.store.act("redo" if redo else "undo", self.who) as act:
            taken = undo.undo(act, undo.wanted(act.connection, change, redo=redo))
            meant = int(taken["undoes"] if redo else taken["id"])
            act.details.update(change=meant, act=taken["details"]["act"] if redo else taken["act"])
            act.record()
            undo.mark(act, taken)
        with self.store.reading() as connection:
            return changes.read_change(connection, meant)

    # What it leans on

    def check_themes(self) -> None:
        """Raise when a theme points to a code that the codebook does not have."""
        raise_any(themes_without_code(self.settings, self.evaluation, self.codebook))

    def instrument_file(self, session: str | None) -> Path | None:
        """The file of the guide or questionnaire that a session used."""
        found = next((each for each in self.people().sessions if each.id == session), None)
        return self.folder / "instruments" / f"{found.instrument}.yaml" if found and found.instrument else None

    def _instruments(self, sessions: Iterable[str | None]) -> Instruments:
        """The name and hash of each session's instrument, of which a copy is kept. Raises for an unknown session."""
        found: Instruments = {}
        for session in dict.fromkeys(sessions):
            self._know_session(session)
            file = self.instrument_file(session)
            found[session] = (file.stem if file else None, keep_version(file) if file and file.is_file() else None)
        return found

    def _write_sources(
        self, act: Act, found: Iterable[Source], labels: dict[str, str], instruments: Instruments
    ) -> None:
        taken = {each.name: each.sha256 for each in sources.list_sources(act.connection)}
        sole = sole_informants(people.read_people(act.connection))
        for source in found:
            self._refuse_double(source, taken)
            told = assign(source, labels, sole.get(source.session or ""))
            kept = replace(told, file=receive(source, self.folder / "sources"))
            instrument, hash_ = instruments[source.session]
            sources.write_source(act, kept, instrument=instrument, hash_=hash_)
            taken[source.name] = source.sha256

    def _know_session(self, session: str | None) -> None:
        known = [each.id for each in self.people().sessions]
        if session is not None and session not in known:
            raise fail("STUDY-007", name=session, known=", ".join(nearest(session, known) or known) or "–")

    def _refuse_double(self, source: Source, taken: dict[str, str]) -> None:
        if source.name in taken:
            raise fail("STUDY-008", file=source.file, name=source.name)
        same = next((name for name, hash_ in taken.items() if source.sha256 and hash_ == source.sha256), None)
        if same is not None:
            raise fail("STUDY-009", file=source.file, name=same)


def _refuse_unknown(act: Act, codings: Sequence[Coding]) -> None:
    """Raise for a source or code that is not there, naming the nearest."""
    if not codings:
        return
    known = {
        "STUDY-004": ({each.source for each in codings}, [each.name for each in sources.list_sources(act.connection)]),
        "STUDY-005": ({each.code for each in codings}, list(ids_by_name(act.connection))),
    }
    for rule, (named, there) in known.items():
        for name in sorted(named - set(there)):
            raise fail(rule, name=name, known=near(name, there))


def _doubled(act: Act, codings: Sequence[Coding]) -> tuple[Problem, ...]:
    """Notes on codings made by people that say again, over other words, what is coded already."""
    by_people = [coding for coding in codings if coding.origin != "rule"]
    there = codes.read_codings(act.connection, {coding.source for coding in by_people}) if by_people else ()
    return doubled(by_people, there)


def _placed(source: Source, session: str | None) -> Source:
    return replace(source, session=session or source.session)


def _unknown(source: Source, labels: dict[str, str], session: str | None) -> tuple[Problem, ...]:
    """Unknown speakers matter where the study knows people or the text belongs to a session."""
    return unknown_speakers(source, labels) if labels or session else ()


def find_folder(start: Path) -> Path:
    """The study folder: this one, or the nearest parent that holds evaluation.yaml."""
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / NAME).is_file():
            return folder
    raise fail("STUDY-010", file=start)


def open_study(folder: str | Path = ".", *, speak: bool = True) -> Study:
    """Open the study in a folder or in the nearest parent; with `speak`, messages come in its language from here on.

    Raises EvaluationError when evaluation.yaml has faults, or when the store is locked, broken or too new.
    """
    found = find_folder(Path(folder))
    evaluation, settings = read_evaluation(found / NAME)
    if speak:
        language.use(evaluation.language)
    url = os.environ.get("UNDERVEIS_DATABASE") or evaluation.database
    file = found / DATABASE
    who = os.environ.get("UNDERVEIS_USER") or getpass.getuser()
    store = open_store(url) if url else open_store(sqlite_url(file), str(file))
    return Study(found, evaluation, settings, replace(store, reader=who), who)
