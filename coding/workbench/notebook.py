"""The workbench in a notebook: `coding.workbench.pane(study, source)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.errors import fail
from evaluation.language import LANGUAGES, Language, is_language

if TYPE_CHECKING:
    from coding.workbench.widget import Pane
    from evaluation.study import Study


def pane(study: Study, source: str | None = None, *, language: Language | None = None, height: int = 640) -> Pane:
    """Show a text to read and code in a notebook, as the page of `underveis serve` does, without a server.

    What is coded there is in the store at once, and in the next cell. Without a source, all are offered.
    height: in pixels. Raises STUDY-004 for an unknown source, PANE-001 where the extra `jupyter` is not installed.
    """
    spoken = language or study.evaluation.language
    if not is_language(spoken):
        raise fail("PANE-003", name=spoken, known=", ".join(LANGUAGES))
    if source is not None:
        study.source(source)
    try:
        from coding.workbench.widget import Pane
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("anywidget", "ipywidgets", "traitlets"):
            raise
        raise fail("PANE-001") from error

    return Pane(study, source, language=spoken, height=height)
