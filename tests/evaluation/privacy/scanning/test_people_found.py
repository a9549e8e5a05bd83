"""Names of the register in all the forms they take in speech."""

from itertools import pairwise

import pytest

from evaluation.model import Organisation, Participant, People
from evaluation.privacy.scanning.find import Find
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan

REGISTER = register_of(
    People(
        organisations=(
            Organisation(id="a", name="Ternskjær Renhold AS", also=("SvabrePro",)),
            Organisation(id="b", name="Havblikk kommune"),
            Organisation(id="c", name="Stiftelsen Indre Vågsund Verft"),
        ),
        participants=(
            Participant(id="p1", name="Kari-Anne Solbakken", role="verneombud"),
            Participant(id="p2", name="Bjørn Haugen", role="leder"),
            Participant(id="p3", name="Synnøve Lie Tveit"),
            Participant(id="p4", name="Hans Dag Strand"),
            Participant(id="p5", name="Mohammed Hassan Warsame", speakers=("Momo",)),
            Participant(id="p6", name="Myklebust, Åse"),
            Participant(id="p7", name="Jørn Ulvedalen"),
        ),
    )
)


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.text, each.certainty, tuple(who.split(":")[1] for who in each.of)) for each in scan(text, REGISTER)]


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("Så sa Kari-Anne Solbakken at det gikk.", "Kari-Anne Solbakken", "p1"),
        ("Så sa Solbakken det.", "Solbakken", "p1"),
        ("Det var Solbakkens idé.", "Solbakkens", "p1"),
        ("Det var Åses idé.", "Åses", "p6"),
        ("Vi spurte Aase Myklebust.", "Aase Myklebust", "p6"),
        ("Vi spurte Kari\u2011Anne om det.", "Kari\u2011Anne", "p1"),
        ("Det sa Mohammed til oss.", "Mohammed", "p5"),
        ("Vi kaller ham Momo.", "Momo", "p5"),
        ("Da kom B. Haugen inn.", "B. Haugen", "p2"),
        ("Da kom B.H. inn.", "B.H.", "p2"),
        ("Det sto Bjørn H. på lappen.", "Bjørn H.", "p2"),
        ("Det sto K.A.S. på lappen.", "K.A.S.", "p1"),
        ("Skriv til Haugen, Bjørn i dag.", "Haugen, Bjørn", "p2"),
        ("Da kom Bjørn\nHaugen inn.", "Bjørn\nHaugen", "p2"),
        ("BJØRN HAUGEN SA DET", "BJØRN HAUGEN", "p2"),
        ("da kom bjørn haugen inn", "bjørn haugen", "p2"),
        ("Det sa Hans Strand.", "Hans Strand", "p4"),
        ("Vi ringte Synnove i går.", "Synnove", "p3"),
        ("Skriv til bjorn.haugen@c.example i dag.", "bjorn.haugen@c.example", "p2"),
        ("Skriv til k.solbakken@c.example i dag.", "k.solbakken@c.example", "p1"),
        ("Skriv til ksolbakken@c.example i dag.", "ksolbakken@c.example", "p1"),
        ("Skriv til ka.solbakken@c.example i dag.", "ka.solbakken@c.example", "p1"),
        ("Skriv til jorn_ulvedalen72@c.example i dag.", "jorn_ulvedalen72@c.example", "p7"),
        ("Hilsen\nBjørn Haugen\nbjorn.haugen@c.example", "Bjørn Haugen", "p2"),
    ],
)
def test_a_name_is_surely_found(text: str, name: str, who: str) -> None:
    assert (name, "sure", (who,)) in found(text)


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("Vi ringte Synøve Tveit i går.", "Synøve Tveit", "p3"),
        ("Det var Myklebost som sa det.", "Myklebost", "p6"),
        ("Det var Solbaken som sa det.", "Solbaken", "p1"),
        ("Vi spurte Warasme om det.", "Warasme", "p5"),
        ("Vi tok Solbakken-saken igjen.", "Solbakken", "p1"),
        ("Det var HDS som ringte.", "HDS", "p4"),
        ("HDS: Ja, det er greit.", "HDS", "p4"),
        ("Da kom Muhamed inn.", "Muhamed", "p5"),
        ("Vi spurte Synøwe om det.", "Synøwe", "p3"),
        ("Det var Sol bakken som sa det.", "Sol bakken", "p1"),
        ("Det var Ulve- dalen som sa det.", "Ulve- dalen", "p7"),
        ("Fila heter BjørnHaugen og ligger der.", "BjørnHaugen", "p2"),
    ],
)
def test_a_misspelt_or_shortened_name_is_found(text: str, name: str, who: str) -> None:
    assert (name, who) in [(each, of[0]) for each, certainty, of in found(text) if certainty != "possible"]


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("Vi spurte Synni om det.", "Synni", "p3"),
        ("Vi spurte Jørnen om det.", "Jørnen", "p7"),
        ("Det er kaldt. Jørnern er ute.", "Jørnern", "p7"),
        ("jørnern: ja, det er greit for meg hvis det er det for dere andre", "jørnern", "p7"),
        ("det sto bjørn h. på lappen, og den hang der i mange uker etterpå", "bjørn h.", "p2"),
        ("Underskrevet: HDS KAS BH", "HDS", "p4"),
        ("Vi spurte Warsi, som vi kaller ham.", "Warsi", "p5"),
        ("Vi spurte Momo om det.", "Momo", "p5"),
        ("Vi kaller ham Mohamedus, for moro.", "Mohamedus", "p5"),
    ],
)
def test_a_short_form_of_a_name_is_found(text: str, name: str, who: str) -> None:
    assert (name, who) in [(each, of[0]) for each, certainty, of in found(text) if of and certainty != "possible"]


