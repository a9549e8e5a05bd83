"""The pictures of a study as they stand now, and the tables they are drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from evaluation.language import Language

if TYPE_CHECKING:
    import pandas as pd

    from evaluation.study import Study
    from reports.figures.drawing import Drawing

ORDERS, SEED = 1000, 1  # of random orders that saturation is held against


def draw(study: Study, name: str, language: Language) -> Drawing | None:
    """The picture of this name; None where there is nothing to draw yet. Raises KeyError for no picture's name."""
    found: Drawing | None = _DRAWN[name](study, language)
    return found


def together(study: Study) -> pd.DataFrame:
    """Pairs of codes that stand on the same words, the most frequent first."""
    from coding.cooccurrence import listed, overlapping
    from coding.counted import counted_table

    return listed(overlapping(counted_table(study)))


def saturating(study: Study) -> pd.DataFrame:
    """What each session, or text, brought of new codes, in the order they were collected."""
    from coding.counted import counted_table
    from coding.saturation import new_codes, random_orders

    codings = counted_table(study)
    unit, order = units_in_order(study)
    added = new_codes(codings, order, unit=unit)
    return added.merge(random_orders(codings, order, unit=unit, orders=ORDERS, seed=SEED), on="position")


def speaking(study: Study) -> pd.DataFrame:
    """Who speaks how much."""
    from coding import speakers
    from coding.spoken import turns_table

    turns = turns_table(study)
    return speakers.speaking(turns[turns["speaker"].notna()])


def units_in_order(study: Study) -> tuple[str, list[str]]:
    """The sessions with sources in the order of collection; where there are none, the sources as they were added."""
    from coding.spoken import collection_order

    sources = study.list_sources()
    there = {each.session for each in sources}
    sessions = [each for each in collection_order(study) if each in there]
    return ("session", sessions) if sessions else ("source", [each.name for each in sources])


def _network(study: Study, language: Language) -> Drawing | None:
    from coding.retrieval import labels

    table, names = together(study), labels(study, language)
    called = {column: [names.get(each, each) for each in table[column]] for column in ("code_a", "code_b")}
    return _drawn("network", table.assign(**called), language)


def _saturation(study: Study, language: Language) -> Drawing | None:
    return _drawn("saturation", saturating(study), language)


def _drawn(kind: str, table: pd.DataFrame, language: Language) -> Drawing | None:
    from reports.figures.discover import figure_kind

    if table.empty:
        return None
    made: Drawing = figure_kind(kind).draw(table, language=language)
    return made


def _illustrated(name: str) -> Callable[[Study, Language], Any]:
    """One of the report's own figures."""

    def drawn(study: Study, language: Language) -> Drawing | None:
        from reports.facts import gather
        from reports.illustrations import illustrations

        found = illustrations(gather(study, language))
        return next((each.draw() for each in found if each.name == name), None)

    return drawn


_DRAWN: Mapping[str, Callable[[Study, Language], Any]] = {
    "together": _network,
    "talk": _illustrated("talk"),
    "saturation": _saturation,
    "timeline": _illustrated("timeline"),
}
NAMES = tuple(_DRAWN)
