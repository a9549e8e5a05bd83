"""The press: it makes the report, or that of a round, one at a time, and tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from threading import Lock, Thread

from evaluation.app.web.faults import logged
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.study import Study
from reports.render import render_report
from reports.rounds.compiling import compile_round
from reports.versions.making import render_version


@dataclass(frozen=True, slots=True)
class Printing:
    """One making of the report: which formats were wanted, which are made, and what stopped it.

    round: the reporting round whose report it is, where it is not the study's own.
    """

    wanted: tuple[str, ...]
    made: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    running: bool = True
    round: str = ""


@dataclass
class Press:
    """`drawing`: held while figures are drawn, for the drawing library's settings are everybody's."""

    drawing: Lock
    last: Printing | None = None
    _lock: Lock = field(default_factory=Lock)

    def start(self, study: Study, formats: Sequence[str], version: str = "", despite: str = "") -> bool:
        """Begin to make the report, or one of its versions, in these formats; False where one is being made already."""

        def make(each: str) -> object:
            return (
                render_version(study, version, to=[each], despite=despite)
                if version
                else render_report(study, to=[each])
            )

        return self._begin(Printing(tuple(formats)), make)

    def start_round(self, study: Study, name: str, formats: Sequence[str]) -> bool:
        """The same of the report that a round's reports are put together in."""
        return self._begin(Printing(tuple(formats), round=name), lambda each: compile_round(study, name, to=[each]))

    def of(self, round_: str = "") -> Printing | None:
        """What was made last, or is being made, where it is of this round; of the study itself without one."""
        return self.last if self.last is not None and self.last.round == round_ else None

    def _begin(self, begun: Printing, make: Callable[[str], object]) -> bool:
        with self._lock:
            if self.last is not None and self.last.running:
                return False
            self.last = begun
        Thread(target=copy_context().run, args=(self._print, begun, make), daemon=True).start()
        return True

    def _print(self, printing: Printing, make: Callable[[str], object]) -> None:
        try:
            for each in printing.wanted:
                with self.drawing:
                    make(each)
                self.last = printing = replace(printing, made=(*printing.made, each))
        except EvaluationError as error:
            printing = replace(printing, problems=error.problems)
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread: what befell it is told on the page
            printing = replace(printing, problems=(problem("PAGE-007", number=logged(error)),))
        self.last = replace(printing, running=False)