def test_a_usual_short_form_is_of_those_it_is_short_for() -> None:
    register = register_of(
        People(participants=(Participant(id="p1", name="Katarzyna Ek"), Participant(id="p2", name="Wojciech Ås")))
    )
    of = {each.text: each.of for each in scan("Da ringte Kasia og Wojtek hjem.", register)}
    assert of == {"Kasia": ("participant:p1",), "Wojtek": ("participant:p2",)}


@pytest.mark.parametrize(
    "text",
    [
        "Hans bil sto ute, og liv er liv.",
        "På stranda var det fint, og de lo.",
        "Dag etter dag gikk det slik. Da kom en bjørn.",
        "LO, NAV og HMS er ikke navn. Det er IA-avtalen heller ikke.",
        "Haugene bak huset er høye, og renhold er tungt.",
        "Intervallene er etter Korn og Graubard.",
        "Vi hadde 1 224 tilsyn i 2023 og brukte 300 000 kroner i Norge.",
    ],
)
def test_ordinary_words_are_no_certain_names(text: str) -> None:
    assert [each for each in found(text) if each[1] != "possible"] == []


@pytest.mark.parametrize(
    ("text", "name", "who"),
    [
        ("Hos Ternskjær Renhold er det travelt.", "Ternskjær Renhold", "a"),
        ("Ternskjærs folk er flinke.", "Ternskjærs", "a"),
        ("Vi vasker med SvabrePro her.", "SvabrePro", "a"),
        ("I Havblikk kommune gjør vi slik.", "Havblikk kommune", "b"),
        ("I havblikk kommune gjør vi slik.", "havblikk kommune", "b"),
        ("Det heter IVV hos oss.", "IVV", "c"),
        ("Vi er på Ternskjer nå.", "Ternskjer", "a"),
        ("Det gjelder Havblik kommune.", "Havblik", "b"),
    ],
)
def test_an_organisation_is_found(text: str, name: str, who: str) -> None:
    assert (name, who) in [(each, of[0]) for each, certainty, of in found(text) if of and certainty != "possible"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hans: ja\nvi: nei, det går ikke an å gjøre det slik hver eneste gang\n", "hans"),
        ("vi skrev til svabrepro i går, men de har ikke svart oss ennå", "svabrepro"),
        ("Det er kaldt. Dag og Solbakken gikk.", "Dag"),
        ("Det er kaldt. Bjørn og jeg gikk.", "Bjørn"),
        ("Det er kaldt. Bjørn feier kaia.", "Bjørn"),
        ("Det er kaldt. Bjørn sin bil står der.", "Bjørn"),
        ("Det er kaldt. Bjørn fra Havblikk fryser.", "Bjørn"),
        ("Det er kaldt.\nBjørn 08:15\nJa, det er det.\n", "Bjørn"),
        ("[00:12] Dag: Det er kaldt.", "Dag"),
        ("Vennlig hilsen\nBjørn\nleder", "Bjørn"),
        ("Ansvarlig: Bjørn\nFrist: mai", "Bjørn"),
        ("Betales til den som la ut (Strand) og til Åse.", "Strand"),
        ("Vi så Bjørn der. Det var fint. Bjørn i båten, hun på land.", "Bjørn"),
        ("Det er kaldt. hei dag! kommer du?", "dag"),
        ("han kom ikke, sa dag, og da ble det stille i rommet en god stund", "dag"),
        ("vi snakka med strand om det, og etterpå gjekk vi heim att alle saman", "strand"),
    ],
)
def test_what_stands_around_tells_a_name_from_a_word(text: str, name: str) -> None:
    assert name in [each for each, certainty, who in found(text) if who and certainty != "possible"]


