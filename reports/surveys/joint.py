"""What a survey's respondents answered beside what the informants said, theme by theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from evaluation.language import Language, phrase
from evaluation.model import Theme
from evaluation.numbers import NO_BREAK, write_count, write_number, write_percent
from instruments.statistics.result import Row
from reports.evidence import Quote, another_quote
from reports.facts import Facts
from reports.markdown import bullets, division, escaped, paragraphs, paragraphs_table
from reports.surveys.answers import Chosen, chosen_for
from reports.surveys.pictures import picture_of
from reports.surveys.results import FigureTold, SurveyTold
from reports.surveys.statements import Statement

ID = "tbl-survey-joint"
WIDTHS = (20, 46, 48)


@dataclass(frozen=True)
class Answered:
    """A closed answer of a theme: what was asked, what share answered so, and the figure it stands in, if any."""

    statement: Statement
    answer: str
    row: Row
    figure: str

    def share(self, language: Language) -> str:
        """`27,1 % (20,2–35,0)`."""
        return f"{write_percent(self.row.value, 1, language)}{interval(self.row, language)}"


@dataclass(frozen=True)
class Beside:
    """A theme with its closed answers, and what was said: how often, by how many, and the words of one."""

    theme: Theme
    answers: tuple[Answered, ...]
    codings: int
    voices: int
    unit: str
    quote: Quote | None = None
    chosen: Chosen | None = None


def interval(row: Row, language: Language) -> str:
    if not (isfinite(row.low) and isfinite(row.high)):
        return ""
    ends = "–".join(write_number(100 * end, 1, language) for end in (row.low, row.high))
    return f"{NO_BREAK}({ends})"


def beside(facts: Facts, quoted: Sequence[Quote]) -> tuple[Beside, ...]:
    """The themes that have closed answers to show, in the study's order. quoted: words that are told elsewhere."""
    found: list[Beside] = []
    taken = list(quoted)
    for theme in facts.evaluation.themes:
        answers = tuple(each for survey in facts.surveys.surveys for each in _answers(survey, theme.id, facts.language))
        if not answers:
            continue
        chosen = chosen_for(facts, theme.id)
        quote = another_quote(facts, theme, taken, chosen.participants if chosen else None)
        taken += [quote] if quote else []
        about = facts.about(theme)
        unit, voices = _voices(facts, theme)
        found.append(Beside(theme, answers, len(about), voices, unit, quote, chosen))
    return tuple(found)


def joint_table(themes: Sequence[Beside], facts: Facts) -> str:
    """One row for each theme: the figures to the left, what was said to the right."""
    language = facts.language
    heads = [phrase(f"chapter.joint.{each}", language) for each in ("theme", "survey", "interviews")]
    rows = []
    for each in themes:
        lines = [line for line, _ in told(each.answers, language)]
        rows.append([[each.theme.label.text(language)], lines, _voices_told(each, facts)])
    shown = paragraphs_table(heads, rows, phrase("chapter.joint.caption", language), ID, WIDTHS)
    notes = [each.chosen.told(language, quoted=each.quote is not None) for each in themes if each.chosen]
    return paragraphs(
        [shown.strip(), division("base-line", escaped(" ".join([phrase("chapter.joint.base", language), *notes])))]
    )


def theme_answers(facts: Facts, theme: Theme) -> str:
    """What the survey tells of a theme, for the theme's own place in the report; nothing where it tells nothing."""
    language = facts.language
    answers = [each for survey in facts.surveys.surveys for each in _answers(survey, theme.id, language)]
    if not answers:
        return "\n"
    lines = [
        f"{escaped(line)}{f' (@fig-{id_})' if id_ and facts.shows(id_) else ''}."
        for line, id_ in told(answers, language)
    ]
    return paragraphs([f"**{phrase('chapter.theme.heading', language)}**", bullets(lines).strip()])


def told(answers: Sequence[Answered], language: Language) -> list[tuple[str, str]]:
    """A line for each question, with the figure it is in: `«…?» 54,2 % (46,0–62,3) svarte «Ja».` A grid is one line."""
    grids: dict[str, list[Answered]] = {}
    for each in answers:
        question = each.statement.question
        named = question.id if question and question.type == "grid" else each.statement.name
        grids.setdefault(f"{named} {each.answer}", []).append(each)
    return [(_line(own, language), own[0].figure) for own in grids.values()]


