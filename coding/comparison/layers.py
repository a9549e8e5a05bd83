"""Which codes are compared, and which codings count for each."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from coding.comparison.wanted import Wanted
from coding.query.corpus import Corpus
from evaluation.errors import fail
from evaluation.settings.nearness import nearest


def layers(corpus: Corpus, codings: pd.DataFrame, wanted: Wanted) -> tuple[list[str], pd.DataFrame]:
    """The codes, in the codebook's order, and the codings with the code they count for.

    Without codes asked for: those that somebody used. A coding under several of the codes counts for each.
    Raises AGREEMENT-015 for a code that there is not.
    """
    known = [code.name for code in corpus.codebook]
    _refuse_unknown(wanted.codes, known)
    if not wanted.children:
        used = set(codings["code"])
        codes = [name for name in known if (name in wanted.codes if wanted.codes else name in used)]
        return codes, codings[codings["code"].isin(codes)]
    tops = [code.name for code in corpus.codebook if not code.parent and not code.parents]
    above = [name for name in known if name in (wanted.codes or tops)]
    under = [(name, top) for top in above for name in corpus.names_under(top)]
    raised = codings.merge(pd.DataFrame(under, columns=["code", "above"]), on="code")
    raised = raised.drop(columns="code").rename(columns={"above": "code"})
    used = set(raised["code"])
    return [name for name in above if wanted.codes or name in used], raised


def domains(corpus: Corpus, codes: Sequence[str]) -> dict[str, str]:
    """Code → the topmost code above it."""
    return {name: corpus.codebook.path(name).split(" / ")[0] for name in codes}


def _refuse_unknown(asked: Sequence[str], known: Sequence[str]) -> None:
    for name in asked:
        if name not in known:
            raise fail("AGREEMENT-015", value=name, known=", ".join(nearest(name, known) or known[:8]) or "–")
