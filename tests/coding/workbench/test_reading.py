"""What the page shows of a source: blocks, codings and memos, counted as browsers count."""

from __future__ import annotations

from dataclasses import replace

from coding.manual import add_by_hand, coding_of
from coding.workbench.overview import overview_of
from coding.workbench.reading import reading_of, sentences_of
from coding.workbench.tree import PALETTE, codebook_of, colours_of
from evaluation.model import Code, Codebook, Consent, Participant, People, Source, Turn
from evaluation.rounds import open_round
from tests.coding.workbench.test_wire import sliced


def words(told, start, end):
    return sliced(told["text"], start, end)


def test_a_turn_is_a_block_without_its_label_and_has_its_line(talk):
    told = reading_of(talk, "samtale")
    shown = [(each["line"], each["speaker"], words(told, each["start"], each["end"])[:9]) for each in told["blocks"]]
    assert shown == [(1, "Ida", "Da begynt"), (3, "Kari", "Ho tykte "), (5, "Ida", "Nei.")]


def test_what_stands_between_turns_is_shown_too(talk):
    text = "# Om tid\n\nInnledning.\n\nA: Ja.\n"
    start = text.index("Ja.")
    talk.add(Source("annet", text, turns=(Turn(start, start + 3, "A"),)))
    kinds = [(each["kind"], text[each["start"] : each["end"]]) for each in reading_of(talk, "annet")["blocks"]]
    assert kinds == [("heading", "Om tid"), ("paragraph", "Innledning."), ("turn", "Ja.")]


def test_codings_after_an_emoji_stand_where_the_browser_has_their_words(talk):
    add_by_hand(talk, coding_of(talk, "samtale", "tiltak", words="hos oss"))
    told = reading_of(talk, "samtale")
    [coding] = told["codings"]
    assert words(told, coding["start"], coding["end"]) == "hos oss"


def test_sentences_end_where_they_should(talk):
    told, places = reading_of(talk, "samtale"), sentences_of(talk, "samtale")
    said = [words(told, start, end) for start, end in zip(places[::2], places[1::2], strict=True)]
    assert said == [
        "Da begynte vi i det små.",
        "Det ble færre møter 👍 hos oss.",
        "Ho tykte ikkje det.",
        "Leiaren ringde kvar veke, bl.a. om vaktene.",
        "Nei.",
    ]


def test_words_that_were_taken_back_are_blanks_of_the_same_length(talk):
    people = People(
        participants=(Participant(id="p1", speakers=("Kari",)),),
        consents=(Consent(participant="p1", withdrawn="2026-05-01"),),
    )
    talk.add_people(people)
    text = "Ida: Ja 👍.\nKari: Hemmelig 😀.\nIda: Nei.\n"
    places = [(text.index(said), said) for said in ("Ja 👍.", "Hemmelig 😀.", "Nei.")]
    turns = [Turn(start, start + len(said), speaker) for (start, said), speaker in zip(places, "IKI", strict=True)]
    turns[1] = replace(turns[1], participant="p1")
    talk.add(Source("tatt", text, turns=tuple(turns)))
    told = reading_of(talk, "tatt")
    assert "Hemmelig" not in told["text"]
    assert [words(told, each["start"], each["end"]).strip() for each in told["blocks"]] == ["Ja 👍.", "", "Nei."]
    assert [each["withdrawn"] for each in told["blocks"]] == [False, True, False]


def test_in_a_blind_round_one_reads_and_counts_only_ones_own(talk):
    jonas = talk.seen_by("jonas")
    open_round(talk, "blind", coders=["ida", "jonas"])
    add_by_hand(jonas, coding_of(jonas, "samtale", "tiltak", words="begynte vi"))
    told = overview_of(talk, "nb")
    assert reading_of(talk, "samtale")["codings"] == []
    assert (told["round"], told["blind"]) == ("blind", ["blind"])
    assert [source["coders"] for session in told["sessions"] for source in session["sources"]] == [[], []]
    assert len(reading_of(jonas, "samtale")["codings"]) == 1


def test_progress_is_told_for_each_coder(talk):
    add_by_hand(talk, coding_of(talk, "samtale", "tiltak", words="Nei."))
    [session] = overview_of(talk, "nb")["sessions"]
    assert session["sources"][0]["coders"] == [{"coder": "ida", "codings": 1, "reach": 0.993}]


def test_the_codebook_speaks_the_language_asked_for(talk):
    add_by_hand(talk, coding_of(talk, "samtale", "oppfolging", words="Nei."))
    first, second = codebook_of(talk, "en")
    told = [[each[key] for key in ("label", "parent", "depth", "codings")] for each in (first, second)]
    assert told == [["Measures", None, 0, 0], ["Oppfølging", "tiltak", 1, 1]]
    assert first["definition"] == "What was done."


def test_every_code_has_a_colour_of_its_own_or_of_the_code_above():
    codes = (Code(name="a"), Code(name="b", parent="a"), Code(name="c", colour="#123456"), Code(name="d"))
    found = colours_of(Codebook(name="bok", codes=codes))
    assert found["b"] == found["a"] != found["d"]
    assert found["c"] == "#123456"


def test_a_new_code_gets_a_colour_that_no_other_code_has():
    own = tuple(Code(name=f"a{n}", colour=each.upper()) for n, each in enumerate(PALETTE[:9]))
    new = tuple(Code(name=f"b{n}") for n in range(6))
    colours = [each.lower() for each in colours_of(Codebook(name="bok", codes=own + new)).values()]
    assert len(set(colours)) == 15
