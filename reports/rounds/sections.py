"""The parts of a round's report that the round itself tells: one function for each generated file."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from coding.stated.wording import figure_in_words, stated_in_words, unit_in_words
from evaluation.language import enumerate_words, phrase
from evaluation.numbers import NO_BREAK, write_count, write_date, write_number
from reports.markdown import division, escaped, paragraphs, table
from reports.rounds.gathering import RoundFacts, Told, by_section
from reports.rounds.prose import prose

Write = Callable[[RoundFacts], str]
_LONGEST = 40  # rows of the table of figures


def foreword(facts: RoundFacts) -> str:
    found = facts.round
    told = [_say(facts, "foreword.parties", n=len(facts.told), count=write_count(len(_parties(facts)), facts.language))]
    if found.start and found.end:
        dates = {"start": write_date(found.start, facts.language), "end": write_date(found.end, facts.language)}
        told.insert(0, _say(facts, "foreword.period", **dates))
    if facts.titles:
        asked = _listed(list(facts.titles.values()), facts)
        told.append(_say(facts, "foreword.asked", headings=asked))
    return paragraphs([" ".join(told), _say(facts, "foreword.own")])


def overview(facts: RoundFacts) -> str:
    """Who has reported, when, how much, and what each left out."""
    heads = [_say(facts, f"table.{key}") for key in ("party", "delivered", "missing", "words")]
    heads[-1] = f"{NO_BREAK * 4}{heads[-1]}"  # as wide as the word needs in every format
    rows = [[each.name, _day(facts, each), _missing(facts, each), _words(facts, each)] for each in facts.told]
    return paragraphs(
        [_say(facts, "overview.pointer"), table(heads, rows, _say(facts, "caption.overview"), "tbl-overview", 1)]
    )


def awaited(facts: RoundFacts) -> str:
    names = [escaped(each.name) for each in facts.awaited]
    if not names:
        return paragraphs([_say(facts, "awaited.none")])
    told = _say(facts, "awaited.those", n=len(names), names=enumerate_words(names, facts.language))
    if facts.round.deadline:
        told += " " + _say(facts, "awaited.deadline", deadline=write_date(facts.round.deadline, facts.language))
    return paragraphs([told])


def recurring(facts: RoundFacts) -> str:
    """The themes that several parties write about."""
    themes = list(facts.evaluation.themes)
    about = {each.id: facts.codings[facts.codings["theme"] == each.id]["party"].unique().tolist() for each in themes}
    if not themes or facts.codings.empty:
        return division("narrative-place", _say(facts, "recurring.uncoded"))
    names = {each.id: each.name for each in facts.told}
    shared = sorted((each for each in themes if len(about[each.id]) > 1), key=lambda each: -len(about[each.id]))
    told = [_say(facts, "recurring.how")]
    if shared:
        heads = [_say(facts, f"table.{key}") for key in ("theme", "who", "parties")]
        rows = [
            [each.label.text(facts.language), ", ".join(names[one] for one in about[each.id]), str(len(about[each.id]))]
            for each in shared
        ]
        told.append(table(heads, rows, _say(facts, "caption.recurring"), "tbl-recurring", 1))
    alone = [each.label.text(facts.language) for each in themes if len(about[each.id]) == 1]
    if alone:
        told.append(_say(facts, "recurring.alone", themes=_listed(alone, facts)))
    silent = [each.label.text(facts.language) for each in themes if not about[each.id]]
    if silent:
        told.append(_say(facts, "recurring.silent", themes=_listed(silent, facts)))
    return paragraphs(told)


def changes(facts: RoundFacts) -> str:
    """What is otherwise than in the round before."""
    if facts.before is None:
        return paragraphs([_say(facts, "changes.first")])
    rows = [*_delivery_changes(facts, facts.before), *_figure_changes(facts, facts.before)]
    before = facts.before.round
    name = escaped(facts.evaluation.said(before.title or before.name, facts.language))
    if not rows:
        return paragraphs([_say(facts, "changes.none", name=name)])
    heads = [_say(facts, f"table.{key}") for key in ("party", "what", "before", "now")]
    return paragraphs(
        [_say(facts, "changes.since", name=name), table(heads, rows, _say(facts, "caption.changes"), "tbl-changes")]
    )


def parties(facts: RoundFacts) -> str:
    """A chapter for each party that has reported."""
    ids = [each.id.replace("_", "-").replace(".", "-") or "unnamed" for each in facts.reported]
    # A party that reported twice has two chapters, each under a mark of its own.
    marks = [f"{id_}-{ids[: at + 1].count(id_)}" if ids.count(id_) > 1 else id_ for at, id_ in enumerate(ids)]
    return "\n\n".join(_chapter(facts, *each) for each in zip(facts.reported, marks, strict=True)) + "\n"


def figures(facts: RoundFacts) -> str:
    """The figures the parties state, with the sentence that holds them."""
    if facts.figures.empty:
        return paragraphs([_say(facts, "figures.none")])
    names = {each.id: each.name for each in facts.told}
    heads = [_say(facts, f"table.{key}") for key in ("party", "figure", "sentence")]
    rows = [
        [
            names.get(row["party"], row["party"] or "–"),
            stated_in_words(
                row["value"], _high(row["high"]), row["qualifier"], row["unit"], row["sentence"], facts.language
            ),
            row["sentence"],
        ]
        for row in facts.figures.head(_LONGEST).to_dict("records")
    ]
    told = [_say(facts, "figures.how")]
    if len(facts.figures) > _LONGEST:
        told.append(
            _say(facts, "figures.more", shown=_LONGEST, all=write_number(len(facts.figures), language=facts.language))
        )
    return paragraphs([" ".join(told), table(heads, rows, _say(facts, "caption.figures"), "tbl-figures")])


SECTIONS: Mapping[str, Write] = {
    "foreword": foreword,
    "overview": overview,
    "awaited": awaited,
    "recurring": recurring,
    "changes": changes,
    "parties": parties,
    "figures": figures,
}


def _say(facts: RoundFacts, key: str, **values: object) -> str:
    return phrase(f"compiled.{key}", facts.language, **values)


def _parties(facts: RoundFacts) -> set[str]:
    return {each.id for each in facts.told}


def _listed(labels: list[str], facts: RoundFacts) -> str:
    """Headings and themes in quotation marks, as one says them in the language."""
    first, last = "“”" if facts.language == "en" else "«»"
    return enumerate_words([f"{first}{escaped(each)}{last}" for each in labels], facts.language)


def _day(facts: RoundFacts, told: Told) -> str:
    if not told.has_reported:
        return _say(facts, "state.awaited")
    late = told.day and facts.round.deadline and told.day > facts.round.deadline
    day = write_date(told.day, facts.language) if told.day else _say(facts, "state.delivered")
    return f"{day} ({_say(facts, 'state.late')})" if late else day.replace(" ", NO_BREAK)


def _missing(facts: RoundFacts, told: Told) -> str:
    return "; ".join(facts.missing(told)) or "–"


def _words(facts: RoundFacts, told: Told) -> str:
    return write_number(told.words, language=facts.language) if told.has_reported else "–"


def _chapter(facts: RoundFacts, told: Told, mark: str) -> str:
    parts = [f"# {escaped(told.name)} {{#sec-party-{mark}}}"]
    for title, written in by_section(facts, told):
        parts += [f"## {escaped(title)}"] if title else []
        for each in written:
            parts += [f"**{escaped(each.heading)}**"] if each.heading and each.section else []
            parts.append(prose(each.text, each.format))
    missing = facts.missing(told)
    if missing:
        parts.append(f"*{_say(facts, 'chapter.missing', headings=_listed(missing, facts))}*")
    return "\n\n".join(parts)


def _delivery_changes(facts: RoundFacts, before: RoundFacts) -> Iterator[list[str]]:
    """A row for each party that reports now and did not then, or the other way round, or left something else out."""
    then = {each.id: each for each in before.told}
    for each in facts.told:
        last = then.get(each.id)
        states = [_state(facts, last), _state(facts, each)]
        if states[0] != states[1]:
            yield [each.name, _say(facts, "what.delivery"), *states]
        elif last and each.has_reported and before.missing(last) != facts.missing(each):
            gone = [", ".join(one) or "–" for one in (before.missing(last), facts.missing(each))]
            yield [each.name, _say(facts, "what.missing"), *gone]


def _state(facts: RoundFacts, told: Told | None) -> str:
    key = "unasked" if told is None else "delivered" if told.has_reported else "awaited"
    return _say(facts, f"state.{key}")


def _figure_changes(facts: RoundFacts, before: RoundFacts) -> Iterator[list[str]]:
    """A row for each thing that a party counts once in either round."""
    names = {each.id: each.name for each in facts.told}
    then, now = _once(before), _once(facts)
    for key in now:
        if key in then and then[key] != now[key]:
            party, unit = key
            told = [figure_in_words(each, None, "", facts.language) for each in (then[key], now[key])]
            yield [names.get(party, party), unit_in_words(unit, facts.language), *told]


def _once(facts: RoundFacts) -> dict[tuple[str, str], float]:
    rows = facts.figures[["party", "unit", "value"]].itertuples(index=False)
    listed = [((str(party), str(unit)), float(value)) for party, unit, value in rows]
    times = Counter(key for key, _ in listed)
    return {key: value for key, value in listed if times[key] == 1}


def _high(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value  # NaN where it is no range