@pytest.mark.parametrize(
    "text",
    [
        "Det er kaldt. Bjørn og elg går der.",
        "Det er kaldt. Dag eller natt går det.",
        "det er kaldt\nhans venner går",
        "Skriv til kari.nordmann@c.example.",
        "Skriv til post.strand.kontor@c.example.",
        "NB: Dette er viktig.",
        "det er bra sa hun, og så gikk vi hjem alle sammen den dagen",
    ],
)
def test_words_beside_words_are_no_certain_names(text: str) -> None:
    assert [each for each in found(text) if each[2] and each[1] != "possible"] == []


def test_a_phrase_stays_a_phrase_where_somebody_of_the_name_is_spoken_of() -> None:
    certainties = [each[1] for each in found("Vi så Dag der. Det var fint. Dag for dag gikk det slik.")]
    assert certainties == ["likely", "possible"]


def test_two_of_the_same_name_are_both_told() -> None:
    twins = register_of(
        People(participants=(Participant(id="p1", name="Gro Vik"), Participant(id="p2", name="Gro Nes")))
    )
    assert [each.of for each in scan("Da ringte Gro hjem.", twins)] == [("participant:p1", "participant:p2")]


def test_offsets_count_code_points() -> None:
    text = "🙂🙂 e\u0301n ting: Bjørn Haugen 🙂."
    [only] = scan(text, REGISTER)
    assert text[only.start : only.end] == "Bjørn Haugen"


def test_no_find_lies_over_another() -> None:
    text = "Bjørn Haugen, bjorn.haugen@ternskjar.example, tlf. 900 12 345, Storgata 12, 2317 Hamar, Havblikk kommune."
    finds: list[Find] = scan(text, REGISTER)
    assert all(one.end <= other.start for one, other in pairwise(finds))
    assert all(text[each.start : each.end] == each.text for each in finds)


def test_words_that_nobody_is_called_are_no_short_forms() -> None:
    register = register_of(People(participants=(Participant(id="p1", name="Ingebjørg Alvestad"),)))
    assert list(scan("1 Lavere fravær, 8 Ingen av dem, 9 Vet ikke. Alle svarte.", register)) == []
    assert [each.text for each in scan("Så kom Ingen-eller-ikke Ingis bil.", register) if each.of] == ["Ingis"]
