"""The pane as a widget of a notebook: the bundle in the browser, the study in the kernel, messages between them."""

from __future__ import annotations

from contextvars import copy_context
from pathlib import Path
from typing import Any
from uuid import uuid4

import anywidget
import traitlets

from coding.workbench.answering import answer
from evaluation import language as speaking
from evaluation.language import Language, phrase
from evaluation.store.feed import last_change
from evaluation.study import Study

BUNDLE = Path(__file__).parent / "static" / "notebook.js"


class Pane(anywidget.AnyWidget):
    """A text of a study, to read and code in a notebook. Made by `coding.workbench.pane`."""

    _esm = BUNDLE.read_text(encoding="utf-8")
    name = traitlets.Unicode().tag(sync=True)
    source = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    one = traitlets.Bool().tag(sync=True)  # whether no other source is offered
    language = traitlets.Unicode().tag(sync=True)
    height = traitlets.Int().tag(sync=True)

    def __init__(self, study: Study, source: str | None, *, language: Language, height: int) -> None:
        super().__init__(
            name=f"underveis-{uuid4().hex[:12]}",
            source=source,
            one=source is not None,
            language=language,
            height=height,
        )
        self._study, self._spoken = study, language
        self._known = self._latest()
        self.on_msg(self._asked)
        self._hear_cells()

    def __repr__(self) -> str:
        shown = self.source or self._study.evaluation.title
        return phrase("pane.shown", self._spoken, name=shown)

    def _asked(self, _widget: object, message: object, _buffers: object) -> None:
        try:
            told = copy_context().run(self._answered, message)
        except Exception:
            # The pane waits and tries again; what went wrong is shown by whoever called us.
            self.send({"id": message.get("id") if isinstance(message, dict) else None, "status": 500, "body": {}})
            raise
        self._known = self._latest()
        self.send(told)

    def _answered(self, message: object) -> dict[str, Any]:
        speaking.use(self._spoken)
        return answer(self._study, message, self._spoken)

    # What cells do to the study is seen in the pane when they are done.

    def _hear_cells(self) -> None:
        from IPython import get_ipython

        shell = get_ipython()
        if shell is not None:
            shell.events.register("post_run_cell", self._after_cell)

    def _after_cell(self, *_result: object) -> None:
        latest = self._latest()
        if latest != self._known:
            self._known = latest
            self.send({"changed": True})

    def _latest(self) -> int:
        with self._study.store.reading() as connection:
            return last_change(connection)
