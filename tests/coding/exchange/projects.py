"""Projects as importers give them and exporters take them, invented."""

from __future__ import annotations

from coding.exchange.project import Case, Coded, Note, Passage, Project, Text, Variable
from evaluation.model import (
    Code,
    Codebook,
    Coding,
    Consent,
    Localised,
    Memo,
    Organisation,
    Participant,
    People,
    Source,
    Turn,
)

FIRST = (
    "Kari: Vi fikk endelig tid til å forebygge 🙂, og lederen spør hver uke.\n"
    "\n"
    "Odd:\tFraværet går ned, men =SUM(1) hjelper ingen.\n"
    "Kari: Én <ting> & «to» til: vikarene.\n"
)
SECOND = "Brevet sier: vikarene mangler oppfølging."
CODEBOOK = Codebook(
    name="kodebok",
    codes=(
        Code(name="tiltak", label=Localised(nb="Tiltak", nn="Tiltak", en="Measures")),
        Code(
            name="forebygging",
            parent="tiltak",
            colour="#F5A623",
            definition=Localised(nb="Før noen er syk"),
        ),
        Code(name="=ledelse", label=Localised.model_validate("Ledelse")),
        Code(name="vikarer"),
    ),
)
PEOPLE = People(
    organisations=(Organisation(id="o1", pseudonym="Virksomhet A", sector="helse", size=140),),
    participants=(
        Participant(id="p1", organisation="o1", pseudonym="Informant 1", role="pleier"),
        Participant(id="p2", pseudonym="Informant 2"),
        Participant(id="p3", pseudonym="Informant 3"),
        Participant(id="m1", pseudonym="Moderator", affiliation="moderator"),
    ),
    consents=(Consent(participant="p1", quoting=True),),
)


def coded(source: str, text: str, words: str, code: str, coder: str = "Kari", **values: object) -> Coded:
    start = text.index(words)
    return Coded(Coding(source, start, start + len(words), code, coder=coder, **values))  # type: ignore[arg-type]


def turns(text: str, *speakers: tuple[str, str | None]) -> tuple[Turn, ...]:
    """A turn for each speaker, in the order they stand in the text."""
    found, at = [], 0
    for speaker, participant in speakers:
        start = text.index(f"{speaker}:", at) + len(speaker) + 2
        end = text.find("\n", start)
        at = end if end >= 0 else len(text)
        found.append(Turn(start, at, speaker, participant=participant))
    return tuple(found)


def project(*, people: People = PEOPLE) -> Project:
    first = Source(
        "fokusgruppe", FIRST, turns=turns(FIRST, ("Kari", "p1"), ("Odd", "p2"), ("Kari", "p1")), language="nb"
    )
    second = Source("brev / 2", SECOND, language="nb")
    return Project(
        name="Halvveis <i> avtalen",
        codebook=CODEBOOK,
        texts=(Text(first, "11111111-1111-1111-1111-111111111111", values={"v1": "lyd"}), Text(second)),
        codings=(
            coded("fokusgruppe", FIRST, "tid til å forebygge 🙂", "forebygging", note="tydelig\n=2+2"),
            coded("fokusgruppe", FIRST, "forebygge 🙂, og lederen spør", "=ledelse", "Ola"),
            coded("fokusgruppe", FIRST, "forebygge 🙂, og lederen spør", "=ledelse", "Kari"),
            coded("fokusgruppe", FIRST, "går ned, men =SUM(1) hjelper ingen.\nKari: Én <ting> & «to»", "tiltak", "Ola"),
            coded("fokusgruppe", FIRST, "=SUM(1)", "vikarer", "@Odd", round="2", certainty=80),
            coded("brev / 2", SECOND, "vikarene mangler", "vikarer", "rule", origin="rule"),
        ),
        passages=(Passage("brev / 2", 0, 6, "p-1"),),
        notes=(
            Note(Memo("Spør om dette", on="source", on_id="brev / 2", start=7, end=11, author="Kari")),
            Note(Memo("Om hele brevet", title="Brev", on="source", on_id="brev / 2")),
            Note(Memo("Om studien")),
        ),
        variables=(Variable("source", "v1"),),
        cases=(Case("A", "c-1", sources=("11111111-1111-1111-1111-111111111111",)),),
        people=people,
    )


def plain(found: Project) -> list[tuple[object, ...]]:
    """What every format must bring back of a coding."""
    codings = (each.coding for each in found.codings)
    return sorted((each.source, each.start, each.end, each.code, each.coder, each.note) for each in codings)
