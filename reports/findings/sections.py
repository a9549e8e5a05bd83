"""Findings as a report tells them: by theme with their evidence, as a list, and the recommendations in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from evaluation.language import Language, enumerate_words, phrase
from evaluation.model.finding import Finding, Recommendation
from evaluation.study import Study
from reports.facts import Facts
from reports.findings.standing import Standing, Standings
from reports.findings.versions import VERSIONS, Version, findings_for
from reports.markdown import escaped, paragraphs, quote, table

LEVEL = 2  # of a theme's heading among the findings


@dataclass(frozen=True)
class FindingTold:
    """A finding with its evidence as it is now; `number` is its place among all findings of the report."""

    finding: Finding
    evidence: tuple[Standing, ...]
    number: int

    @property
    def anchor(self) -> str:
        return f"finding-{self.finding.id}"

    def shown(self, *, counter: bool) -> list[Standing]:
        return [each for each in self.evidence if each.shown and each.evidence.counter is counter]


def tell_findings(study: Study, facts: Facts) -> list[FindingTold]:
    """Every finding of the study's themes, in their order."""
    look = Standings(study, facts.language, facts.surveys)
    return [FindingTold(each, tuple(look.of(each.evidence)), number) for number, each in enumerate(facts.findings, 1)]


def findings_texts(told: Sequence[FindingTold], facts: Facts, version: Version | None = None) -> dict[str, str]:
    """Name of each generated file → its Markdown.

    Without a version the texts serve all: what a version does not tell is hidden under the profile of its name.
    """
    kept = _of_version(told, version)
    themes = facts.evaluation.themes
    by_theme = {theme.id: [each for each in kept if each.finding.theme == theme.id] for theme in themes}
    texts = {f"findings-{id_}": _theme(own, facts, version) for id_, own in by_theme.items()}
    headings = [(theme.label.text(facts.language), theme.id) for theme in facts.evaluation.themes]
    return {
        "findings": paragraphs(
            _guarded(_headed(label, id_, texts[f"findings-{id_}"]), by_theme[id_], version)
            for label, id_ in headings
            if by_theme[id_]
        ),
        "findings-list": paragraphs(_list(by_theme[id_], label, facts, version) for label, id_ in headings),
        "recommendations": _recommendations(kept, facts, version),
        "recommendations-brief": _recommendations(kept, facts, version, brief=True),
        **{
            f"theme-{id_}-findings": _beneath(texts[f"findings-{id_}"], id_, own, facts, version)
            for id_, own in by_theme.items()
        },
        **texts,
    }


def _of_version(told: Sequence[FindingTold], version: Version | None) -> list[FindingTold]:
    if version is None:
        return list(told)
    ids = {each.id for each in findings_for(version, (one.finding for one in told))}
    return [each for each in told if each.finding.id in ids]


def _guarded(text: str, told: Iterable[FindingTold], version: Version | None) -> str:
    """The text hidden under each version that tells none of these findings."""
    findings = [each.finding for each in told]
    silent = [] if version else [each for each in VERSIONS if not findings_for(each, findings)]
    for depth, name in enumerate(silent):
        bars = ":" * (5 + depth)
        text = f'{bars} {{.content-hidden when-profile="{name}"}}\n\n{text.strip()}\n\n{bars}'
    return text


def _headed(label: str, id_: str, text: str) -> str:
    return f"{'#' * LEVEL} {escaped(label)} {{#sec-findings-{id_}}}\n\n{text.strip()}" if text.strip() else ""


def _beneath(text: str, id_: str, told: Sequence[FindingTold], facts: Facts, version: Version | None) -> str:
    """The findings where their theme is told of, under a heading of their own where there are any."""
    head = f"{'#' * (LEVEL + 1)} {_sayer(facts.language)('heading')} {{#sec-findings-{id_} .unnumbered}}"
    return _guarded(f"{head}\n\n{text.strip()}", told, version) if text.strip() else ""


def _theme(told: Sequence[FindingTold], facts: Facts, version: Version | None) -> str:
    return paragraphs(_guarded(_finding(each, facts), [each], version) for each in told)


