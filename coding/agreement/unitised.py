"""The figures of text that coders cut themselves: each measure of the family, with its interval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

from coding.agreement.continuum import Continuum
from coding.agreement.discover import ContinuumMeasure, Cut, measure
from coding.agreement.drawing import drawn as drawn_counts
from coding.agreement.figures import USUAL, Drawn, estimated
from coding.agreement.ratings import Matrix
from coding.agreement.result import Agreement, Reason
from coding.agreement.runs import Runs
from evaluation.errors import fail

Laid = tuple[str | None, Sequence[Runs], Reason | None]


def unitised(
    line: Continuum, names: Sequence[str], *, domains: Mapping[str, str] | None = None, drawn: Drawn = USUAL
) -> list[Agreement]:
    """Each measure for each code and over all, whichever it knows.

    domains: code → the domain it belongs to; without it each code is one of its own. Blocks of the line are drawn anew
    as wholes. Raises AGREEMENT-001 for a measure that there is not, AGREEMENT-004 for one that takes ratings of units.
    """
    samples = _samples(len(line.breaks) - 1, drawn)
    return [
        _figure(found, line, laid, samples, drawn)
        for found in map(_asked, names)
        for way in found.CUT
        for laid in _laid(way, line, domains or {})
    ]


def _samples(blocks: int, drawn: Drawn) -> Matrix:
    """Samples × blocks: how often each is drawn; the very first sample is the line there is."""
    whole = np.ones((1, blocks))
    if blocks < 2:
        return whole
    times = drawn_counts(np.ones(blocks, np.int64), drawn.resamples, np.random.default_rng(drawn.seed))
    return np.vstack([whole, times])


def _asked(name: str) -> ContinuumMeasure:
    found = measure(name)
    if found.TAKES != "continuum":
        raise fail("AGREEMENT-004", name=name)
    return cast(ContinuumMeasure, found)


def _laid(way: Cut, line: Continuum, domains: Mapping[str, str]) -> Iterator[Laid]:
    """The line as a measure wants it: code by code, all codes at once, one after the other …"""
    if way == "code":
        yield from ((code, [line.only(code).runs()], None) for code in line.values)
    elif way == "layers":
        yield None, [line.only(code).runs() for code in line.values], None if line.values else "one-value"
    elif way == "relevant":
        yield None, [line.relevant().runs()], None
    else:
        whole = line.recoded({each: domains.get(each, each) for each in line.values}) if way == "domains" else line
        runs = None if whole.overlaps else whole.runs()
        for at, code in enumerate(line.values) if way == "value" else [(0, None)]:
            yield code, [replace(runs, focus=at)] if runs else [], None if runs else "overlap"


def _figure(found: ContinuumMeasure, line: Continuum, laid: Laid, samples: Matrix, drawn: Drawn) -> Agreement:
    code, layers, reason = laid
    [weights] = found.WEIGHTS
    disagreeing = [found.disagreements(samples @ found.statistics(runs, weights), runs, weights) for runs in layers]
    value, low, high, reason = estimated(disagreeing, _reason(found, line, layers) or reason)
    return Agreement(
        found.NAME,
        value,
        low,
        high,
        code=code,
        units=line.length,
        coders=line.coders,
        categories=len(line.values),
        weights=weights,
        reason=reason,
        resamples=drawn.resamples,
        seed=drawn.seed,
        codes=len(line.values) if code is None else 1,
    )


def _reason(found: ContinuumMeasure, line: Continuum, layers: Sequence[Runs]) -> Reason | None:
    if len(line.coders) < 2:
        return "one-coder"
    if not line.length:
        return "no-units"
    if not layers:
        return None
    if not found.MEETING:
        return None if any(runs.varied for runs in layers) else "one-value"
    met = layers[0].met
    if not met.any() or ("value" in found.CUT and not met[layers[0].focus]):
        return "no-intersection"
    return None if met.sum() > 1 else "one-value"
