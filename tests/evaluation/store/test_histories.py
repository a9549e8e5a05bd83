"""Whatever is done, undone and redone: every step leads back, and nothing is left over."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Consent, Localised, Organisation, Participant, People
from evaluation.store.health import complaints
from evaluation.study import Study, open_study
from tests.evaluation.store.examples import captured, talk

Rows = dict[str, list[dict[str, object]]]
ids = st.sampled_from(["a1", "b2", "c3"])
few = st.lists(ids, min_size=1, max_size=3, unique=True)
words = st.sampled_from(["", "to", "tre"])


class History(RuleBasedStateMachine):
    """A study on which acts, undos and redos fall in any order. `states` holds what each standing act led to."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        Path(self.folder.name, "evaluation.yaml").write_text("title: Prøve\n", encoding="utf-8")
        self.study: Study = open_study(self.folder.name)

    def teardown(self) -> None:
        self._undo_all_and_redo_all()
        self.folder.cleanup()

    @rule(ids=few, role=words, name=words)
    def add_people(self, ids: list[str], role: str, name: str) -> None:
        organisations = tuple(Organisation(id=each, name=name) for each in ids[:1])
        participants = tuple(
            Participant(id=each, role=role, organisation=ids[0], name=name, pseudonym=f"I{each[1]}") for each in ids
        )
        consents = tuple(Consent(participant=each, quoting=bool(role)) for each in ids[1:])
        self.study.add_people(People(organisations=organisations, participants=participants, consents=consents))

    @rule(name=ids)
    def add_source(self, name: str) -> None:
        self._or_refused(lambda: self.study.add(talk(name, "I1: Ja.\nI2: Nei.\nModerator: Så?\n")), "STUDY-008")

    @rule(names=few, label=words)
    def import_codebook(self, names: list[str], label: str) -> None:
        codes = tuple(
            Code(name=each, parent=names[0] if number else None, label=Localised(nb=label))
            for number, each in enumerate(names)
        )
        self.study.import_codebook(Codebook(name="bok", codes=codes))

    @rule(source=ids, code=ids, start=st.integers(0, 3))
    def add_coding(self, source: str, code: str, start: int) -> None:
        added = [Coding(source, start, 4, code), Coding(source, start, 6, code)]
        self._or_refused(lambda: self.study.add(added), "STUDY-004", "STUDY-005")

    @precondition(lambda self: self.study.log())
    @rule(keep=st.integers(0, 2))
    def replace_codings(self, keep: int) -> None:
        there = self.study.codings()
        self.study.replace_codings(there, there[:keep])

    @precondition(lambda self: self.study.log())
    @rule(pick=st.integers(0, 10**6))
    def take_back_any(self, pick: int) -> None:
        before, log = captured(self.study.store), self.study.log()
        change = log[pick % len(log)].id
        if self._or_refused(lambda: self.study.undo(change), "STORE-011", "STORE-012"):
            after = captured(self.study.store)
            self.study.undo(self.study.log()[-1].id)
            assert captured(self.study.store) == before
            self.study.undo(self.study.log()[-1].id)
            assert captured(self.study.store) == after

    @rule(redo=st.booleans())
    def take_back_last(self, redo: bool) -> None:
        self._or_refused(lambda: self.study.undo(redo=redo), "STORE-008", "STORE-010", "STORE-012")

    @invariant()
    def references_hold(self) -> None:
        with self.study.store.reading() as connection:
            assert complaints(connection) == []

    def _or_refused(self, step: object, *codes: str) -> bool:
        before = captured(self.study.store)
        try:
            step()  # type: ignore[operator]
        except EvaluationError as error:
            assert {each.code for each in error.problems} <= set(codes)
            assert captured(self.study.store) == before
            return False
        return True

    def _undo_all_and_redo_all(self) -> None:
        states: list[Rows] = []
        before = captured(self.study.store)
        while self._take_back_newest_free():
            states.append(before)
            before = captured(self.study.store)
        assert not any(before.values())
        while states:
            self.study.undo(redo=True)
            assert captured(self.study.store) == states.pop()

    def _take_back_newest_free(self) -> bool:
        """The newest standing act; where an earlier one was redone after it and rests on it, that one first.

        None may be free: codings were added and taken away, and then the source that both acts rest on was taken back.
        """
        standing = [change.id for change in self.study.log() if change.undone_by is None and change.undoes is None]
        return any(self._or_refused(lambda id_=each: self.study.undo(id_), "STORE-012") for each in reversed(standing))


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