def _line(own: Sequence[Answered], language: Language) -> str:
    first = own[0]
    question = first.statement.question
    if question is None or question.type != "grid":
        item = phrase("figure.quoted", language, name=first.statement.wording)
        return phrase("chapter.joint.answer", language, item=item, share=first.share(language), answer=first.answer)
    named = [phrase("figure.quoted", language, name=each.statement.wording.rstrip(".:")) for each in own]
    rows = [f"{name} {each.share(language)}" for name, each in zip(named, own, strict=True)]
    item = phrase("figure.quoted", language, name=question.text.text(language))
    return phrase("chapter.joint.grid", language, item=item, rows="; ".join(rows), answer=first.answer)


def _voices_told(each: Beside, facts: Facts) -> list[str]:
    """How often the theme is spoken of, and the words of one."""
    spoken = said(each, facts.language)
    return [f"{spoken[:1].upper()}{spoken[1:]}.", *([_quoted(each, facts)] if each.quote else [])]


def said(each: Beside, language: Language) -> str:
    """`omtalt 84 ganger, i sju virksomheter`."""
    if not each.codings:
        return phrase("chapter.joint.nothing", language)
    count = phrase(
        "chapter.joint.codings", language, n=each.codings, count=write_number(each.codings, language=language)
    )
    if not each.voices:
        return count
    voices = phrase(f"chapter.joint.{each.unit}", language, n=each.voices, count=write_count(each.voices, language))
    return f"{count}, {voices}"


def _answers(survey: SurveyTold, theme: str, language: Language) -> Iterator[Answered]:
    seen: set[str] = set()
    for figure in survey.figures:
        for statement in figure.planned.statements:
            if statement.name in seen or _theme_of(statement, figure, survey) != theme:
                continue
            found = _positive(survey, figure, statement, language) or _most_common(figure, statement, language)
            if found:
                seen.add(statement.name)
                yield found


def _theme_of(statement: Statement, figure: FigureTold, survey: SurveyTold) -> str:
    """The theme of the question itself, whatever figure it stands in; that of the figure where it has none."""
    own = survey.read.themes.get(statement.question.id, ()) if statement.question else ()
    return next(iter(own), figure.planned.theme)


def _positive(survey: SurveyTold, figure: FigureTold, statement: Statement, language: Language) -> Answered | None:
    row = survey.share(statement) if statement.is_sided else None
    answer = phrase("chapter.joint.answered", language, answer=statement.positive_words(language))
    return Answered(statement, answer, row, _drawn(figure)) if row else None


def _most_common(figure: FigureTold, statement: Statement, language: Language) -> Answered | None:
    """The answer that most gave, of a question that has no good end."""
    if statement.is_sided or figure.planned.kind not in ("bars", "stacked", "grouped"):
        return None
    own = next((each.table for each in figure.tables if each.statement.name == statement.name), None)
    rows = [row for row in own.rows if not row.group and not row.hidden and row.base >= 0] if own else []
    top = max(rows, key=lambda row: row.value, default=None)
    if top is None or not isfinite(top.value):
        return None
    key = "chapter.joint.most_chosen" if statement.options else "chapter.joint.most_given"
    return Answered(
        statement, phrase(key, language, answer=phrase("figure.quoted", language, name=top.label)), top, _drawn(figure)
    )


def _drawn(figure: FigureTold) -> str:
    return figure.id if picture_of(figure).illustration is not None else ""


def _voices(facts: Facts, theme: Theme) -> tuple[str, int]:
    """How many speak of a theme: organisations where they are known, else people."""
    people = [each for each in facts.about(theme)["participant"].dropna().unique() if each]
    organisations = {organisation.id for each in people if (organisation := facts.organisation_of(each))}
    return ("organisations", len(organisations)) if organisations else ("people", len(people))


def _quoted(each: Beside, facts: Facts) -> str:
    if each.quote is None:
        return ""
    words = phrase("figure.quoted", facts.language, name=each.quote.words.replace("«", "‘").replace("»", "’"))
    whose = (
        phrase("report.attribution.informant", facts.language)
        if each.chosen
        else facts.attribution(each.quote.participant)
    )
    return f"{words} ({whose})"
