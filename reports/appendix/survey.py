"""How the surveys were made and counted, what was hidden and by what rule, the ids of the figures, and their tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_number
from evaluation.study import Study
from instruments.responses.keeping import list_datasets
from instruments.statistics.showing import RULE
from instruments.statistics.weights import report_weights
from reports.facts import Facts
from reports.illustrations import Illustration
from reports.markdown import bullets, escaped, paragraphs
from reports.surveys.chapter import by_theme
from reports.surveys.lines import caption_of
from reports.surveys.pictures import funnel_of, picture_of
from reports.surveys.reading import SurveyRead
from reports.surveys.results import FigureTold, SurveyTold
from reports.surveys.tables import figure_table

NAME = "survey"
ORDER = 30


def gather(study: Study) -> bool | None:
    """Whether there is a survey to tell of; what it says is read with everything else."""
    return True if study.evaluation.surveys or list_datasets(study) else None


def write(_: bool, facts: Facts, figure: Callable[[str], str]) -> str:  # noqa: FBT001 – a section's content
    surveys, language = facts.surveys.surveys, facts.language
    if not surveys:
        return ""
    heading = f"## {phrase('chapter.appendix.heading', language)} {{#sec-{NAME}-method .unnumbered}}"
    designs = [line for survey in surveys for line in _design(survey, several=len(surveys) > 1)]
    shown_in = [each for survey in surveys for _, figures in by_theme(survey, facts) for each in figures]
    tables = [shown.strip() for each in shown_in if (shown := figure_table(each))]
    under = f"### {phrase('chapter.appendix.tables', language)} {{.unnumbered}}"
    return paragraphs([heading, *designs, _hidden(facts), _rules(language), _left_out(facts), _ids(facts, shown_in),
                       *([under, *tables] if tables else [])])  # fmt: skip


def figures(_: bool, facts: Facts) -> Iterator[Illustration]:  # noqa: FBT001 – a section's content
    return iter(())


def _design(survey: SurveyTold, *, several: bool) -> Iterator[str]:
    """How the survey was drawn and weighted, its file, and what the weights cost."""
    read, language = survey.read, survey.read.language
    lines = [_file(read, language)]
    own = read.settings
    for key in ("strata", "clusters", "population"):
        names = [phrase("figure.quoted", language, name=read.label(each)) for each in getattr(own, key)]
        if names:
            lines.append(phrase(f"chapter.appendix.{key}", language, names=enumerate_words(names, language)))
    if own.lonely != "error":
        lines.append(phrase(f"chapter.appendix.lonely.{own.lonely}", language))
    if own.weight:
        lines.append(_weights(read, language))
    lines += [each.what(language) for each in read.design.notices]
    if read.design.simple:
        lines.append(phrase("chapter.appendix.simple", language))
    title = f"**{escaped(own.title.text(language) or read.name)}.** " if several else ""
    yield title + " ".join(map(escaped, lines))


def _file(read: SurveyRead, language: Language) -> str:
    if read.kept is None:
        return phrase("chapter.appendix.form", language, name=read.name)
    told = {"name": read.kept.name, "n": write_number(read.kept.rows, language=language), "hash": read.kept.sha256[:12]}
    return phrase("chapter.appendix.file", language, **told)


def _weights(read: SurveyRead, language: Language) -> str:
    inside = read.design.inside
    found = report_weights(read.design.weights[inside])
    numbers = {"smallest": found.lowest, "largest": found.highest, "effect": found.design_effect}
    told = {key: write_number(value, 2, language) for key, value in numbers.items()}
    effective = write_number(found.effective, language=language)
    return phrase(
        "chapter.appendix.weights", language, name=read.label(read.settings.weight or ""), effective=effective, **told
    )


def _hidden(facts: Facts) -> str:
    hidings, language = facts.surveys.hidings, facts.language
    if not hidings.threshold:
        return phrase("chapter.appendix.hides_nothing", language)
    few, more = hidings.count("few"), hidings.count("protects")
    threshold = write_number(hidings.threshold, language=language)
    if not few:
        return phrase("chapter.appendix.none_hidden", language, threshold=threshold)
    lines = [
        phrase(
            "chapter.appendix.hidden", language, threshold=threshold, n=few, count=write_number(few, language=language)
        )
    ]
    if more:
        lines.append(
            phrase("chapter.appendix.protecting", language, n=more, count=write_number(more, language=language))
        )
    return " ".join([*lines, phrase("chapter.appendix.across", language, threshold=threshold)])


def _rules(language: Language) -> str:
    widest = write_number(100 * RULE.widest, language=language)
    return phrase("chapter.appendix.thin", language, fewest=RULE.fewest, widest=widest)


def _left_out(facts: Facts) -> str:
    """Closed and open questions of the questionnaires that no figure shows."""
    names = []
    for survey in facts.surveys.surveys:
        shown = {each.question.id for told in survey.figures for each in told.planned.statements if each.question}
        there = {each.question for each in survey.read.dataset.meaning.variables}
        left = [each for each in survey.read.questions.values() if each.id not in shown and each.id in there]
        names += [
            phrase("figure.quoted", facts.language, name=each.text.text(facts.language).rstrip(".")) for each in left
        ]
    if not names:
        return ""
    lead = phrase("chapter.appendix.left_out", facts.language, n=len(names))
    return f"{lead} {escaped('; '.join(names))}."


def _ids(facts: Facts, told: list[FigureTold]) -> str:
    """Which figure has which id."""
    language = facts.language
    funnels = [found for survey in facts.surveys.surveys if (found := funnel_of(survey)) is not None]
    drawn = [(each.name, each.caption) for each in funnels]
    drawn += [(each.id, caption_of(each)) for each in told if picture_of(each).illustration is not None]
    if not drawn:
        return ""
    listed = (f"{f'@fig-{id_}: ' if facts.shows(id_) else ''}{escaped(caption)} `{id_}`" for id_, caption in drawn)
    return paragraphs([phrase("chapter.appendix.ids", language), bullets(listed).strip()]).strip()
