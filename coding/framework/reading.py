"""The framework matrix of a study: its cases by pseudonym, its themes or codes, its quotes without names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from coding.counted import counted_table
from coding.framework.matrix import QUOTE_COLUMNS, Framework, Named, framework
from coding.masking import masking
from evaluation.errors import fail
from evaluation.language import Language, phrase
from evaluation.model import Codebook, Participant, People, Session
from evaluation.model.memo import CaseKind
from evaluation.people.participation import withdrawn
from evaluation.privacy.pseudonyms import with_pseudonyms
from evaluation.settings.nearness import nearest
from evaluation.store.summaries import CODE, read_summaries
from evaluation.study import Study

if TYPE_CHECKING:
    import pandas as pd

Columns = Literal["theme", "code"]
CASES: tuple[CaseKind, ...] = ("participant", "organisation", "session")
COLUMNS: tuple[Columns, ...] = get_args(Columns)


def framework_of(
    study: Study, *, cases: CaseKind = "participant", columns: Columns = "theme", language: Language | None = None
) -> Framework:
    """The matrix of a study, without those who have withdrawn their consent and without real names.

    A quote belongs to a theme when its code, or a code above it, is the theme's; to a code likewise. The evidence is
    reckoned before names are taken out, so that a name learnt later makes no summary stale.
    """
    chosen = language or study.evaluation.language
    people = with_pseudonyms(study.people(), chosen)
    mask = masking(study)
    with study.store.reading() as connection:
        summaries = [replace(each, text=mask(each.text)) for each in read_summaries(connection)]
    rows = [Named(id_, mask(label)) for id_, label in _cases(people, cases, chosen)]
    found = framework(cases, rows, themes_of(study, columns, chosen), _quotes(study, people, cases, columns), summaries)
    shown = {name: [mask(str(each)) for each in found.quotes[name]] for name in ("text", "source")}
    return replace(found, quotes=found.quotes.assign(**shown))


def themes_of(study: Study, columns: Columns, language: Language) -> list[Named]:
    """The columns: the commissioner's themes in their order, or the codes in the codebook's."""
    if columns == "theme":
        return [Named(theme.id, theme.label.text(language) or theme.id) for theme in study.evaluation.themes]
    codes = study.codebook if study.has_codebook() else ()
    return [Named(f"{CODE}{each.name}", each.label.text(language) or each.name) for each in codes if not each.archived]


def find_case(study: Study, wanted: str, kind: CaseKind | None, language: Language) -> tuple[CaseKind, Named]:
    """The case that is called this: by id, or by what a reader sees. Raises FRAMEWORK-001 with the nearest."""
    people, mask = with_pseudonyms(study.people(), language), masking(study)
    known = {each: [Named(id_, mask(label)) for id_, label in _cases(people, each, language)] for each in CASES}
    found = [(each, case) for each in ([kind] if kind else CASES) for case in _called(known[each], wanted)]
    if len(found) == 1:
        return found[0]
    names = [case.label for each in ([kind] if kind else CASES) for case in known[each]]
    if found:
        listed = ", ".join(f"--cases {each}: {case.label}" for each, case in found)
        raise fail("FRAMEWORK-003", value=wanted, known=listed)
    raise fail("FRAMEWORK-001", value=wanted, known=_near(wanted, names))


def find_theme(study: Study, wanted: str, language: Language) -> tuple[Columns, Named]:
    """The theme, or else the code, that is called this: by id, name or label. Raises FRAMEWORK-002 with the nearest."""
    known = {each: themes_of(study, each, language) for each in COLUMNS}
    for columns in COLUMNS:
        found = _called(known[columns], wanted) or _called(known[columns], f"{CODE}{wanted}")
        if len(found) == 1:
            return columns, found[0]
    names = [name for each in known["theme"] + known["code"] for name in (each.id.removeprefix(CODE), each.label)]
    raise fail("FRAMEWORK-002", value=wanted, known=_near(wanted, list(dict.fromkeys(names))))


def _called(known: Iterable[Named], wanted: str) -> list[Named]:
    listed = list(known)
    exact = [each for each in listed if each.id == wanted]
    return exact or [each for each in listed if each.label.casefold() == wanted.strip().casefold()]


def _near(wanted: str, names: list[str]) -> str:
    return ", ".join(nearest(wanted, names) or names[:8]) or "–"


def _cases(people: People, kind: CaseKind, language: Language) -> list[tuple[str, str]]:
    """Ids and labels of the cases: informants who took part and have not withdrawn, and where they come from."""
    informants = _informants(people)
    if kind == "participant":
        return [(each.id, each.pseudonym) for each in informants]
    if kind == "organisation":
        there = {each.organisation for each in informants}
        return [(each.id, each.pseudonym) for each in people.organisations if each.id in there]
    silenced = _silenced(people)
    return [(each.id, _session_label(each, language)) for each in people.sessions if each.id not in silenced]


def _informants(people: People) -> list[Participant]:
    asked = {row.participant for session in people.sessions for row in session.attendance}
    came = {row.participant for each in people.sessions for row in each.attendance if row.status == "attended"}
    gone = withdrawn(people) | (asked - came)
    return [each for each in people.participants if each.affiliation == "informant" and each.id not in gone]


def _silenced(people: People) -> set[str]:
    """Sessions of which nothing may be told, as every informant who came has withdrawn."""
    gone = withdrawn(people)
    informants = {each.id for each in people.participants if each.affiliation == "informant"}
    came = {
        each.id: {row.participant for row in each.attendance if row.status == "attended"} & informants
        for each in people.sessions
    }
    return {id_ for id_, those in came.items() if those and those <= gone}


def _session_label(session: Session, language: Language) -> str:
    kind = phrase(f"cli.value.{session.kind}", language)
    return session.title or ", ".join(part for part in (session.id, kind, str(session.date or "")) if part)


def _quotes(study: Study, people: People, kind: CaseKind, columns: Columns) -> pd.DataFrame:
    """One row for each quote of a cell, with QUOTE_COLUMNS; a coding stands under every theme its code belongs to."""
    table = counted_table(study)
    speakers = {each.id: each.pseudonym for each in people.participants}
    rows = table.assign(
        case=table[kind] if kind == "session" else table["participant"].map(_case_by_participant(people, kind)),
        theme=_themes_by_coding(study, table, columns),
        speaker=table["participant"].map(speakers),
    )
    return rows.explode("theme").dropna(subset=["case", "theme"])[list(QUOTE_COLUMNS)]


def _case_by_participant(people: People, kind: CaseKind) -> Callable[[str | None], str | None]:
    own = {each.id: each.id if kind == "participant" else each.organisation for each in people.participants}
    return lambda participant: own.get(participant) if participant else None


def _themes_by_coding(study: Study, table: pd.DataFrame, columns: Columns) -> list[Any]:
    if columns == "theme":
        return list(table["theme"])
    codebook = study.codebook if study.has_codebook() else Codebook(name="")
    above = {code.name: [f"{CODE}{name}" for name in codebook.path(code.name).split(" / ")] for code in codebook}
    return [above[code] for code in table["code"]]
