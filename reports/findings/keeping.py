"""Findings written, changed, ordered, published and removed, each one act that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from evaluation.errors import Problem, fail, problem, raise_any
from evaluation.memos import now, tidy
from evaluation.model import Localised
from evaluation.model.finding import STATES, Finding, Recommendation
from evaluation.settings.nearness import near
from evaluation.store import findings as stored
from evaluation.store.act import Act
from evaluation.study import Study


def list_findings(study: Study, *, theme: str | None = None) -> list[Finding]:
    """Every finding, by the study's themes and in its order within each. Raises FINDING-002 for an unknown theme."""
    if theme is not None:
        raise_any(unknown_theme(study, theme))
    with study.store.reading() as connection:
        found = stored.read_findings(connection)
    return [each for each in ordered(study, found) if theme in (None, each.theme)]


def ordered(study: Study, findings: Iterable[Finding]) -> list[Finding]:
    """In the order of the study's themes; those of themes the study no longer has come last."""
    places = {each.id: number for number, each in enumerate(study.evaluation.themes)}
    return sorted(findings, key=lambda each: (places.get(each.theme, len(places)), each.theme, each.position))


def find_finding(study: Study, id_: int) -> Finding:
    """The finding with this id. Raises FINDING-001, with those there are."""
    there = list_findings(study)
    raise_any(_unknown_ids([id_], there))
    return next(each for each in there if each.id == id_)


def add_finding(study: Study, finding: Finding, *, first: Callable[[Act], None] = lambda _: None) -> Finding:
    """Write a finding, the last of its theme; author and time are filled in. Returns it as it was kept.

    first: looks at the study in the same act, and raises where nothing is to be kept.
    """
    kept = replace(tidied(finding), author=finding.author or study.who, at=finding.at or now())
    raise_any(faults(study, kept))
    with study.store.act("finding.add", study.who, theme=kept.theme) as act:
        first(act)
        id_ = stored.add_finding(act, kept)
    return find_finding(study, id_)


def change_finding(study: Study, finding: Finding, *, was: str | None = None) -> Finding:
    """Put this in place of the finding with its id; what it rests on and where it stands are left.

    was: the stamp of what its editor saw; FINDING-006 where somebody else has changed it since. Moved to another theme,
    it becomes the last there.
    """
    kept = tidied(finding)
    with study.store.act("finding.change", study.who, id=kept.id) as act:
        there = stored.read_findings(act.connection)
        raise_any((*_unknown_ids([kept.id], there), *faults(study, kept)))
        before = next(each for each in there if each.id == kept.id)
        if was is not None and before.stamp != was:
            raise fail("FINDING-006", id=kept.id)
        stored.change_finding(act, replace(kept, author=before.author, at=before.at))
        if before.theme != kept.theme:
            last = max((each.position for each in there if each.theme == kept.theme), default=-1)
            stored.place_findings(act, {kept.id or 0: last + 1})
    return find_finding(study, kept.id or 0)


def remove_findings(study: Study, ids: Sequence[int]) -> list[Finding]:
    """Remove the findings with these ids, all of them or none; returns what they were."""
    there = list_findings(study)
    raise_any(_unknown_ids(ids, there))
    with study.store.act("finding.remove", study.who, n=len(set(ids))) as act:
        stored.remove_findings(act, list(dict.fromkeys(ids)))
    return [each for each in there if each.id in set(ids)]


def order_findings(study: Study, ids: Sequence[int]) -> list[Finding]:
    """Let these findings of one theme come first, in this order; the others of the theme follow as they stood.

    Raises FINDING-007 where they are of several themes.
    """
    with study.store.act("finding.order", study.who, n=len(ids)) as act:
        there = stored.read_findings(act.connection)
        raise_any(_unknown_ids(ids, there))
        themes = {each.theme for each in there if each.id in ids}
        if len(themes) != 1:
            raise fail("FINDING-007", themes=", ".join(sorted(themes)) or "–")
        own = [each.id for each in there if each.theme in themes]
        placed = [*dict.fromkeys(ids), *(each for each in own if each not in ids)]
        stored.place_findings(act, {id_ or 0: number for number, id_ in enumerate(placed)})
    return [each for each in list_findings(study) if each.theme in themes]


