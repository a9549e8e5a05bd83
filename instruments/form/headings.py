"""A report form as headings: what a document that follows it is held against."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.followup.joint.template import Asked, Template, TemplateSection
from evaluation.language import LANGUAGES
from instruments.model import Instrument
from instruments.model.wording import Wording

KIND = "party-report"


def template_of(instrument: Instrument) -> Template:
    """The sections in which something is asked in words, in all their languages."""
    sections = (
        TemplateSection(
            section.id,
            _wordings(section.title),
            tuple(Asked(each.id, _wordings(each.text)) for each in section.questions if each.type == "open"),
        )
        for section in instrument.sections
    )
    return Template(instrument.id, tuple(each for each in sections if each.questions))


def report_forms(instruments: Iterable[Instrument]) -> list[Template]:
    """Those of the instruments that parties report by."""
    return [template_of(each) for each in instruments if each.kind == KIND]


def _wordings(wording: Wording) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told for each in LANGUAGES if (told := wording.text(each))))
