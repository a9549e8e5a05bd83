"""Who a cell of a plan names."""

import pytest

from evaluation.model.plans import parties_in


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("AD, HOD, AV-dir, Helsedir.", ("AD", "HOD", "AV-dir", "Helsedir")),
        ("Arbeids- og velferdsdirektoratet", ("Arbeids- og velferdsdirektoratet",)),
        (
            "Helse- og omsorgsdepartementet og Helsedirektoratet",
            ("Helse- og omsorgsdepartementet", "Helsedirektoratet"),
        ),
        ("Regjeringen og Stortinget", ("Regjeringen", "Stortinget")),
        ("AD i samarbeid med Arbeidstilsynet", ("AD", "Arbeidstilsynet")),
        ("Rådet for arbeidsliv og pensjon", ("Rådet for arbeidsliv og pensjon",)),
        ("Ministry of Labour and Social Inclusion", ("Ministry of Labour and Social Inclusion",)),
        ("The Agency and the Council", ("The Agency", "Council")),
        ("LO, NHO og KS", ("LO", "NHO", "KS")),
        ("Oppfølgingsgruppen og partene i fylkene", ("Oppfølgingsgruppen", "partene i fylkene")),
        ("Myndighetene og hovedorganisasjonene", ("Myndighetene", "hovedorganisasjonene")),
        ("KS;\nLO", ("KS", "LO")),
        ("", ()),
    ],
)
def test_parties_are_told_apart(words: str, parties: tuple[str, ...]) -> None:
    assert parties_in(words) == parties
