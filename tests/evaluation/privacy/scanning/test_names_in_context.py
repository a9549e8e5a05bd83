"""Names that only what stands around them tells from words, dates and abbreviations."""

import pytest

from evaluation.model import Organisation, Participant, People
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan

NAMED = (
    "Per Kristian Ulvedal", "Inger-Lise Tveit", "Abdirahman Yusuf Farah", "Sigríður Jónsdóttir", "Fatima Nasser",
    "Linda Fjærås", "Lan Thi Pham", "Lene Hagen", "Tor Inge Hovland", "Mai Britt Sørli", "Rasa Kazlauskas",
    "Oddvar Brekke", "Helga Kvernes", "Siv Aasgard", "Randi Berg", "Endre Solum", "Kristoffer Aune",
    "Per-Olov Lind",
)  # fmt: skip
ID = {name.split()[0]: f"participant:p{number}" for number, name in enumerate(NAMED)}
REGISTER = register_of(
    People(
        organisations=(Organisation(id="o1", name="Fjordheim BHT AS"),),
        participants=tuple(Participant(id=f"p{number}", name=name) for number, name in enumerate(NAMED)),
    )
)


def certain(text: str) -> list[tuple[str, str]]:
    return [(each.text, each.of[0]) for each in scan(text, REGISTER) if each.of and each.certainty != "possible"]


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ("Legg til @lene.hagen på møtet.", "lene.hagen", "Lene"),
        ("Legg til @lhagen på møtet.", "lhagen", "Lene"),
        ("Ligger i mappa, plan_lene_hagen.docx", "lene_hagen", "Lene"),
        ("Se linkedin.com/in/lene-hagen for mer.", "linkedin.com/in/lene-hagen", "Lene"),
        ("Underskrevet: I-LT", "I-LT", "Inger-Lise"),
        ("Lykke til!\nI-L", "I-L", "Inger-Lise"),
        ("Underskrevet: ILT", "ILT", "Inger-Lise"),
        ("Underskrevet: I.-L. T.", "I.-L. T.", "Inger-Lise"),
        ("Til stede: Per Kristian Ulvedal. PK tar med kake.", "PK", "Per"),
        ("Vi spurte PerK om det.", "PerK", "Per"),
        ("Da kom Perkristian inn.", "Perkristian", "Per"),
        ("Underskrevet: SÅ", "SÅ", "Siv"),
        ("Referent: HK\n", "HK", "Helga"),
        ("Ledet av Helga Kvernes (HK).", "HK", "Helga"),
        ("Abdirahman kom. Fikk hjelp av Abdi.", "Abdi", "Abdirahman"),
        ("Nei. Sigga, husk å si fra!", "Sigga", "Sigríður"),
        ("She asked Fatma or Fatima, which is it?", "Fatma", "Fatima"),
        ("Randi er borte. Berga tar vakta.", "Berga", "Randi"),
        ("Vi spurte Siw om det.", "Siw", "Siv"),
        ("Oddvar kom. Vi spurte Brekka om det.", "Brekka", "Oddvar"),
        ("Per Ulvedal kom. Vi spurte Ulvedaen om det.", "Ulvedaen", "Per"),
        ("Endre: Ja.\nEnder: Nei, det går ikke.", "Ender", "Endre"),
        ("Vi spurte Krisser om det.", "Krisser", "Kristoffer"),
        ("Stoffer: Ja, det er greit.\nSiv: Bra.", "Stoffer", "Kristoffer"),
        ("Kristoffer er her. Stoffer tar vakta.", "Stoffer", "Kristoffer"),
        ("Ola: Spør Abdi om det.", "Abdi", "Abdirahman"),
        ("P-O: Stemmen ble borte.", "P-O", "Per-Olov"),
        ("Jens Lie: Abdirahman Yusuf Farah heter jeg, men de sier bare kall meg Bo.", "Bo", "Abdirahman"),
        ("[08.30] Birgit: takk, Siggi!\n[08.31] Jan: så bra at du sier fra siggi", "siggi", "Sigríður"),
    ],
)
def test_a_name_in_another_form_is_found(text: str, name: str, first: str) -> None:
    assert (name, ID[first]) in certain(text)


@pytest.mark.parametrize(
    ("text", "name", "first"),
    [
        ("kom i dag. linda i resepsjonen har sittet der siden 2009, sier hun", "linda", "Linda"),
        ("[07:06] Geir: lan har time klokka ni i dag", "lan", "Lan"),
        ("Rapport fra møtet.\n\nvi var fire. siv og endre står rygg mot rygg", "endre", "Endre"),
        ("det er sagt at brekke ikke vet noe om det ennå", "brekke", "Oddvar"),
        ("siv: ja, det går bra\nhelga: da sier vi det", "helga", "Helga"),
        ("Henvist av dr. Berg i april.", "Berg", "Randi"),
        ("Det er kaldt. Per i kjelleren fryser.", "Per", "Per"),
        ("Det er kaldt. Berg og Siv kom med ferja.", "Berg", "Randi"),
    ],
)
def test_a_word_is_a_name_where_the_text_tells_so(text: str, name: str, first: str) -> None:
    assert (name, ID[first]) in certain(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jeg kan ikke brekke armen på folk.",
        "Isen rasa ned fra taket.",
        "Vi må endre planen i helga, og det er ikke lett å endre den.",
        "Vi spiste 17. mai-frokost i hagen, og hele mai var varm.",
        "Tirs: Rolig natt.\nOns: Ingen hendelser.\nTors: Ny turnus.\nFre: Stille.",
        "Endre eller slett avtalen.",
        "Filen er 4 PK stor.",
        "Planen er i Enden. Brakka er tom.",
        "P.S. Husk nøkkelen.",
        "HK, HR og LO er enige.",
        "Det sa Gudrun Berg på fjernsynet.",
    ],
)
def test_a_word_is_none_where_the_grammar_tells_so(text: str) -> None:
    assert certain(text) == []


def test_a_number_in_a_list_is_no_day() -> None:
    assert certain("Til stede:\n1. Mai Britt\n2. Mai\n") == [("Mai Britt", ID["Mai"]), ("Mai", ID["Mai"])]


def test_an_address_at_an_organisation_is_of_it_as_a_whole() -> None:
    assert certain("Skriv til post@fjordheim-bht.example.") == [("post@fjordheim-bht.example", "organisation:o1")]
    assert certain("Skriv til l.hagen@fjordheim-bht.example.") == [("l.hagen@fjordheim-bht.example", ID["Lene"])]
