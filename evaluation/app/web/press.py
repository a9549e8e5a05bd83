"""The press: it makes the report, one at a time, and tells how far it has come."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from threading import Lock, Thread

from evaluation.app.web.faults import logged
from evaluation.errors import EvaluationError, Problem, problem
from evaluation.study import Study
from reports.render import render_report
from reports.versions.making import render_version


@dataclass(frozen=True, slots=True)
class Printing:
    """One making of the report: which formats were wanted, which are made, and what stopped it."""

    wanted: tuple[str, ...]
    made: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    running: bool = True


@dataclass
class Press:
    """`drawing`: held while figures are drawn, for the drawing library's settings are everybody's."""

    drawing: Lock
    last: Printing | None = None
    _lock: Lock = field(default_factory=Lock)

    def start(self, study: Study, formats: Sequence[str], version: str = "", despite: str = "") -> bool:
        """Begin to make the report, or one of its versions, in these formats; False where one is being made already."""
        with self._lock:
            if self.last is not None and self.last.running:
                return False
            self.last = begun = Printing(tuple(formats))
        Thread(target=copy_context().run, args=(self._print, study, begun, version, despite), daemon=True).start()
        return True

    def _print(self, study: Study, printing: Printing, version: str, despite: str) -> None:
        try:
            for each in printing.wanted:
                with self.drawing:
                    if version:
                        render_version(study, version, to=[each], despite=despite)
                    else:
                        render_report(study, to=[each])
                self.last = printing = replace(printing, made=(*printing.made, each))
        except EvaluationError as error:
            printing = replace(printing, problems=error.problems)
        except Exception as error:  # noqa: BLE001 - nobody waits for this thread: what befell it is told on the page
            printing = replace(printing, problems=(problem("PAGE-007", number=logged(error)),))
        self.last = replace(printing, running=False)
