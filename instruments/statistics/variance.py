"""The variance of weighted totals under a design, by Taylor linearisation."""

from __future__ import annotations

import numpy as np

from instruments.statistics.design import Design, Lonely, Stage
from instruments.statistics.values import Floats


def covariance(design: Design, scores: Floats) -> Floats:
    """The covariance of the column totals of `scores` (rows × figures, linearised and weighted).

    With several stages each adds the spread of its own units, weighed by the share drawn above it: Särndal, Swensson
    and Wretman (1992), Model Assisted Survey Sampling, 4.3–4.4.
    """
    for adjustment in design.adjustments:
        scores = adjustment.residuals(scores)
    parts = [_of_stage(stage, scores, design.lonely) for stage in design.stages]
    return np.asarray(sum(parts, np.zeros((scores.shape[1], scores.shape[1]))))


def variances(design: Design, scores: Floats) -> Floats:
    """The variances alone."""
    return np.diag(covariance(design, scores)).copy()


def factors(stage: Stage, lonely: Lonely) -> Floats:
    """What squared deviations of each stratum's units are multiplied by; 0 for a lonely one that is certain."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = stage.rate * stage.left * stage.drawn / (stage.drawn - 1)
    alone = stage.rate * stage.left if lonely == "adjust" else 0.0
    found = np.where(stage.drawn == 1, np.where(stage.lonely, alone, 0.0), found)
    if lonely == "average" and stage.lonely.any():
        found = found * len(found) / (~stage.lonely).sum() if (~stage.lonely).any() else found * np.nan
    return np.asarray(np.where(stage.left > 1e-7, found, 0.0))


def _of_stage(stage: Stage, scores: Floats, lonely: Lonely) -> Floats:
    units = np.stack([np.bincount(stage.unit, column) for column in scores.T], axis=1)
    sums = np.stack([np.bincount(stage.stratum_of_unit, column, len(stage.drawn)) for column in units.T], axis=1)
    means = np.where(stage.lonely[:, None] & (lonely == "adjust"), 0.0, sums / np.maximum(stage.drawn, 1)[:, None])
    left = (units - means[stage.stratum_of_unit]) * np.sqrt(factors(stage, lonely))[stage.stratum_of_unit, None]
    return np.asarray(left.T @ left)
