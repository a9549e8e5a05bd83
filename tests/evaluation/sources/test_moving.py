"""What stands off from a text goes with its words when the text changes."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evaluation.sources.alignment import align
from evaluation.sources.moving import move

WORDS = """
    vi har hatt en avtale om sykefravær og forebygging siden mars men det tok tid før lederne fulgte opp med samtaler
    på gulvet der folk jobber natt og helg uten vikar ja nei det er sånn hos oss også i fjor
    """.split()  # noqa: SIM905


def talk(chance: random.Random, words: int) -> str:
    """Turns of five to sixty words, one a line."""
    lines = []
    while words > 0:
        count = min(words, chance.randint(5, 60))
        lines.append(f"Informant {chance.randint(1, 5)}: {' '.join(chance.choices(WORDS, k=count))}.")
        words -= count
    return "\n".join(lines)


Edit = tuple[int, int, str]


def edited(text: str, edits: list[Edit]) -> str:
    """The text with each [start, end) replaced, the last first."""
    for start, end, words in reversed(edits):
        text = text[:start] + words + text[end:]
    return text


def random_edits(chance: random.Random, text: str, count: int) -> list[Edit]:
    places = sorted(chance.sample(range(len(text)), count))
    found: list[Edit] = []
    for place, after in pairwise([*places, len(text)]):
        end = min(place + chance.choice((0, 1, 3, 8, 25)), after)
        found.append((place, end, chance.choice(("", "x", " altså", "ikke ", " noe helt nytt her"))))
    return found


def is_touched(span: tuple[int, int], edits: list[Edit]) -> bool:
    return any((start < span[1] and span[0] < end) or span[0] < start == end < span[1] for start, end, _ in edits)


def misplaced(old: str, new: str, spans: list[tuple[int, int]], edits: list[Edit]) -> list[str]:
    """The words no edit touched that are not where they are said to be now."""
    moves = move(old, new, spans).moves
    return [
        each.words
        for each in moves
        if not is_touched((each.start, each.end), edits)
        and (each.place is None or new[slice(*each.place)] != each.words)
    ]


def spans_in(chance: random.Random, text: str, count: int) -> list[tuple[int, int]]:
    starts = (chance.randrange(len(text) - 1) for _ in range(count))
    return [(start, min(len(text), start + chance.randint(1, 300))) for start in starts]


@pytest.mark.parametrize("seed", range(4))
def test_after_three_hundred_edits_each_untouched_coding_is_on_its_words(seed: int) -> None:
    chance = random.Random(seed)
    old = talk(chance, 11_000)
    edits = random_edits(chance, old, 300)
    assert misplaced(old, edited(old, edits), spans_in(chance, old, 2_000), edits) == []


def test_every_span_has_a_place_or_is_lost_with_its_words() -> None:
    chance = random.Random(5)
    old = talk(chance, 2_000)
    new = edited(old, random_edits(chance, old, 200))
    spans = spans_in(chance, old, 500)
    moves = move(old, new, spans).moves
    assert [(each.start, each.end, each.words) for each in moves] == [(a, b, old[a:b]) for a, b in spans]
    assert all(each.place is None or 0 <= each.place[0] < each.place[1] <= len(new) for each in moves)


@settings(max_examples=60, deadline=None)
@example(50518, 2)  # "lederne en gulvet": of two "en" the one that stayed is taken for the one that went
@example(572, 9)  # "og en hatt": the first word joined to what was put in before it
@example(3057, 10)  # "nei opp": both outer words cut or joined
@example(15719, 12)  # "lederne lederne": the one that stayed, just before the change
@example(17011, 8)  # "forebygging det det": two small words taken for later ones
@given(st.integers(0, 10**6), st.integers(1, 12))
def test_small_texts_too(seed: int, count: int) -> None:
    chance = random.Random(seed)
    old = talk(chance, 60)
    edits = random_edits(chance, old, count)
    spans = [span for span in spans_in(chance, old, 20) if span[1] - span[0] > 3]
    assert misplaced(old, edited(old, edits), spans, edits) == []


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab \nø", max_size=60), st.text(alphabet="ab \nø", max_size=60))
def test_places_keep_their_order(old: str, new: str) -> None:
    alignment = align(old, new)
    places = [place for at in range(len(old) + 1) for place in alignment.place(at)]
    assert places == sorted(places)
    assert all(0 <= place <= len(new) for place in places)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_an_edit_and_its_reverse_bring_untouched_spans_home(seed: int) -> None:
    chance = random.Random(seed)
    old = talk(chance, 300)
    edits = random_edits(chance, old, 5)
    new = edited(old, edits)
    spans = [span for span in spans_in(chance, old, 30) if span[1] - span[0] > 20 and not is_touched(span, edits)]
    there = [each.place for each in move(old, new, spans).moves]
    back = move(new, old, [place for place in there if place]).moves
    assert [old[slice(*each.place)] for each in back if each.place] == [old[slice(*span)] for span in spans]


OLD = "I1: Vi satset på forebygging.\nI2: Oppfølgingen tok tid hos oss.\nI1: Ja, det gjorde den.\n"


@pytest.mark.parametrize(
    ("words", "change", "now"),
    [
        ("satset på forebygging", ("satset på", "satser på"), "satser på forebygging"),
        ("satset på forebygging", ("forebygging", "tilrettelegging"), "satset på tilrettelegging"),
        ("satset på forebygging", ("satset", "har satset"), "satset på forebygging"),
        ("satset på forebygging", ("forebygging.", "forebygging i fjor."), "satset på forebygging"),
        ("forebygging", ("forebygging", "førebygging"), "førebygging"),
        ("tok tid hos oss", ("tid hos", "lang tid hos"), "tok lang tid hos oss"),
        ("tok tid hos oss", (" hos oss", ""), "tok tid"),
        ("Oppfølgingen", ("I2:", "Informant 2:"), "Oppfølgingen"),
    ],
)
def test_a_span_follows_what_is_done_to_its_words(words: str, change: tuple[str, str], now: str) -> None:
    new = OLD.replace(*change)
    start = OLD.index(words)
    [found] = move(OLD, new, [(start, start + len(words))]).moves
    assert found.place is not None
    assert new[slice(*found.place)] == now


@pytest.mark.parametrize("gone", ["Oppfølgingen tok tid hos oss.", "forebygging", "Ja"])
def test_a_span_whose_words_are_gone_is_lost_with_them(gone: str) -> None:
    start = OLD.index(gone)
    [lost] = move(OLD, OLD.replace(gone, "", 1), [(start, start + len(gone))]).lost
    assert lost.words == gone


def test_a_word_replaced_by_a_quite_different_one_is_lost() -> None:
    start = OLD.index("forebygging")
    assert move(OLD, OLD.replace("forebygging", "noe"), [(start, start + 11)]).lost[0].words == "forebygging"


def test_a_paragraph_that_went_elsewhere_takes_its_codings_along() -> None:
    paragraphs = [f"I{number}: {talk(random.Random(number), 40)}" for number in range(9)]
    old = "\n\n".join(paragraphs)
    new = "\n\n".join([*paragraphs[:2], *paragraphs[3:7], paragraphs[2], *paragraphs[7:]])
    start = old.index(paragraphs[2])
    spans = [(start + 5, start + 60), (start, start + len(paragraphs[2]))]
    assert [new[slice(*(each.place or (0, 0)))] for each in move(old, new, spans).moves] == [old[a:b] for a, b in spans]


def test_a_paragraph_that_went_elsewhere_and_was_corrected_is_followed() -> None:
    words = "Det var ingen som hadde tenkt på renholderne da avtalen ble skrevet for mange år siden."
    old = f"{words}\n{talk(random.Random(1), 300)}"
    new = f"{talk(random.Random(1), 300)}\n{words.replace('mange', 'fire')}"
    [found] = move(old, new, [(0, len(words))]).moves
    assert found.place is not None
    assert new[slice(*found.place)] == words.replace("mange", "fire")


def test_similarity_is_the_share_of_the_old_words_that_are_kept() -> None:
    old = "en to tre fire\n" * 4 + "fem seks sju\n" * 4
    kept = move(old, "en to tre fire\n" * 4, [(0, 60)]).similarity
    assert (round(kept.text, 2), kept.spans) == (0.52, 1.0)


def test_an_unrelated_text_keeps_next_to_nothing() -> None:
    other = talk(random.Random(2), 3_000).translate(str.maketrans("aeiouåø", "eioaiøå"))
    assert move(talk(random.Random(1), 3_000), other, []).similarity.text < 0.1


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "ny"), ("gammel", ""), ("a" * 9_000, "b" * 9_000)])
def test_texts_with_nothing_in_common_have_no_places(old: str, new: str) -> None:
    assert all(each.place is None for each in move(old, new, [(0, len(old))] if old else []).moves)


@pytest.mark.slow
@pytest.mark.parametrize("turn", ["edited", "shuffled", "unrelated"])
def test_a_long_transcript_takes_no_more_than_seconds(turn: str) -> None:
    chance = random.Random(3)
    old = talk(chance, 100_000)
    lines = old.split("\n")
    chance.shuffle(lines)
    new = {
        "edited": edited(old, random_edits(chance, old, 300)),
        "shuffled": "\n".join(lines),
        "unrelated": old[::-1],
    }[turn]
    began = time.process_time()
    move(old, new, spans_in(chance, old, 2_000))
    assert time.process_time() - began < 20
