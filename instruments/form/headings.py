"""A report form as headings: what a document that follows it is held against."""

from __future__ import annotations

from collections.abc import Iterable

from evaluation.followup.joint.template import Asked, Template, TemplateSection
from evaluation.followup.joint.text import plain
from evaluation.language import LANGUAGES
from instruments.model import Instrument
from instruments.model.wording import Wording

KIND = "party-report"


def template_of(instrument: Instrument) -> Template:
    """The sections in which something is asked in words, in all their languages."""
    asked = tuple(
        TemplateSection(
            section.id,
            _wordings(section.title),
            tuple(Asked(each.id, _wordings(each.text)) for each in section.questions if each.type == "open"),
        )
        for section in instrument.sections
    )
    sections = tuple(each for each in asked if each.questions)
    titles = [
        instrument.title,
        *(each.title for each, one in zip(instrument.sections, asked, strict=True) if not one.questions),
    ]
    printed = [instrument.intro, instrument.closing, *(each.intro for each in instrument.sections)]
    printed += [question.help for question in instrument.questions()]
    return Template(instrument.id, sections, _plain(titles), _plain(printed))


def report_forms(instruments: Iterable[Instrument]) -> list[Template]:
    """Those of the instruments that parties report by."""
    return [template_of(each) for each in instruments if each.kind == KIND]


def _plain(wordings: Iterable[Wording]) -> frozenset[str]:
    return frozenset(plain(told) for each in wordings for told in _wordings(each))


def _wordings(wording: Wording) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told for each in LANGUAGES if (told := wording.text(each))))
