"""Only those of the register are looked for, with the finds that the whole scan has."""

import pytest

from evaluation.model import Organisation, Participant, People
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan, scan_register

REGISTER = register_of(
    People(
        organisations=(
            Organisation(id="a", name="Ternskjær Renhold AS"),
            Organisation(id="b", name="Nordre Vaktmestertjeneste Samlet"),
        ),
        participants=(Participant(id="p1", name="Synnøve Tveit"), Participant(id="p2", name="Kari Nordmann Lie")),
    )
)
TEXTS = (
    "Synnøve sa det til Kari N. Det var 2019.",
    "K. N. Lie og S. Tveit ringte 22 33 44 55, og Odd Berg fra Ålesund svarte.",
    "ternskjær var med, og Ternskjærs folk; Ternskjer også. Renhold er renhold.",
    "NVS er Nordre Vaktmestertjeneste Samlet, og nordre er en retning.",
    "Synnøve Tveits vei 4, 0123 Oslo. Skriv til synnove.tveit@epost.example.",
    "Per Hansen og Tveit-saken, sa leder for Renhold.",
    "En rapport uten navn, men med Oslo, Bergen og 12345678901.",
    "",
)


@pytest.mark.parametrize("text", TEXTS)
def test_those_of_the_register_are_found_as_the_whole_scan_finds_them(text: str) -> None:
    whole = [each for each in scan(text, REGISTER) if each.of]
    assert scan_register(text, REGISTER) == whole


def test_most_of_the_texts_have_somebody_in_them() -> None:
    assert [bool(scan_register(text, REGISTER)) for text in TEXTS] == [True] * 6 + [False] * 2
