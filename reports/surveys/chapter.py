"""The chapter on the surveys: who answered, what they answered on each theme, and this beside what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from evaluation.language import Language, phrase
from evaluation.model import Theme
from evaluation.numbers import write_count, write_number, write_percent
from reports.facts import Facts
from reports.markdown import division, escaped, paragraphs
from reports.surveys.joint import ID as JOINT
from reports.surveys.joint import Beside, joint_table, said
from reports.surveys.lines import base_line, caption_of, footnotes, summary_of, what_is_shown
from reports.surveys.pictures import changes_of, funnel_of, has_too_many_groups, picture_of
from reports.surveys.results import FigureTold, SurveyTold
from reports.surveys.tables import frame_ids, frame_table

Draw = Callable[[str], str]


def chapter(facts: Facts, themes: Sequence[Beside], figure: Draw) -> str:
    """The whole chapter with its heading; a line break where there is no survey.

    themes: what was said beside what was answered. figure: a picture with the sentence that leads to it.
    """
    surveys = facts.surveys.surveys
    if not surveys:
        return "\n"
    several = len(surveys) > 1
    parts = [f"# {_title(facts)} {{#sec-survey}}"]
    for number, survey in enumerate(surveys, 1):
        parts += _survey(survey, facts, themes, figure, number if several else 0)
    if any(each.codings for each in themes):
        parts.append(_heading(2, phrase("chapter.heading.joint", facts.language), "sec-survey-joint"))
        parts += [phrase("chapter.joint.intro", facts.language, id=JOINT), joint_table(themes, facts).strip()]
    return paragraphs(parts)


def figure_text(told: FigureTold, figure: Draw, *, tabled: bool = True) -> str:
    """A figure with what leads to it and what stands under it; in its place a line that says why it is not shown.

    tabled: the report has the figure's numbers as a table as well, and may speak of it.
    """
    language = told.read.language
    picture = picture_of(told)
    if picture.illustration is None:
        reason = "nobody" if not told.counted else "groups" if has_too_many_groups(told) else "hidden"
        reason += "" if tabled or reason != "groups" else "_alone"
        return paragraphs([phrase(f"chapter.omitted.{reason}", language, title=escaped(caption_of(told)))])
    kind = told.planned.kind
    notes = footnotes(told, picture.left_out, changes_of(told), tabled=tabled)
    under = [base_line(told.counted, kind, language), *notes]
    lead = f"{what_is_shown(told)}." if kind not in ("likert", "stacked") else ""
    below = division("base-line", " ".join(escaped(each) for each in [lead, *under] if each))
    lead_in, shown = pointed(figure(told.id))
    together = division("kept", paragraphs([shown, below]))
    return paragraphs([lead_in, together.strip(), escaped(summary_of(told))])


def has_tables(facts: Facts) -> bool:
    """Whether the report draws in the appendix, where the table of each figure stands."""
    return "appendix" in facts.included


def pointed(fragment: str) -> tuple[str, str]:
    """The sentence that leads to a figure, kept on its page, and the figure."""
    lead, _, shown = fragment.strip().rpartition("\n\n")
    return lead if lead.startswith(":::") else division("pointer", lead).strip(), shown


def _survey(survey: SurveyTold, facts: Facts, themes: Sequence[Beside], figure: Draw, number: int) -> Iterator[str]:
    read, language = survey.read, facts.language
    suffix = f"-{number}" if number else ""
    if number:
        title = read.settings.title.text(language) or phrase("chapter.survey_of", language, name=read.name)
        yield _heading(2, title, f"sec-survey{suffix}")
    yield _intro(survey, language)
    level = 3 if number else 2
    yield _heading(level, phrase("chapter.heading.response", language), f"sec-survey-response{suffix}")
    yield from _response(survey, language, figure)
    if not survey.figures:
        yield phrase("chapter.nothing", language)
        return
    yield _heading(level, phrase("chapter.heading.answers", language), f"sec-survey-answers{suffix}")
    for theme, figures in by_theme(survey, facts):
        # A figure that the researcher has put somewhere else is not shown twice.
        here = [each for each in figures if f"figure-{each.id}" not in facts.included]
        if not here:
            continue
        yield f"{'#' * (level + 1)} {_theme_heading(theme, facts)}"
        yield from (figure_text(each, figure, tabled=has_tables(facts)).strip() for each in here)
        spoken = next((each for each in themes if theme and each.theme.id == theme.id), None)
        if spoken and spoken.codings:
            yield phrase("chapter.theme.said", language, said=said(spoken, language))


def _title(facts: Facts) -> str:
    surveys = facts.surveys.surveys
    own = surveys[0].read.settings.title.text(facts.language) if len(surveys) == 1 else ""
    return escaped(own) or phrase("chapter.title", facts.language, n=len(surveys))


def _heading(level: int, title: str, id_: str) -> str:
    return f"{'#' * level} {escaped(title)} {{#{id_}}}"


def _theme_heading(theme: Theme | None, facts: Facts) -> str:
    label = theme.label.text(facts.language) if theme else phrase("chapter.heading.other", facts.language)
    return f"{escaped(label)} {{.unnumbered}}"


def by_theme(survey: SurveyTold, facts: Facts) -> Iterator[tuple[Theme | None, list[FigureTold]]]:
    """The figures as they stand in the chapter; last those of no theme."""
    themes: list[Theme | None] = [*facts.evaluation.themes, None]
    for theme in themes:
        figures = [each for each in survey.figures if each.planned.theme == (theme.id if theme else "")]
        if figures:
            yield theme, figures


def _intro(survey: SurveyTold, language: Language) -> str:
    """What the researcher says of it, else what it is and how many answered."""
    read = survey.read
    given = read.settings.intro.text(language)
    asked = read.instrument.title.text(language) if read.instrument else read.name
    n = int(read.design.inside.sum())
    told = {"title": escaped(asked.rstrip(".")), "n": n, "count": write_number(n, language=language)}
    lines = [escaped(given), phrase("chapter.intro.answers", language, **told)]
    if len(read.waves) > 1:
        waves = [name for _, name in read.waves]
        lines.append(phrase("chapter.intro.waves", language, first=waves[0], last=waves[-1],
                            count=write_count(len(waves), language)))  # fmt: skip
    key = "weighted" if not read.design.simple else "unweighted"
    lines.append(phrase(f"chapter.intro.{key}", language))
    return " ".join(each for each in lines if each)


def _response(survey: SurveyTold, language: Language, figure: Draw) -> Iterator[str]:
    """How many of those drawn answered, in each wave; then each group beside its share of the population."""
    funnel = funnel_of(survey)
    if not survey.read.settings.frame:
        yield phrase("chapter.response.unknown", language)
        return
    yield " ".join(_rates(survey, language)) or phrase("chapter.response.hidden", language)
    if funnel is not None:
        lead_in, shown = pointed(figure(funnel.name))
        yield from (lead_in, division("kept", shown).strip())
    for id_, by in frame_ids(survey):
        if shown := frame_table(survey, by):
            yield division("pointer", phrase("chapter.pointer.frame", language, id=id_)).strip()
            yield shown.strip()


def _rates(survey: SurveyTold, language: Language) -> Iterator[str]:
    waves = [name for _, name in survey.read.waves] or [""]
    for wave in dict.fromkeys([*waves, ""]):
        table = survey.answered_in(wave)
        row = (
            next((each for each in table.rows if each.label == "answered" and not each.group), None) if table else None
        )
        if row is None or row.hidden or row.base < 0:
            continue
        numbers = {"drawn": write_number(row.base, language=language), "count": write_number(row.n, language=language)}
        rate = write_percent(row.value, 1, language)
        yield phrase(
            f"chapter.response.{'wave' if wave else 'all'}", language, wave=wave, rate=rate, n=row.n, **numbers
        )
