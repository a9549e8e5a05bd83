"""A model of how a study is coded, learned from the study alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from coding.suggest import features, linear
from coding.suggest.examples import OWN_WORDS, lessons
from coding.suggest.features import Numbers, Seen, count_pieces, find_indicators, shares_of
from coding.suggest.linear import Linear, Sigmoid, calibrate, joined, learn
from coding.suggest.reasons import Columns, reason
from coding.suggest.unseen import decide_unseen, folds_of
from evaluation.language import Language
from evaluation.model import Codebook

MOST = 2  # suggestions for one text
LEAST = 0.25  # the score under which nothing is suggested
FOLDS = 5  # on which the scores are calibrated
COLUMNS = ("row", "code", "score", "words", "indicator")
PARAMETERS = {
    "pieces": (features.SHORTEST_PIECE, features.LONGEST_PIECE),
    "rarest": linear.RAREST,
    "strength": linear.STRENGTH,
    "seed": linear.SEED,
    "folds": FOLDS,
    "own words": OWN_WORDS,
}


@dataclass(frozen=True, eq=False)
class Model:
    """Suggests codes for texts. `version` names what it has learned from; `examples` counts it, code by code."""

    codes: tuple[str, ...]
    version: str
    examples: dict[str, int]
    calibrated: bool
    _codebook: Codebook = field(repr=False)
    _linear: Linear = field(repr=False)
    _sigmoid: Sigmoid = field(repr=False)
    _vocabulary: dict[str, int] = field(repr=False)
    _columns: Columns = field(repr=False)

    def suggest(
        self,
        texts: Sequence[str],
        languages: Sequence[Language] | None = None,
        *,
        most: int = MOST,
        least: float = LEAST,
    ) -> pd.DataFrame:
        """Up to `most` codes for each text, those with a score of `least` or more, best first.

        Columns: row (which text), code, score (0–1), words (of the text, those that spoke most for the code) and
        indicator (those of the code's indicators that stand in the text, or empty). languages: of the texts, nb
        unless given.
        """
        scores = self.scores(texts, languages)
        best = np.argsort(-scores, axis=1, kind="stable")[:, :most]
        wanted = [(row, int(code)) for row in range(len(texts)) for code in best[row] if scores[row, code] >= least]
        return self.explain(texts, languages, wanted, scores)

    def scores(self, texts: Sequence[str], languages: Sequence[Language] | None = None) -> Numbers:
        """Texts × codes: the share of such suggestions that was right when the model had not seen the text."""
        if not texts:
            return np.zeros((0, len(self.codes)))
        pieces, _ = count_pieces(texts, self._vocabulary)
        found = find_indicators(texts, self._codebook, languages)
        shares = shares_of(found, [code.name for code in self._codebook])
        return self._sigmoid.scores(self._linear.decide(Seen(pieces, shares)))

    def explain(
        self,
        texts: Sequence[str],
        languages: Sequence[Language] | None,
        wanted: Sequence[tuple[int, int]],
        scores: Numbers,
    ) -> pd.DataFrame:
        """The same columns as `suggest` for pairs of a text's and a code's number."""
        rows = list(dict.fromkeys(row for row, _ in wanted))
        spoken = [languages[row] for row in rows] if languages is not None else None
        found = dict(zip(rows, find_indicators([texts[row] for row in rows], self._codebook, spoken), strict=True))
        order = {code.name: number for number, code in enumerate(self._codebook)}
        told = []
        for row, code in wanted:
            name = self.codes[code]
            column = len(self._linear.kept) + order[name]
            weights = self._linear.weights[code]
            why = reason(texts[row], [find for find in found[row] if find.code == name], weights, self._columns, column)
            told.append((row, name, float(scores[row, code]), why.words, why.indicator))
        return pd.DataFrame(told, columns=list(COLUMNS))


def fit(units: pd.DataFrame, codebook: Codebook) -> Model:
    """Learn from texts that people have coded: one row for each code of each text.

    units: columns text and code; also, if they are there, language (nb, nn, en) and group, the texts of which are
    never on both sides when the scores are calibrated. Learns too from what the codebook says of its codes. The same
    units and codebook give the same model, in whatever order. Raises as `examples.lessons` does.
    """
    learned = lessons(units, codebook, "group" if "group" in units else None)
    coded, told = learned.coded, learned.told
    sigmoid = calibrate(decide_unseen(learned, folds_of(coded.places, FOLDS)), coded.truth)
    fitted = learn(joined(coded.seen, told.seen), np.vstack([coded.truth, told.truth]))
    return Model(
        learned.codes,
        _version(units, codebook),
        dict(zip(learned.codes, (int(n) for n in coded.truth.sum(axis=0)), strict=True)),
        sigmoid is not None,
        codebook,
        fitted,
        sigmoid or Sigmoid(),
        learned.vocabulary,
        _columns(fitted, learned.vocabulary),
    )


def _columns(fitted: Linear, vocabulary: dict[str, int]) -> Columns:
    """For each piece that counts, its column among the weights and how much its rarity makes it weigh."""
    if not fitted.kept.size:
        return {}
    where = {int(old): new for new, old in enumerate(fitted.kept)}
    rarity = fitted.weighting.idf_
    return {piece: (where[old], float(rarity[where[old]])) for piece, old in vocabulary.items() if old in where}


def _version(units: pd.DataFrame, codebook: Codebook) -> str:
    """The beginning of a hash of all the model is made from."""
    columns = [each for each in ("text", "code", "language", "group") if each in units]
    rows = sorted([str(value) for value in row] for row in units[columns].itertuples(index=False))
    made_from = [rows, codebook.model_dump(mode="json"), PARAMETERS]
    return hashlib.sha256(json.dumps(made_from, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:10]
