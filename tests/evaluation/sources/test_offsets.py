"""A changed text still leads back to the file it was read from."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from evaluation.model import OffsetMap
from evaluation.sources.alignment import align
from evaluation.sources.normalise import normalise
from evaluation.sources.offsets import MOST, composed

WORDS = st.text(alphabet="abø \r\n", max_size=40)


def test_kept_words_lead_to_where_they_stand_in_the_file() -> None:
    original = "\ufeffVi satset\r\npå forebygging\r\ni fjor."
    old, offsets = normalise(original)
    new = old.replace("satset", "har alltid satset").replace("i fjor", "fjor")
    found = composed(align(old, new), offsets)
    assert found is not None
    assert [original[found.original(new.index(word))] for word in ("Vi", "satset", "forebygging", "fjor")] == list(
        "Vsff"
    )


@given(WORDS, WORDS)
def test_every_block_that_is_kept_leads_to_its_own_letters(original: str, new: str) -> None:
    old, offsets = normalise(original)
    alignment = align(old, new)
    found = composed(alignment, offsets)
    assert found is not None
    for block in alignment.blocks:
        for step in range(block.length):
            assert found.original(block.new + step) == offsets.original(block.old + step)


@given(WORDS, WORDS)
def test_the_way_back_never_turns(original: str, new: str) -> None:
    old, offsets = normalise(original)
    found = composed(align(old, new), offsets)
    assert found is not None
    places = [found.original(at) for at in range(len(new) + 1)]
    assert all(one <= other for one, other in pairwise(places))


def test_so_much_put_in_that_it_leads_nowhere() -> None:
    assert composed(align("Kort.", "Kort." + " Langt." * MOST), OffsetMap()) is None
