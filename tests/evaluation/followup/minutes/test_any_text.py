"""Whatever the lines of a file are, reading them gives minutes, in which every place is one of the text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.followup.minutes.plain import as_plain
from evaluation.followup.minutes.reading import minutes_of
from evaluation.followup.minutes.rows import page_of
from evaluation.model.meetings import Place
from evaluation.model.minutes import Minutes
from evaluation.sources.extract import Extract, Line

EXAMPLES = sorted(each for each in (Path(__file__).parent / "examples").iterdir() if each.suffix != ".toml")
SAID = sorted({line for file in EXAMPLES for line in file.read_text(encoding="utf-8").splitlines()})
lines = st.lists(
    st.builds(
        Line, st.sampled_from(SAID), heading=st.sampled_from([0, 0, 0, 1, 2]), item=st.sampled_from([0, 0, 1, 11])
    ),
    min_size=1,
    max_size=40,
).map(tuple)


@given(lines, st.sampled_from(["txt", "md", "docx"]))
@settings(max_examples=60, deadline=None)
def test_any_lines_are_read_and_every_place_is_one_of_the_text(found: tuple[Line, ...], format_: str) -> None:
    extracted = Extract(found, format=format_)
    minutes = minutes_of(extracted)
    as_plain(minutes)
    assert all(0 <= each.start <= each.end <= len(extracted.text) for each in places(minutes))


@given(lines, st.booleans())
@settings(max_examples=60, deadline=None)
def test_signs_are_made_alike_one_for_one(found: tuple[Line, ...], markdown: bool) -> None:
    page = page_of(found, markdown=markdown)
    assert len(page.text) == len(page.raw)


def places(minutes: Minutes) -> list[Place]:
    items = list(minutes.walk())
    points = [*minutes.action_points, *(point for item in items for point in item.action_points)]
    return [place for each in (minutes, *items, *points, *minutes.people) for place in each.places]
