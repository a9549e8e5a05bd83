"""The IA scheme measured on a real report and on the sample transcript: do its codes fall where the theme is spoken of?

The report's chapter 2 has one section for each theme, its section 3.2 is on what is missing. The scheme was made with
both texts at hand, so the shares say that it is fit for use, not how it does on texts nobody has seen.
"""

import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pytest

from coding import schemes
from coding.rules import apply
from evaluation.model import Coding, Source, Turn

PROJECT = Path(__file__).parents[2]
REPORTS = sorted((PROJECT.parent / "shared" / "seeds").glob("004_*.txt"))
TRANSCRIPT = PROJECT / "evaluation/app/demo/sample/sources/fokusgruppe.txt"
THEMES = tuple(code.name for code in schemes.load("ia-agreement"))
NYNORSK = "hotell"
OPENINGS = (
    "begynner vi med det generelle",
    "Neste tema er forenkling",
    "over til relevans",
    "til det forebyggende",
    "ved sykefraværsoppfølgingen",
    "Neste tema er utenforskap",
    "videre til seniorene",
    "Hvordan foregår IA-arbeidet",
    "Siste tema. Hva mangler",
)

Counts = dict[str, Counter[str]]
on_the_report = pytest.mark.skipif(not REPORTS, reason="the report is not here")
on_the_transcript = pytest.mark.skipif(not TRANSCRIPT.exists(), reason="the sample transcript is not here")


def count(codings: tuple[Coding, ...], borders: dict[int, str]) -> Counts:
    """For each code, how many of its codings begin in each section; `borders` gives where sections begin."""
    counts: Counts = defaultdict(Counter)
    for coding in codings:
        section = borders[max(start for start in borders if start <= coding.start)]
        counts[coding.code][section] += 1
    return counts


@cache
def report_counts() -> Counts:
    text = REPORTS[0].read_text(encoding="utf-8")
    numbers = {f"2.{number}": theme for number, theme in enumerate(THEMES[:8], 2)}
    numbers |= {"3": "3", "3.1": "3.1", "3.2": "mangler"}
    borders = {0: "before"}
    for number, section in numbers.items():
        heading = re.search(rf"(?m)^\s*{re.escape(number)}\s+[A-Z]", text)
        assert heading
        borders[heading.start()] = section
    source = Source("report", text, language="nb")
    return count(apply(schemes.load("ia-agreement"), source), borders)


@cache
def transcript() -> Source:
    text = TRANSCRIPT.read_text(encoding="utf-8")
    lines = re.finditer(r"(?m)^\[[\d:]+\] ([^:\n]+): (.*)$", text)
    turns = tuple(Turn(line.start(2), line.end(2), line[1]) for line in lines)
    return Source("fokusgruppe", text, kind="transcript", turns=turns)


@cache
def transcript_codings() -> tuple[Coding, ...]:
    return apply(schemes.load("ia-agreement"), transcript(), skip=lambda turn: not turn.speaker.startswith("Informant"))


def transcript_counts() -> Counts:
    starts = {transcript().text.index(words): theme for words, theme in zip(OPENINGS, THEMES, strict=True)}
    return count(transcript_codings(), {0: "before", **starts})


def themed(counts: Counts, code: str) -> int:
    """The codings of a code that lie in a section that bears a theme's name; for `mangler` all."""
    return sum(number for section, number in counts[code].items() if section in THEMES[:8] or code == "mangler")


def show(counts: Counts) -> None:
    for code in THEMES:
        print(f"{code:12} {counts[code][code]:3} of {themed(counts, code):3} in its own section", dict(counts[code]))  # noqa: T201
    home = sum(counts[code][code] for code in THEMES)
    print(f"{'in all':12} {home:3} of {sum(themed(counts, code) for code in THEMES):3}")  # noqa: T201


@on_the_report
@pytest.mark.parametrize("code", THEMES)
def test_most_codings_in_the_report_fall_in_the_section_of_their_theme(code: str) -> None:
    counts = report_counts()
    show(counts)
    assert counts[code][code] > themed(counts, code) / 2


@on_the_transcript
@pytest.mark.parametrize("code", [theme for theme in THEMES if theme != "mangler"])
def test_the_largest_part_of_the_codings_in_the_transcript_fall_in_their_theme(code: str) -> None:
    counts = transcript_counts()
    show(counts)
    assert counts[code].most_common(1)[0][0] == code
    assert counts[code][code] >= 10


@on_the_transcript
def test_wishes_are_found_where_they_are_asked_for_and_elsewhere() -> None:
    # People say what they miss under every theme, so `mangler` need only be commonest under its own.
    assert transcript_counts()["mangler"].most_common(1)[0][0] == "mangler"


@on_the_transcript
@pytest.mark.parametrize("code", THEMES)
def test_every_theme_is_found_in_what_the_nynorsk_speaker_says(code: str) -> None:
    spans = [(turn.start, turn.end) for turn in transcript().turns if NYNORSK in turn.speaker]
    own = [each for each in transcript_codings() if each.code == code and any(a <= each.start < b for a, b in spans)]
    assert len(own) >= 2
