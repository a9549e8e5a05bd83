"""What may stand after WHERE: the attributes of stretches of text, their values, and how each is compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from coding.query.corpus import Corpus
from coding.query.segments import Places, Segments

Type = Literal["text", "number", "date"]
# Each value may be written in several ways: an organisation by pseudonym or by id. None where it is not known.
Value = tuple[str, ...]

ON_CODINGS = ("coder", "round", "origin", "certainty", "version", "outdated")
ALIASES = {
    "taler": "speaker", "talar": "speaker", "deltaker": "participant", "deltakar": "participant", "rolle": "role",
    "virksomhet": "organisation", "verksemd": "organisation", "organisasjon": "organisation",
    "organization": "organisation", "sektor": "sector", "størrelse": "size", "storleik": "size", "samling": "session",
    "økt": "session", "slag": "kind", "type": "kind", "kilde": "source", "kjelde": "source", "koder": "coder",
    "kodar": "coder", "runde": "round", "opphav": "origin", "sikkerhet": "certainty", "tryggleik": "certainty",
    "versjon": "version", "utdatert": "outdated", "spørsmål": "question", "dato": "date", "språk": "language",
    "tema": "theme",
}  # fmt: skip


@dataclass(frozen=True)
class Attribute:
    """`numbers` gives each stretch the number of its value in `values`, -1 for none."""

    type: Type
    values: Callable[[Corpus], list[Value]]
    numbers: Callable[[Corpus, Segments], Places]


def attributes() -> dict[str, Attribute]:
    """Attributes of the stretches, by name. Who speaks is who speaks where the stretch begins."""
    return {
        "speaker": Attribute("text", _speakers, _participant),
        "participant": Attribute("text", lambda corpus: [(id_,) for id_ in corpus.units.participants], _participant),
        "role": Attribute("text", _roles, _participant),
        "organisation": Attribute("text", _organisations, _participant),
        "sector": Attribute("text", _sectors, _participant),
        "size": Attribute("number", _sizes, _participant),
        "question": Attribute("text", lambda corpus: [(each,) for each in corpus.units.questions], _question),
        "source": Attribute("text", lambda corpus: [(each.name,) for each in corpus.sources], _source),
        "session": Attribute("text", lambda corpus: [_said(each.session) for each in corpus.sources], _source),
        "kind": Attribute("text", _kinds, _source),
        "date": Attribute("date", _dates, _source),
        "language": Attribute("text", _languages, _source),
    }


def known_values(corpus: Corpus, name: str) -> list[str]:
    """Every value there is in the study, whether or not it stands in a source: for the misspelled."""
    people = corpus.people
    listed: dict[str, Iterable[str]] = {
        "speaker": (each.pseudonym for each in people.participants),
        "participant": (each.id for each in people.participants),
        "role": (each.role for each in people.participants),
        "organisation": (way for each in people.organisations for way in (each.pseudonym, each.id)),
        "sector": (each.sector for each in people.organisations),
        "session": (each.id for each in people.sessions),
        "kind": (each.kind for each in people.sessions),
        "language": ("nb", "nn", "en"),
    }
    found = [way for value in attributes()[name].values(corpus) for way in value]
    return list(dict.fromkeys(way for way in (*listed.get(name, ()), *found) if way))


def _participant(corpus: Corpus, found: Segments) -> Places:
    return np.append(corpus.units.participant, -1).take(corpus.units.at(found.start))


def _question(corpus: Corpus, found: Segments) -> Places:
    return np.append(corpus.units.question, -1).take(corpus.units.at(found.start))


def _source(corpus: Corpus, found: Segments) -> Places:
    return corpus.source_of(found.start)


def _said(*ways: object) -> Value:
    return tuple(str(way) for way in ways if way not in (None, ""))


def _of_people(corpus: Corpus, told: Callable[[str], Value]) -> list[Value]:
    return [told(id_) for id_ in corpus.units.participants]


def _speakers(corpus: Corpus) -> list[Value]:
    known = {each.id: _said(each.pseudonym, each.id) for each in corpus.people.participants}
    return _of_people(corpus, lambda id_: known[id_])


def _roles(corpus: Corpus) -> list[Value]:
    known = {each.id: _said(each.role) for each in corpus.people.participants}
    return _of_people(corpus, lambda id_: known[id_])


def _organisations(corpus: Corpus) -> list[Value]:
    return _of_organisations(corpus, "pseudonym", "id")


def _sectors(corpus: Corpus) -> list[Value]:
    return _of_organisations(corpus, "sector")


def _sizes(corpus: Corpus) -> list[Value]:
    return _of_organisations(corpus, "size")


def _of_organisations(corpus: Corpus, *fields: str) -> list[Value]:
    told = {each.id: _said(*(getattr(each, field) for field in fields)) for each in corpus.people.organisations}
    known = {each.id: told.get(each.organisation or "", ()) for each in corpus.people.participants}
    return _of_people(corpus, lambda id_: known[id_])


def _kinds(corpus: Corpus) -> list[Value]:
    kinds = {each.id: _said(each.kind) for each in corpus.people.sessions}
    return [kinds.get(each.session or "", ()) for each in corpus.sources]


def _dates(corpus: Corpus) -> list[Value]:
    dates = {each.id: _said(each.date) for each in corpus.people.sessions}
    return [dates.get(each.session or "", ()) for each in corpus.sources]


def _languages(corpus: Corpus) -> list[Value]:
    return [(corpus.language_of(number),) for number in range(len(corpus.sources))]
