"""Reading the paragraphs of a study's report, and confirming those that still stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from evaluation.errors import fail, problem, raise_any
from evaluation.memos import tidy
from evaluation.model import Confirmation
from evaluation.settings.nearness import nearest
from evaluation.store.report import put_confirmations, read_confirmations
from evaluation.study import Study
from reports.files import FOLDER, REPORT, report_folder
from reports.living.evidence import Told, in_folder
from reports.living.history import read_history
from reports.living.paragraphs import paragraphs_of
from reports.living.speaking import rests_on
from reports.living.standing import Standing, standings, states_now


def theme_labels(study: Study) -> dict[str, str]:
    return {each.id: each.label.text() for each in study.evaluation.themes}


def confirmations_of(study: Study) -> list[Confirmation]:
    with study.store.reading() as connection:
        return read_confirmations(connection)


def read_standings(study: Study, folder: str = FOLDER) -> list[Standing]:
    """The narrative's paragraphs as they stand towards what the report folder tells; nothing is written.

    Raises REPORT-001 when there is no report.qmd.
    """
    return _read(study, folder)[0]


def stale_paragraphs(study: Study, folder: str = FOLDER) -> list[Standing]:
    """Those whose evidence changed and that nobody has confirmed since."""
    return [each for each in read_standings(study, folder) if each.is_stale]


def confirm(
    study: Study, wanted: Sequence[str] = (), *, all_: bool = False, note: str = "", folder: str = FOLDER
) -> list[Standing]:
    """Say that paragraphs still stand, on what the data say now; one act. Returns those it was said of.

    wanted: their ids, the first letters of these, or the lines they stand on (`45`, `report.qmd:45`). all_: every one
    whose evidence changed. Raises NARRATIVE-002 for what is no paragraph, NARRATIVE-003 where nothing is named.
    """
    there, told = _read(study, folder)
    if not wanted and not all_:
        raise fail("NARRATIVE-003")
    chosen = [each for each in there if each.is_stale] if all_ else _chosen(there, wanted)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    said = [
        Confirmation(
            each.id,
            {**states_now(each.rests, told), **rests_on(each.paragraph, told)},
            note=tidy(note),
            who=study.who,
            at=at,
        )
        for each in chosen
        if each.is_stale
    ]
    with study.store.act("report.confirm", study.who, n=len(said)) as act:
        put_confirmations(act, said)
    return [replace(each, changed=()) for each in chosen]


def _read(study: Study, folder: str = FOLDER) -> tuple[list[Standing], Told]:
    place = report_folder(study, folder)
    if not (place / REPORT).is_file():
        raise fail("REPORT-001", file=place / REPORT)
    told = in_folder(place, theme_labels(study))
    return standings(paragraphs_of(place), read_history(place), told, confirmations_of(study)), told


def _chosen(there: Sequence[Standing], wanted: Sequence[str]) -> list[Standing]:
    found = {name: [each for each in there if _is(each, name)] for name in wanted}
    known = [each.id for each in there]
    missing = [name for name, listed in found.items() if len(listed) != 1]
    raise_any(
        problem("NARRATIVE-002", name=name, known=", ".join(nearest(name, known) or known[:5])) for name in missing
    )
    return list({each.id: each for listed in found.values() for each in listed}.values())


def _is(standing: Standing, name: str) -> bool:
    file, _, line = name.rpartition(":")
    if line.isdecimal() and (file or len(line) < 5):
        place = standing.paragraph
        return place.first <= int(line) <= place.last and (file or REPORT) == place.file
    return bool(name) and standing.id.startswith(name.lower())
