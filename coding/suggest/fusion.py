"""One score out of what the indicators and the words say of a code, and how often that code is right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coding.suggest.features import Numbers
from coding.suggest.linear import Truth

# What is believed before anything is coded: the code's share of the indicators, whether it has the most, the words.
EXPECTED = (3.0, 1.5, 1.0)
DOUBT = 20.0  # how hard the weights are held there …
BIAS_DOUBT = 10.0  # … and how hard a code is held to need as much as the others
SHIFT_DOUBT = 3.0  # how hard a code's scores are held to mean the same as those of the others
SAME = 1e6  # examples lent to each code where all are used about equally often
SURE = 30.0  # log-odds beyond which nothing gets surer
WORDS = len(EXPECTED) - 1


@dataclass(frozen=True, eq=False)
class Fusion:
    """Three weights for all codes together, and for each code how much more, or less, it takes to be suggested."""

    weights: Numbers
    biases: Numbers

    def decide(self, opinions: Numbers) -> Numbers:
        """Texts × codes: log-odds that it is this code and none of the others."""
        shares = np.exp(_log_shares(opinions @ self.weights + self.biases))
        decided: Numbers = np.log(shares + np.exp(-SURE)) - np.log1p(np.exp(-SURE) - shares)
        return decided

    def of_indicators(self, shares: Numbers) -> Numbers:
        """Texts × codes: what the indicators weigh in the sum."""
        weighed: Numbers = opinions_of(shares, np.zeros(shares.shape))[..., :WORDS] @ self.weights[:WORDS]
        return weighed


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """Turns what speaks for a code into the share of such suggestions that was right when it could be checked."""

    slope: float = 1.0
    shifts: Numbers | float = 0.0

    def scores(self, decided: Numbers) -> Numbers:
        spread: Numbers = 1 / (1 + np.exp(-np.clip(self.slope * decided + self.shifts, -SURE, SURE)))
        return np.nan_to_num(spread, nan=0.0)


def opinions_of(shares: Numbers, words: Numbers) -> Numbers:
    """Texts × codes × 3: the code's share of the indicators, whether no code has more, and the words' log-odds.

    A code the words say nothing of counts as the one they speak least for.
    """
    foremost = (shares > 0) & (shares == shares.max(axis=1, keepdims=True))
    least = np.where(np.isfinite(words), words, np.inf).min(axis=1, keepdims=True)
    spoken = np.where(np.isfinite(words), words, np.where(np.isfinite(least), least, 0.0))
    return np.stack([shares, foremost.astype(float), spoken], axis=2)


def fuse(opinions: Numbers, truth: Truth) -> Fusion:
    """The weights under which the codes people gave are likeliest, by a conditional logit (McFadden 1974).

    opinions: on texts that the words' model had not seen. With few texts the weights stay near what is EXPECTED.
    A code's base rate counts only as far as the codes are used more unequally than chance would have it.
    """
    from scipy.optimize import minimize

    codes, kinds = opinions.shape[1:]
    start = np.array([*EXPECTED, *np.zeros(codes)])
    coded = truth.any(axis=1)
    if codes < 2 or not coded.any():
        return Fusion(start[:kinds], start[kinds:])
    seen, right = opinions[coded], truth[coded]
    wanted = right / right.sum(axis=1, keepdims=True) * _weights(right)[:, None]
    held = np.array([DOUBT] * kinds + [BIAS_DOUBT] * codes)

    def loss(values: Numbers) -> tuple[float, Numbers]:
        logs = _log_shares(seen @ values[:kinds] + values[kinds:])
        wrong = np.exp(logs) * wanted.sum(axis=1, keepdims=True) - wanted
        away = values - start
        slope = np.concatenate([np.einsum("tc,tck->k", wrong, seen), wrong.sum(axis=0)])
        return float(-(wanted * logs).sum() + (held * away**2).sum() / 2), slope + held * away

    limits = [(0, None)] * kinds + [(None, None)] * codes
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits).x
    return Fusion(best[:kinds], best[kinds:])


def calibrate(decided: Numbers, truth: Truth, known: Truth) -> Sigmoid | None:
    """The sigmoid that fits what was decided on unseen texts (Platt 1999); None where that cannot be told.

    Its slope is one for all codes, since most have too few examples for one of their own; a code's own shift keeps the
    sum of its scores near how often it was right. With few texts both stay near what changes nothing.
    """
    from scipy.optimize import minimize

    told = np.isfinite(decided) & known
    if not told.any() or truth[told].all() or not truth[told].any():
        return None
    values, right = np.where(told, decided, 0.0), truth & told
    start = np.array([1.0, 0.0, *np.zeros(truth.shape[1])])
    held = np.array([DOUBT, DOUBT, *[SHIFT_DOUBT] * truth.shape[1]])

    def loss(fit: Numbers) -> tuple[float, Numbers]:
        odds, away = fit[0] * values + fit[1] + fit[2:], fit - start
        wrong = told / (1 + np.exp(-odds)) - right
        cost = (told * np.logaddexp(0, odds)).sum() - (right * odds).sum() + (held * away**2).sum() / 2
        slopes = np.concatenate([[(wrong * values).sum(), wrong.sum()], wrong.sum(axis=0)])
        return float(cost), slopes + held * away

    limits = [(0, None)] + [(None, None)] * (len(start) - 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits).x
    return Sigmoid(float(best[0]), best[1] + best[2:]) if best[0] > 0 else None


def lent(counts: NDArray[np.int64]) -> float:
    """Examples lent to each code, so that its share is drawn towards an equal one as far as chance explains the rest.

    The moments of a Poisson count whose rate is gamma distributed (Clayton & Kaldor 1987, Biometrics 43, 671–681).
    """
    mean, variance = float(counts.mean()), float(counts.var(ddof=1))
    return min(mean**2 / (variance - mean), SAME) if variance > mean else SAME


def _weights(truth: Truth) -> Numbers:
    """How much each text counts: as if every code had `lent` examples more, which say the same as its own."""
    counts = truth.sum(axis=0)
    each = (counts + lent(counts)) / np.maximum(counts, 1)
    weights = (truth * each).sum(axis=1) / truth.sum(axis=1)
    evened: Numbers = weights / weights.mean()
    return evened


def _log_shares(decided: Numbers) -> Numbers:
    """The logarithm of each code's share of a text; a single code has saying nothing as its rival."""
    rivals = decided if decided.shape[1] > 1 else np.hstack([decided, np.zeros_like(decided)])
    top = rivals.max(axis=1, keepdims=True)
    logs: Numbers = decided - top - np.log(np.exp(rivals - top).sum(axis=1, keepdims=True))
    return logs
