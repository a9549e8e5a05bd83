"""Whether findings have evidence, enough of it and from more than one place, and tell of what speaks against them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from evaluation.errors import Problem, Severity, problem
from evaluation.language import phrase
from evaluation.model.finding import Finding
from reports.checks.argument.claims import claims_in, contradicts
from reports.checks.argument.counting import behind
from reports.evidence import Quote
from reports.facts import Facts
from reports.findings.sections import FindingTold

OFTEN = 5  # quotes of one person; fewer are nobody's monopoly
TIMES = 2  # as many as of the one in the middle


def without_evidence(told: Iterable[FindingTold]) -> Iterator[Problem]:
    """Findings that rest on nothing, or on nothing a report may show; a fault where the finding is public."""
    for each in told:
        supporting = [one for one in each.evidence if not one.evidence.counter]
        if not supporting:
            yield _of(each.finding, "FINDING-021", _severity(each.finding))
        elif not any(one.shown for one in supporting):
            yield _of(each.finding, "FINDING-022", _severity(each.finding))


def from_one_place(told: Iterable[FindingTold], facts: Facts) -> Iterator[Problem]:
    """Findings all of whose evidence is what people of one organisation said."""
    for each in told:
        supporting = [one for one in each.evidence if one.status != "gone" and not one.evidence.counter]
        if len(facts.people.organisations) < 2 or any(one.evidence.kind != "quote" for one in supporting):
            continue
        places = {one.organisation or one.participant for one in supporting}
        if len(places) == 1 and places != {None}:
            yield _of(each.finding, "FINDING-023", "warning", n=len(supporting))


def changed_evidence(told: Iterable[FindingTold]) -> Iterator[Problem]:
    """Evidence that is not what it was when it was chosen; a fault where it is gone from a public finding."""
    for each in told:
        for one in each.evidence:
            if one.status == "gone":
                yield _of(each.finding, "FINDING-024", _severity(each.finding), number=one.evidence.id)
            elif one.status != "same":
                status = phrase(f"finding.status.{one.status}")
                yield _of(each.finding, "FINDING-025", "warning", number=one.evidence.id, status=status)


def unsettled(told: Iterable[FindingTold]) -> Iterator[Problem]:
    """Public findings that are drafts still."""
    return (_of(each.finding, "FINDING-026", "warning") for each in told
            if each.finding.public and each.finding.state == "draft")  # fmt: skip


def themes_without(told: Sequence[FindingTold], facts: Facts) -> Iterator[Problem]:
    """Themes that nothing was found out about, where others have findings."""
    there = {each.finding.theme for each in told}
    for theme in facts.evaluation.themes if there else ():
        if theme.id not in there:
            yield problem("FINDING-027", severity="warning", theme=theme.label.text(facts.language) or theme.id)


def quoted_twice(told: Sequence[FindingTold], quotes: Sequence[Quote], facts: Facts) -> Iterator[Problem]:
    """The same words in two places: two findings, or a finding and the quotes of a theme."""
    themes = {each.id: each.label.text(facts.language) or each.id for each in facts.evaluation.themes}
    first: dict[tuple[str, int | None, int | None], Finding] = {}
    places: dict[tuple[str, int | None, int | None], list[str]] = defaultdict(list)
    words: dict[tuple[str, int | None, int | None], str] = {}
    for each in told:
        for one in (one for one in each.evidence if one.evidence.kind == "quote" and one.shown):
            key = (one.evidence.source, one.evidence.start, one.evidence.end)
            places[key].append(place_of(each.finding))
            words[key] = one.words
            first.setdefault(key, each.finding)
    for quote in quotes:
        for key in (key for key in places if _overlaps(key, quote)):
            places[key].append(phrase("finding.place.theme", theme=themes.get(quote.theme, quote.theme)))
    for key, where in places.items():
        if len(where) > 1:
            yield _of(first[key], "FINDING-028", "warning", words=_short(words[key]), places=", ".join(where))


def quoted_most(told: Sequence[FindingTold], quotes: Sequence[Quote], facts: Facts) -> Iterator[Problem]:
    """Informants who are quoted far more than the others; told by what the report calls them."""
    counts = Counter(each.participant for each in quotes)
    counts.update(one.participant for each in told for one in each.evidence
                  if one.participant and one.shown and one.evidence.kind == "quote")  # fmt: skip
    may = [counts[each.id] for each in facts.informants if each.id in facts.quotable]
    middle = median(may) if may else 0
    for id_, count in counts.most_common():
        if len(may) > 2 and count >= OFTEN and count > TIMES * max(middle, 1):
            line = facts.attribution(id_)
            yield problem("FINDING-029", severity="warning", who=line, count=count, middle=f"{middle:g}")


def claims(told: Iterable[FindingTold], facts: Facts) -> Iterator[Problem]:
    """What findings claim of how many, beside those whose words they rest on."""
    for each in told:
        finding = each.finding
        said = f"{finding.statement.text(facts.language)}\n{finding.detail.text(facts.language)}"
        found = claims_in(said, facts.language)
        supporting = [one for one in each.evidence if not one.evidence.counter and one.status != "gone"]
        if not found:
            continue
        counted = behind(facts, {one.participant for one in supporting if one.participant})
        numbers = [one for one in supporting if one.evidence.kind == "survey"]
        wrong = [word for word, amount in found if contradicts(amount, *counted.share)]
        severity: Severity = "warning" if wrong and not numbers else "note"
        code = "FINDING-031" if severity == "warning" else "FINDING-030"
        listed = ", ".join(f"«{word}»" for word, _ in found)
        shown = "; ".join([counted.sentence(facts.language), *(one.words.removesuffix(".") for one in numbers)])
        yield _of(finding, code, severity, claims=listed, numbers=shown)


def _of(finding: Finding, code: str, severity: Severity, /, **values: object) -> Problem:
    told = {"id": finding.id, "statement": _short(finding.statement.text()), "shown_at": place_of(finding)}
    return Problem(code, f"finding-{finding.id}", None, {**told, **values}, severity)


def place_of(finding: Finding) -> str:
    """Where it is, as a reader says it: `funn 3`."""
    return phrase("finding.place.finding", id=finding.id)


def _severity(finding: Finding) -> Severity:
    return "error" if finding.public else "warning"


def _overlaps(key: tuple[str, int | None, int | None], quote: Quote) -> bool:
    source, start, end = key
    return source == quote.source and (start or 0) < quote.end and quote.start < (end or 0)


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79]}…"
