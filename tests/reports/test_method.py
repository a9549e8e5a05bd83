"""How the data were collected, in sentences."""

from collections.abc import Sequence
from typing import Any

import pytest

from evaluation.language import Language
from evaluation.model import People
from evaluation.people.participation import participations
from reports.method import collection


def sentences(people: dict[str, Any], language: Language) -> list[str]:
    known = People.model_validate(people)
    return [sentence for part in participations(known) for sentence in collection(part, known, language)]


def informants(count: int, organisation: str = "o{}") -> list[dict[str, Any]]:
    return [
        {"id": f"p{n}", "organisation": organisation.format(n), "pseudonym": f"Informant {n}"}
        for n in range(1, count + 1)
    ]


def session(attendance: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {"id": "s1", "kind": "focus-group", "attendance": attendance, **more}


def consents(*given: bool) -> list[dict[str, Any]]:
    return [{"participant": f"p{n}", "recording": each} for n, each in enumerate(given, 1)]


CAME = {"status": "attended", "mode": "in-person"}
MODEL = {
    "organisations": [{"id": f"o{n}"} for n in range(1, 8)],
    "participants": [
        *informants(7),
        {"id": "b1", "affiliation": "observer"},
        {"id": "b2", "affiliation": "observer"},
    ],
    "consents": consents(*[True] * 7),
    "sessions": [
        session(
            [
                {"participant": "p1", **CAME},
                {
                    "participant": "p2",
                    **CAME,
                    "to": "11:10",
                    "left_because": {
                        "nb": "Måtte rekke toget.",
                        "nn": "Måtte rekke toget",
                        "en": "had to catch a train",
                    },
                    "followed_up_by": "s2",
                },
                {"participant": "p3", **CAME},
                {"participant": "p4", **CAME},
                {"participant": "p5", "mode": "video"},
                {"participant": "p6", "status": "declined", "followed_up_by": "s3"},
                {"participant": "p7", "status": "declined", "followed_up_by": "s3"},
                {"participant": "b1", **CAME},
                {"participant": "b2", **CAME},
            ],
            date="2026-04-22",
            start="09:00",
            end="12:05",
            recorded=True,
            transcribed=True,
        ),
        {
            "id": "s2",
            "kind": "interview",
            "date": "2026-05-04",
            "follows": "s1",
            "attendance": [{"participant": "p2", "mode": "e-mail"}],
        },
        {
            "id": "s3",
            "kind": "written-answer",
            "follows": "s1",
            "attendance": [{"participant": "p6"}, {"participant": "p7"}],
        },
        {
            "id": "s4",
            "kind": "supplement",
            "follows": "s1",
            "attendance": [{"participant": f"p{n}", "status": "no-response"} for n in range(1, 8)],
        },
    ],
}


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "nb",
            [
                "Sju virksomheter ble invitert til fokusgruppen 22. april 2026 kl. 09:00–12:05.",
                "Fem av dem deltok.",
                "Én av deltakerne var med på video.",
                "Én deltaker måtte gå før slutt. Informant 2 gikk kl. 11:10 (måtte rekke toget) og ble fulgt opp på "
                "e-post 4. mai 2026.",
                "To virksomheter kunne ikke delta og ble bedt om å svare skriftlig; begge svarte.",
                "Alle sju ble invitert til å sende tilleggskommentarer; ingen gjorde det.",
                "To ansatte hos oppdragsgiveren var til stede som observatører.",
                "Samtalen ble tatt opp, noe alle deltakerne samtykket til, og transkribert.",
            ],
        ),
        (
            "nn",
            [
                "Sju verksemder vart inviterte til fokusgruppa 22. april 2026 kl. 09:00–12:05.",
                "Fem av dei deltok.",
                "Éin av deltakarane var med på video.",
                "Éin deltakar måtte gå før slutt. Informant 2 gjekk kl. 11:10 (måtte rekke toget) og vart følgd opp på "
                "e-post 4. mai 2026.",
                "To verksemder kunne ikkje delta og vart bedne om å svare skriftleg; begge svara.",
                "Alle sju vart inviterte til å sende tilleggskommentarar; ingen gjorde det.",
                "To tilsette hos oppdragsgjevaren var til stades som observatørar.",
                "Samtalen vart teken opp, noko alle deltakarane samtykte til, og transkribert.",
            ],
        ),
        (
            "en",
            [
                "Seven organisations were invited to the focus group on 22 April 2026, 09:00–12:05.",
                "Five of them took part.",
                "One of the participants joined by video.",
                "One participant had to leave before the end. Informant 2 left at 11:10 (had to catch a train) and was "
                "followed up by e-mail on 4 May 2026.",
                "Two organisations could not take part and were asked to answer in writing; both answered.",
                "All seven were invited to add comments; none did.",
                "Two of the commissioner’s staff sat in as observers.",
                "The conversation was recorded, to which all participants consented, and transcribed.",
            ],
        ),
    ],
)
def test_the_model_case(language: Language, expected: list[str]) -> None:
    assert [each.replace("\u00a0", " ") for each in sentences(MODEL, language)] == expected


