"""Which stretches of `report.qmd` are the researcher's paragraphs, and how they are known again."""

from pathlib import Path

import pytest

from reports.living.history import Known
from reports.living.paragraphs import paragraphs_of
from reports.living.recognising import recognise

REPORT = """\
---
title: "Prøve"
---

# Resultater

## Forebygging

{{< include _generated/theme-f-quotes.qmd >}}

Mange løfter tungt,
og det merkes.

- Første punkt.
- Andre punkt.

<!-- Husk å spørre Kari. -->

::: {.narrative-place}
Her skriver du.
:::

```r
kode <- 1
```

### Nærmere

Under en egen overskrift.

## Oppfølging

Uten noe ved siden av.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.qmd").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_paragraphs_and_points_are_found_with_their_lines(folder: Path) -> None:
    assert [(each.first, each.last, each.text.split()[0]) for each in paragraphs_of(folder)] == [
        (11, 12, "Mange"), (14, 14, "-"), (15, 15, "-"), (29, 29, "Under"), (33, 33, "Uten"),
    ]  # fmt: skip


def test_what_is_drawn_in_stands_beside_the_paragraphs_of_its_heading(folder: Path) -> None:
    drawn = {each.first: each.draws for each in paragraphs_of(folder)}
    assert (drawn[11], drawn[29], drawn[33]) == (("theme-f-quotes",), ("theme-f-quotes",), ())


def test_own_files_that_are_drawn_in_are_narrative_too(folder: Path) -> None:
    (folder / "kapittel.qmd").write_text("Skrevet for seg.\n", encoding="utf-8")
    (folder / "report.qmd").write_text("{{< include kapittel.qmd >}}\n", encoding="utf-8")
    assert [(each.file, each.text) for each in paragraphs_of(folder)] == [("kapittel.qmd", "Skrevet for seg.")]


def test_a_file_that_draws_itself_in_comes_to_an_end(folder: Path) -> None:
    (folder / "report.qmd").write_text("{{< include report.qmd >}}\n\nTekst.\n", encoding="utf-8")
    assert [each.text for each in paragraphs_of(folder)][-1] == "Tekst."


WAS = "Elleve virksomheter løfter tungt, og de fleste sier at det merkes på fraværet om høsten."


@pytest.mark.parametrize(
    ("now", "verdict"),
    [
        (WAS, "same"),
        (WAS.replace("merkes", "merkast"), "edited"),
        (WAS.replace("Elleve", "Tolv"), "rewritten"),
        (WAS + " Se @fig-heatmap.", "rewritten"),
        ("Elleve virksomheter løfter tungt, men hos de fleste er det verst om våren og sommeren.", "rewritten"),
        ("Noe helt annet om kurs og skjemaer og tilskudd i kommunene.", "new"),
    ],
)
def test_a_paragraph_is_known_again(now: str, verdict: str, tmp_path: Path) -> None:
    (tmp_path / "report.qmd").write_text(f"Et nytt avsnitt først.\n\n{now}\n", encoding="utf-8")
    known = Known("abc123", _fingerprint(tmp_path, WAS), WAS, "2026-01-01", {})
    *_, found = recognise(paragraphs_of(tmp_path), [known])
    assert (found.verdict, found.known) == (verdict, known if verdict != "new" else None)


def _fingerprint(folder: Path, text: str) -> str:
    before = (folder / "report.qmd").read_text("utf-8")
    (folder / "report.qmd").write_text(text, encoding="utf-8")
    [paragraph] = paragraphs_of(folder)
    (folder / "report.qmd").write_text(before, encoding="utf-8")
    return paragraph.fingerprint


def test_one_known_paragraph_is_not_two(tmp_path: Path) -> None:
    (tmp_path / "report.qmd").write_text(f"{WAS}\n\n{WAS}\n", encoding="utf-8")
    first, second = recognise(paragraphs_of(tmp_path), [Known("a", _fingerprint(tmp_path, WAS), WAS, "", {})])
    assert (first.verdict, second.verdict) == ("same", "new")
