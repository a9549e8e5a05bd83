"""A model of how a study is coded, learned from the study alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from coding.suggest import features, fusion, linear, training
from coding.suggest.examples import OWN_WORDS, lessons
from coding.suggest.features import Numbers, Seen, find_indicators, see, shares_for
from coding.suggest.linear import Linear
from coding.suggest.reasons import Columns, reason
from coding.suggest.training import Trained, train
from evaluation.language import Language
from evaluation.model import Codebook

MOST = 2  # suggestions for one text
LEAST = 0.25  # the score under which nothing is suggested
COLUMNS = ("row", "code", "score", "words", "indicator")
PARAMETERS = {
    "pieces": (features.SHORTEST_PIECE, features.LONGEST_PIECE),
    "rarest": linear.RAREST,
    "strength": linear.STRENGTH,
    "tolerance": linear.TOLERANCE,
    "seed": linear.SEED,
    "expected": fusion.EXPECTED,
    "doubt": (fusion.DOUBT, fusion.BIAS_DOUBT, fusion.SHIFT_DOUBT),
    "folds": training.FOLDS,
    "own words": OWN_WORDS,
}


@dataclass(frozen=True, eq=False)
class Model:
    """Suggests codes for texts. `version` names what it has learned from; `examples` counts it, code by code."""

    codes: tuple[str, ...]
    version: str
    examples: dict[str, int]
    _codebook: Codebook = field(repr=False)
    _trained: Trained = field(repr=False)
    _vocabulary: dict[str, int] = field(repr=False)
    _columns: Columns = field(repr=False)

    @property
    def calibrated(self) -> bool:
        """Whether the scores could be fitted to how often such suggestions were right."""
        return self._trained.sigmoid is not None

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
        return self._trained.scores(self._see(texts, languages))

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
        read = [texts[row] for row in rows]
        found = dict(zip(rows, find_indicators(read, self._codebook, spoken), strict=True))
        place = {row: number for number, row in enumerate(rows)}
        indicated = self._trained.fusion.of_indicators(shares_for(list(found.values()), self._codebook, self.codes))
        weights = self._trained.words.weights * self._trained.fusion.weights[fusion.WORDS]
        told = []
        for row, code in wanted:
            name = self.codes[code]
            finds = [find for find in found[row] if find.code == name]
            why = reason(texts[row], finds, weights[code], self._columns, float(indicated[place[row], code]))
            told.append((row, name, float(scores[row, code]), why.words, why.indicator))
        return pd.DataFrame(told, columns=list(COLUMNS))

    def _see(self, texts: Sequence[str], languages: Sequence[Language] | None) -> Seen:
        return see(texts, languages, self._codebook, self.codes, self._vocabulary)[0]


def fit(units: pd.DataFrame, codebook: Codebook) -> Model:
    """Learn from texts that people have coded: one row for each code of each text.

    units: columns text and code; also, if they are there, language (nb, nn, en), refused (true where somebody has said
    that the text is not about the code) and group, the texts of which are never on both sides when the scores are
    calibrated. Learns too from what the codebook says of its codes. The same units and codebook give the same model, in
    whatever order. Raises as `examples.lessons` does.
    """
    learned = lessons(units, codebook, "group" if "group" in units else None)
    trained = train(learned)
    return Model(
        learned.codes,
        _version(units, codebook),
        dict(zip(learned.codes, (int(n) for n in learned.coded.truth.sum(axis=0)), strict=True)),
        codebook,
        trained,
        learned.vocabulary,
        _columns(trained.words, learned.vocabulary),
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
    columns = [each for each in ("text", "code", "language", "group", "refused") if each in units]
    rows = sorted([str(value) for value in row] for row in units[columns].itertuples(index=False))
    made_from = [rows, codebook.model_dump(mode="json"), PARAMETERS]
    return hashlib.sha256(json.dumps(made_from, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:10]
