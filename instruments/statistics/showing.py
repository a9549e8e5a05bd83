"""The rule for a figure that is too thin to show."""

from __future__ import annotations

from dataclasses import dataclass, replace

from instruments.statistics.result import Row, Table, Thin


@dataclass(frozen=True, slots=True)
class ShowingRule:
    """When a figure is too thin; the limits for shares are those of Parker et al. (2017), NCHS, Vital Health Stat
    2(175).

    fewest: respondents in the base, counted and effective (less the design's losses). widest: of a share's interval;
    one up to `narrow` is fine whatever the share, one between is held against the share: `relative`.
    """

    fewest: int = 30
    widest: float = 0.30
    narrow: float = 0.05
    relative: float = 1.30


RULE = ShowingRule()


def mark_thin(table: Table, rule: ShowingRule = RULE) -> Table:
    """The table with `thin` set to `few` or `wide` on the rows the rule strikes; nothing is removed."""
    shares = table.method.statistic.startswith("share")
    return replace(table, rows=tuple(replace(row, thin=thinness(row, rule, shares=shares)) for row in table.rows))


def thinness(row: Row, rule: ShowingRule = RULE, *, shares: bool = True) -> Thin | None:
    """Why a row is too thin to show, if it is. The widths are for shares alone."""
    if row.hidden:
        return None
    if row.base < rule.fewest or (shares and _effective(row) < rule.fewest):
        return "few"
    width = row.high - row.low
    if not shares or width <= rule.narrow:
        return None
    return "wide" if width >= rule.widest or width > rule.relative * row.value else None


def _effective(row: Row) -> float:
    spread = row.value * (1 - row.value)
    return min(float(row.base), spread / row.se**2) if row.se > 0 and spread > 0 else float(row.base)