def _finding(told: FindingTold, facts: Facts) -> str:
    language, say = facts.language, _sayer(facts.language)
    finding = told.finding
    parts = [f"**[{escaped(finding.statement.text(language))}]{{#{told.anchor}}}**"]
    parts += [escaped(each) for each in finding.detail.text(language).split("\n\n") if each.strip()]
    for key, counter in (("rests", False), ("against", True)):
        shown = told.shown(counter=counter)
        numbers = [each for each in shown if each.evidence.kind != "quote"]
        parts += [f"**{say(key)}**"] if shown else []  # a line in bold alone stays with what it leads
        parts += ["\n".join(f"- {_row(each, facts)}" for each in numbers)] if numbers else []
        parts += [quote(each.words, each.attribution, language) for each in shown if each.evidence.kind == "quote"]
    if not told.shown(counter=False):
        parts.append(f"*{say('nothing_shown' if finding.evidence else 'nothing')}*")
    parts += [_advice(each, language) for each in finding.recommendations]
    return "\n\n".join(part.strip() for part in parts if part.strip())


def _row(standing: Standing, facts: Facts) -> str:
    words = f"{standing.title}: {standing.words}" if standing.title else standing.words
    if not (standing.figure and facts.shows(standing.figure)):
        return escaped(words)
    return f"{escaped(words.removesuffix('.'))} (@fig-{standing.figure})."


def _advice(advice: Recommendation, language: Language) -> str:
    say = _sayer(language)
    names = enumerate_words((each.text(language) for each in advice.addressees), language)
    text = escaped(advice.text.text(language))
    return f"**{say('advice_to' if names else 'advice', names=escaped(names))}** {text}"


def _list(told: Sequence[FindingTold], label: str, facts: Facts, version: Version | None) -> str:
    """The theme's statements, each linked to where it stands with its evidence, if the report has that."""
    linked = any(facts.tells_findings(theme.id) for theme in facts.evaluation.themes)
    lines = [_guarded(f"- {_linked(each, facts.language, linked=linked)}", [each], version) for each in told]
    return _guarded(f"**{escaped(label)}**\n\n{_joined(lines)}", told, version) if told else ""


def _joined(lines: Sequence[str]) -> str:
    """The points of a list close together; what is hidden under some version stands by itself."""
    joined = lines[0]
    for before, line in pairwise(lines):
        close = before.startswith("- ") and line.startswith("- ")
        joined += f"\n{line}" if close else f"\n\n{line}"
    return joined


def _linked(told: FindingTold, language: Language, *, linked: bool) -> str:
    statement = escaped(told.finding.statement.text(language))
    return f"[{statement}](#{told.anchor})" if linked else statement


def _recommendations(told: Sequence[FindingTold], facts: Facts, version: Version | None, *, brief: bool = False) -> str:
    """One table where every version tells the same, else one for each that has something to tell.

    brief: without the findings, for a report that tells them just before.
    """
    if version is not None:
        return _advice_table(told, facts, brief=brief)
    tables: dict[Version, str] = {each: _advice_table(_of_version(told, each), facts, brief=brief) for each in VERSIONS}
    if len(set(tables.values())) == 1:
        return tables["draft"]
    shown = [f'::::: {{.content-visible when-profile="{name}"}}\n\n{text.strip()}\n\n:::::'
             for name, text in tables.items() if name != "draft" and text.strip()]  # fmt: skip
    draft = tables["draft"].strip()
    for depth, name in enumerate(each for each in VERSIONS if each != "draft"):
        bars = ":" * (5 + depth)
        draft = f'{bars} {{.content-hidden when-profile="{name}"}}\n\n{draft}\n\n{bars}'
    return paragraphs([draft, *shown])


def _advice_table(told: Sequence[FindingTold], facts: Facts, *, brief: bool) -> str:
    shown = 2 if brief else 3
    rows = [row[:shown] for row in _advice_rows(told, facts)]
    if not rows:
        return "\n"
    say = _sayer(facts.language)
    headings = [say(f"table.{name}") for name in ("advice", "to", "finding")[:shown]]
    return table(headings, rows, say("table.caption"), "tbl-recommendations")


def _advice_rows(told: Sequence[FindingTold], facts: Facts) -> Iterator[tuple[str, str, str]]:
    language = facts.language
    for each in told:
        for advice in each.finding.recommendations:
            names = enumerate_words((one.text(language) for one in advice.addressees), language)
            yield (
                advice.text.text(language),
                f"{names[:1].upper()}{names[1:]}" or "–",
                each.finding.statement.text(language),
            )


def _sayer(language: Language) -> Callable[..., str]:
    return lambda key, **values: phrase(f"finding.report.{key}", language, **values)