def place_before(study: Study, id_: int, other: int) -> list[Finding]:
    """Put a finding before another of its theme. Raises FINDING-007 where the other is of another theme."""
    theme = find_finding(study, id_).theme
    if find_finding(study, other).theme != theme:
        raise fail("FINDING-007", themes=f"{theme}, {find_finding(study, other).theme}")
    own = [each.id or 0 for each in list_findings(study, theme=theme) if each.id != id_]
    at = own.index(other) if other != id_ else len(own)
    return order_findings(study, [*own[:at], id_, *own[at:]])


def move_finding(study: Study, id_: int, by: int) -> list[Finding]:
    """Move a finding up (`by` < 0) or down among those of its theme; at the ends it stays."""
    theme = find_finding(study, id_).theme
    own = [each.id or 0 for each in list_findings(study) if each.theme == theme]
    at = own.index(id_)
    to = min(max(at + by, 0), len(own) - 1)
    own.insert(to, own.pop(at))
    return order_findings(study, own)


def publish_findings(study: Study, ids: Sequence[int], *, public: bool = True) -> list[Finding]:
    """Let these findings be told in a public report, or no longer."""
    with study.store.act("finding.publish" if public else "finding.withdraw", study.who, n=len(ids)) as act:
        there = stored.read_findings(act.connection)
        raise_any(_unknown_ids(ids, there))
        for each in there:
            if each.id in ids:
                stored.change_finding(act, replace(each, public=public))
    return [each for each in list_findings(study) if each.id in ids]


def recommend(study: Study, id_: int, recommendation: Recommendation) -> Finding:
    """Add a recommendation to a finding."""
    found = find_finding(study, id_)
    return change_finding(study, replace(found, recommendations=(*found.recommendations, recommendation)))


def remove_recommendation(study: Study, id_: int, recommendation: int) -> Finding:
    """Take a recommendation away. Raises FINDING-008 where the finding has none of this number."""
    found = find_finding(study, id_)
    kept = tuple(each for each in found.recommendations if each.id != recommendation)
    if len(kept) == len(found.recommendations):
        known = ", ".join(str(each.id) for each in found.recommendations) or "–"
        raise fail("FINDING-008", id=id_, number=recommendation, known=known)
    return change_finding(study, replace(found, recommendations=kept))


def unknown_theme(study: Study, theme: str) -> Iterator[Problem]:
    known = [each.id for each in study.evaluation.themes]
    if theme not in known:
        yield problem("FINDING-002", name=theme, known=near(theme, known, most=12))


def faults(study: Study, finding: Finding) -> Iterator[Problem]:
    """What is wrong with a finding as it is written."""
    yield from unknown_theme(study, finding.theme)
    if not finding.statement:
        yield problem("FINDING-003")
    if finding.state not in STATES:
        yield problem("FINDING-004", value=finding.state, known=", ".join(STATES))
    if not all(each.text for each in finding.recommendations):
        yield problem("FINDING-005")


def tidied(finding: Finding) -> Finding:
    """Without what no file can hold, and without blanks at the ends; a statement is one line."""
    return replace(
        finding,
        statement=_tidied(finding.statement, line=True),
        detail=_tidied(finding.detail),
        recommendations=tuple(
            replace(
                each,
                text=_tidied(each.text, line=True),
                addressees=tuple(one for one in (_tidied(who, line=True) for who in each.addressees) if one),
            )
            for each in finding.recommendations
        ),
    )


def _tidied(text: Localised, *, line: bool = False) -> Localised:
    tidy_texts = {language: tidy(words) for language, words in text.as_dict().items()}
    kept = {language: " ".join(words.split()) if line else words for language, words in tidy_texts.items()}
    return Localised(**{language: words for language, words in kept.items() if words})


def _unknown_ids(ids: Collection[int | None], there: Iterable[Finding]) -> tuple[Problem, ...]:
    known = [each.id for each in there]
    missing = [id_ for id_ in dict.fromkeys(ids) if id_ not in known]
    listed = ", ".join(map(str, sorted(filter(None, known))[-12:])) or "–"
    return tuple(problem("FINDING-001", id=id_, known=listed) for id_ in missing)
