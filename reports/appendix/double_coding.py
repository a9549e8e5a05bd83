"""How far coders agreed who coded the same texts on their own, before and after they settled what they differed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from math import isnan
from string import ascii_uppercase
from typing import TYPE_CHECKING

from coding.comparison import Compared, agreed, compared
from coding.comparison import Wanted as Compare
from coding.comparison.wanted import Unit
from coding.consensus.comparing import Comparison, Wanted, compare_study
from coding.consensus.settled import settled
from coding.consensus.tables import confusion, strip
from coding.consensus.tallying import Tally, tally_study
from evaluation.errors import EvaluationError
from evaluation.language import Language, enumerate_words, phrase
from evaluation.numbers import write_count, write_number, write_percent
from evaluation.rounds import list_rounds
from evaluation.study import Study
from reports.facts import Facts, kind_of
from reports.illustrations import Illustration
from reports.markdown import bullets, escaped, paragraphs, table

if TYPE_CHECKING:
    import pandas as pd

    from coding.agreement import Agreement

NAME = "double-coding"
ORDER = 10
UNIT: Unit = "turn"
ALPHA, SHARE = "krippendorff-alpha", "percent-agreement"
STRIPS = 3  # texts that have their picture; more than that nobody looks through
PAIR = 2
Figures = dict[str | None, "Agreement"]


@dataclass(frozen=True)
class DoubleCoding:
    """alpha, share: code → figure, None for all of them; alpha_after is empty while nothing is decided."""

    study: Study
    tally: Tally
    before: Compared
    blind: bool
    alpha: Figures
    share: Figures
    alpha_after: Figures

    @cached_property
    def comparison(self) -> Comparison:
        """Place by place; only the pictures of two coders need it."""
        return compare_study(self.study, Wanted(rounds=self.tally.rounds, sources=self.tally.sources))


def gather(study: Study) -> DoubleCoding | None:
    """The coders of the round closed last, or of the last in which two have coded the same; None where nobody has."""
    try:
        tally = tally_study(study)
        before = _compared(study, tally)
        rounds = tuple(dict.fromkeys(each.round for each in before.raters))
        if tally.rounds != rounds:
            tally = _of_rounds(study, tally, rounds, before.sources)
    except EvaluationError:
        return None
    alpha, share = _figures(before)
    after, _ = _figures(settled(study, tally.decided, before)) if tally.decided else ({}, {})
    blind = all(each.blind for each in list_rounds(study) if each.name in tally.rounds)
    return DoubleCoding(study, tally, before, blind, alpha, share, after)


def _of_rounds(study: Study, tally: Tally, rounds: tuple[str, ...], sources: tuple[str, ...]) -> Tally:
    """The tally of these rounds and texts; what is of nothing else already is not counted again."""
    same = tally.written_in <= set(rounds) and set(tally.sources) == set(sources)
    if same and not tally.rounds and len(rounds) == 1:
        return replace(tally, rounds=rounds)
    return tally_study(study, Wanted(rounds=rounds, sources=sources))


def write(found: DoubleCoding, facts: Facts, figure: Callable[[str], str]) -> str:
    say = _sayer(facts.language)
    heading = f"## {say('heading')} {{#sec-{NAME} .unnumbered}}"
    pictures = [figure(each.name).strip() for each in figures(found, facts)]
    return paragraphs(
        [
            heading,
            _who(found, facts),
            _places(found, facts.language),
            _how(found, facts.language),
            _table(found, facts).strip(),
            say("rules"),
            bullets(say(f"source.{each}") for each in ("krippendorff", "landis")).strip(),
            *pictures,
        ]
    )


def figures(found: DoubleCoding, facts: Facts) -> Iterator[Illustration]:
    language, labels = facts.language, _labels(found, facts)
    say = _sayer(language)
    options = {"measure": say("alpha")}
    yield Illustration(
        "agreement", "agreement", _by_code(found, labels, language), language, say("figure.agreement"), "", options
    )
    coders = found.tally.coders
    if len(coders) != PAIR:
        return
    names = dict(zip(("first", "second"), coder_names(found, language), strict=True))
    met = confusion(found.comparison, *coders).reindex(index=[*labels, ""], columns=[*labels, ""], fill_value=0)
    met.index = met.columns = [*labels.values(), ""]
    yield Illustration("confusion", "confusion", met, language, say("figure.confusion"), "", names)
    for number, source in enumerate(islice(found.comparison.texts, STRIPS), 1):
        where = strip(found.comparison, source, *coders)
        there = set(where["code"])
        ordered = where.assign(code=where["code"].map(labels)).sort_values(
            "code",
            key=lambda column: column.map({label: at for at, label in enumerate(labels.values())}),
            kind="stable",
        )
        if there:
            name = f"difference-{number}"
            pointer = phrase("consensus.report.figure.difference", language, id=name)
            options = {"source": _title(source, facts), **names}
            yield Illustration(name, "difference", ordered, language, pointer, "", options)


def _sayer(language: Language) -> Callable[..., str]:
    return lambda key, **values: phrase(f"consensus.report.{key}", language, **values)


def coder_names(found: DoubleCoding, language: Language) -> list[str]:
    """`koder A`, `koder B`: who they are is nobody's business but the study's."""
    return [
        phrase("consensus.report.coder", language, letter=letter)
        for letter, _ in zip(ascii_uppercase, found.tally.coders, strict=False)
    ]


def _compared(study: Study, tally: Tally) -> Compared:
    wanted = Compare(unit=UNIT, coders=tally.people, rounds=tally.rounds, sources=tally.sources)
    return compared(study, wanted)


def _figures(found: Compared) -> tuple[Figures, Figures]:
    listed = [each.figure for each in agreed(found, [ALPHA, SHARE])]
    by_measure = ({each.code: each for each in listed if each.measure == name} for name in (ALPHA, SHARE))
    alpha, share = by_measure
    return alpha, share


def _labels(found: DoubleCoding, facts: Facts) -> dict[str, str]:
    """The codes compared, in the codebook's order, and what they are called."""
    used = set(found.tally.codes)
    return {code.name: code.label.text(facts.language) or code.name for code in facts.codebook if code.name in used}