VARIANTS: dict[str, tuple[dict[str, Any], dict[Language, list[str]]]] = {
    "one interview": (
        {
            "organisations": [{"id": "o1"}],
            "participants": informants(1),
            "consents": consents(True),
            "sessions": [session([{"participant": "p1"}], kind="interview", recorded=True)],
        },
        {
            "nb": [
                "Én virksomhet ble bedt om å delta (intervju).",
                "Samtalen ble tatt opp, noe deltakeren samtykket til.",
            ],
            "nn": [
                "Éi verksemd vart beden om å delta (intervju).",
                "Samtalen vart teken opp, noko deltakaren samtykte til.",
            ],
            "en": [
                "One organisation was asked to take part (interview).",
                "The conversation was recorded, to which the participant consented.",
            ],
        },
    ),
    "several from one organisation": (
        {
            "organisations": [{"id": "o"}],
            "participants": informants(3, "o"),
            "sessions": [
                session([{"participant": "p1"}, {"participant": "p2"}, {"participant": "p3", "status": "declined"}])
            ],
        },
        {
            "nb": [
                "Tre personer ble invitert til fokusgruppen.",
                "To av dem deltok.",
                "Én person kunne ikke delta.",
            ],
            "nn": [
                "Tre personar vart inviterte til fokusgruppa.",
                "To av dei deltok.",
                "Éin person kunne ikkje delta.",
            ],
            "en": [
                "Three people were invited to the focus group.",
                "Two of them took part.",
                "One person could not take part.",
            ],
        },
    ),
    "nobody came, nobody answered": (
        {
            "organisations": [{"id": "o1"}, {"id": "o2"}],
            "participants": informants(2),
            "sessions": [session([{"participant": f"p{n}", "status": "no-response"} for n in (1, 2)], recorded=True)],
        },
        {
            "nb": [
                "To virksomheter ble invitert til fokusgruppen.",
                "Ingen av dem deltok.",
                "To virksomheter svarte ikke på invitasjonen.",
            ],
            "nn": [
                "To verksemder vart inviterte til fokusgruppa.",
                "Ingen av dei deltok.",
                "To verksemder svara ikkje på invitasjonen.",
            ],
            "en": [
                "Two organisations were invited to the focus group.",
                "None of them took part.",
                "Two organisations did not answer the invitation.",
            ],
        },
    ),
    "some answered, some consented": (
        {
            "organisations": [{"id": f"o{n}"} for n in range(1, 6)],
            "participants": informants(5),
            "consents": consents(True, False),
            "sessions": [
                session(
                    [
                        {"participant": "p1"},
                        {"participant": "p2"},
                        *({"participant": f"p{n}", "status": "declined", "followed_up_by": "s2"} for n in (3, 4, 5)),
                    ],
                    recorded=True,
                    transcribed=True,
                ),
                {
                    "id": "s2",
                    "kind": "telephone",
                    "follows": "s1",
                    "attendance": [{"participant": "p3"}, {"participant": "p4", "status": "no-response"}],
                },
            ],
        },
        {
            "nb": [
                "Fem virksomheter ble invitert til fokusgruppen.",
                "To av dem deltok.",
                "Tre virksomheter kunne ikke delta og ble bedt om å svare på annet vis; én av dem svarte.",
                "Samtalen ble tatt opp og transkribert; én av to deltakere har samtykket til opptak.",
            ],
            "nn": [
                "Fem verksemder vart inviterte til fokusgruppa.",
                "To av dei deltok.",
                "Tre verksemder kunne ikkje delta og vart bedne om å svare på anna vis; éin av dei svara.",
                "Samtalen vart teken opp og transkribert; éin av to deltakarar har samtykt til opptak.",
            ],
            "en": [
                "Five organisations were invited to the focus group.",
                "Two of them took part.",
                "Three organisations could not take part and were asked to answer in another way; "
                "one of them answered.",
                "The conversation was recorded and transcribed; one of two participants consented to recording.",
            ],
        },
    ),
    "one followed up in writing did not answer": (
        {
            "organisations": [{"id": "o1"}, {"id": "o2"}],
            "participants": informants(2),
            "sessions": [
                session([{"participant": "p1"}, {"participant": "p2", "status": "declined", "followed_up_by": "s2"}]),
                {
                    "id": "s2",
                    "kind": "written-answer",
                    "follows": "s1",
                    "attendance": [{"participant": "p2", "status": "no-response"}],
                },
            ],
        },
        {
            "nb": [
                "To virksomheter ble invitert til fokusgruppen.",
                "Én av dem deltok.",
                "Én virksomhet kunne ikke delta og ble bedt om å svare skriftlig; den svarte ikke.",
            ],
            "nn": [
                "To verksemder vart inviterte til fokusgruppa.",
                "Éin av dei deltok.",
                "Éi verksemd kunne ikkje delta og vart beden om å svare skriftleg; ho svara ikkje.",
            ],
            "en": [
                "Two organisations were invited to the focus group.",
                "One of them took part.",
                "One organisation could not take part and was asked to answer in writing; it did not answer.",
            ],
        },
    ),
    "all by video, and one supplement": (
        {
            "participants": [{"id": "p1"}, {"id": "p2"}],
            "sessions": [
                session([{"participant": "p1", "mode": "video"}, {"participant": "p2", "mode": "video"}]),
                {"id": "s2", "kind": "supplement", "follows": "s1", "attendance": [{"participant": "p1"}]},
            ],
        },
        {
            "nb": [
                "To personer ble invitert til fokusgruppen.",
                "Alle deltok.",
                "Alle deltakerne var med på video.",
                "Én ble invitert til å sende tilleggskommentarer; én gjorde det.",
            ],
            "nn": [
                "To personar vart inviterte til fokusgruppa.",
                "Alle deltok.",
                "Alle deltakarane var med på video.",
                "Éin vart invitert til å sende tilleggskommentarar; éin gjorde det.",
            ],
            "en": [
                "Two people were invited to the focus group.",
                "All took part.",
                "All the participants joined by video.",
                "One was invited to add comments; one did.",
            ],
        },
    ),
    "left for NAV, not followed up": (
        {
            "participants": [{"id": "p1", "pseudonym": "Informant 1"}],
            "sessions": [session([{"participant": "p1", "left_because": "NAV ringte."}], kind="video")],
        },
        {
            "nb": [
                "Én person ble bedt om å delta (videointervju).",
                "Én deltaker måtte gå før slutt. Informant 1 gikk (NAV ringte) og ble ikke fulgt opp.",
            ],
            "nn": [
                "Éin person vart beden om å delta (videointervju).",
                "Éin deltakar måtte gå før slutt. Informant 1 gjekk (NAV ringte) og vart ikkje følgd opp.",
            ],
            "en": [
                "One person was asked to take part (video interview).",
                "One participant had to leave before the end. Informant 1 left (NAV ringte) and was not followed up.",
            ],
        },
    ),
    "nobody invited": ({"sessions": [session([])]}, {"nb": [], "nn": [], "en": []}),
}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_smaller_cases(variant: str, language: Language) -> None:
    people, expected = VARIANTS[variant]
    assert sentences(people, language) == expected[language]