def _title(source: str, facts: Facts) -> str:
    """What kind of text it is, as the table of texts has it: never the file's name."""
    session = next((each.session for each in facts.sources if each.name == source), None)
    kind = next((each.kind for each in facts.people.sessions if each.id == session), None)
    return kind_of(kind, facts.language).lower() if kind else phrase("consensus.report.text", facts.language)


def _who(found: DoubleCoding, facts: Facts) -> str:
    language, tally = facts.language, found.tally
    numbers = [write_number(each, language=language) for each in tally.codings.values()]
    counted = enumerate_words(numbers, language)
    number, texts = write_count(len(tally.coders), language), len(tally.sources)
    return phrase(
        f"consensus.report.{'blind' if found.blind else 'open'}",
        language,
        n=texts,
        coders=number[:1].upper() + number[1:],
        texts=_texts(found, facts),
        codings=counted,
    )


def _texts(found: DoubleCoding, facts: Facts) -> str:
    names = list(dict.fromkeys(_title(each, facts) for each in found.tally.sources))
    count = len(found.tally.sources)
    if count == 1:
        return phrase("consensus.report.one_text", facts.language, kind=escaped(names[0]))
    return phrase("consensus.report.several_texts", facts.language, count=write_count(count, facts.language))


def _places(found: DoubleCoding, language: Language) -> str:
    tally = found.tally
    told = {str(key): write_number(number, language=language) for key, number in tally.kinds.items()}
    numbers = {
        "agreed": tally.agreed,
        "found": tally.disagreements,
        "decided": len(tally.decided),
        "left": tally.open,
    }
    told |= {key: write_number(number, language=language) for key, number in numbers.items()}
    first = phrase("consensus.report.places", language, **told)
    key = "settled_all" if not numbers["left"] else "settled_some" if numbers["decided"] else "settled_none"
    return f"{first} {phrase(f'consensus.report.{key}', language, **told)}" if numbers["found"] else first


def _how(found: DoubleCoding, language: Language) -> str:
    universe, figure = found.before.universe, found.alpha[None]
    numbers = {"units": universe.units, "coded": universe.coded, "resamples": figure.resamples}
    told = {key: write_number(number, language=language) for key, number in numbers.items()}
    parts = [phrase("consensus.report.how", language, seed=figure.seed, **told)]
    parts += [phrase("consensus.report.after", language)] if found.alpha_after else []
    return " ".join(parts)


def _table(found: DoubleCoding, facts: Facts) -> str:
    language, labels = facts.language, _labels(found, facts)
    heads = ["code", "share", *(("alpha_before", "alpha_after") if found.alpha_after else ("alpha",))]
    rows = [[label, *_cells(found, code, language)] for code, label in _with_all(found, labels, language)]
    caption = phrase("consensus.report.caption", language)
    headings = [phrase(f"consensus.report.column.{each}", language) for each in heads]
    return table(headings, rows, caption, "tbl-agreement", right=len(heads) - 1)


def _with_all(found: DoubleCoding, labels: dict[str, str], language: Language) -> list[tuple[str | None, str]]:
    """The codes that have figures and what they are called, and last all of them."""
    names: list[tuple[str | None, str]] = [*labels.items(), (None, phrase("consensus.report.all", language))]
    return [(code, label) for code, label in names if code in found.alpha]


def _cells(found: DoubleCoding, code: str | None, language: Language) -> list[str]:
    share = found.share[code]
    told = [
        "–" if isnan(share.value) else write_percent(share.value, 0, language),
        _figure(found.alpha[code], language),
    ]
    if found.alpha_after:
        told.append(_figure(found.alpha_after[code], language) if code in found.alpha_after else "–")
    return told


def _figure(figure: Agreement, language: Language) -> str:
    """`0,73 (0,66–0,80)`, kept on one line; a word where it is not defined."""
    if isnan(figure.value):
        return phrase("consensus.agreement.undefined", language)
    value, low, high = (write_number(each, 2, language) for each in (figure.value, figure.low, figure.high))
    return value if isnan(figure.low) else f"{value}\u00a0({low}–{high})"


def _by_code(found: DoubleCoding, labels: dict[str, str], language: Language) -> pd.DataFrame:
    import pandas as pd

    listed = _with_all(found, labels, language)
    rows = [{"code": label, **_values(found.alpha[code])} for code, label in listed]
    if found.alpha_after:
        for row, (code, _) in zip(rows, listed, strict=True):
            after = found.alpha_after.get(code)
            row |= {f"{key}_after": value for key, value in (_values(after) if after else {}).items()}
    return pd.DataFrame(rows)


def _values(figure: Agreement) -> dict[str, float]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}
