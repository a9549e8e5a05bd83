"""A study that lacks something still gets a report that says so, and points to nothing that is not there."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from evaluation.language import Language, phrase
from evaluation.study import Study
from reports.draft import draft_report
from reports.facts import gather
from reports.illustrations import illustrations
from reports.render import render_report

UNTHEMED = """\
name: k
codes:
  - {name: forebygging, indicators: {nb: [romferd*]}}
  - {name: oppfolging}
  - {name: løft, indicators: {nb: [løft*]}}
"""
NO_NUMBERS = {"title: Halvveis i avtalen": "title: T\ncommissioner: {name: Forbundet}"}

LACKING: dict[str, dict[str, Any]] = {
    "nothing at all": {"people": None, "codebook": None, "talk": None},
    "no people": {"people": None},
    "no codebook": {"codebook": None, "session": "fg1"},
    "no sources": {"talk": None},
    "themes without codings, a code without a theme": {"codebook": UNTHEMED, "session": "fg1"},
    "a commissioner and no evaluator": {"settings": NO_NUMBERS, "session": "fg1"},
}


@pytest.fixture
def lacking(told: Callable[..., Study], people: str) -> Callable[[str], Study]:
    return lambda what: told(**{"people": people, **LACKING[what]})


@pytest.mark.parametrize("what", LACKING)
def test_its_report_can_be_made(lacking: Callable[[str], Study], what: str) -> None:
    study = lacking(what)
    draft_report(study)
    [page] = render_report(study, to=["html"])
    assert not re.findall(r"@(?:fig|tbl|sec)-|\?\?|None|nan", _words(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("what", LACKING)
def test_no_heading_stands_over_nothing(lacking: Callable[[str], Study], what: str) -> None:
    study = lacking(what)
    draft_report(study)
    folder = study.folder / "report" / "_generated"
    # What brings its own heading, or stands under another one, may be empty.
    own = ("figure-", "theme-", "appendix", "survey", "findings", "recommendations")
    sections = [file for file in folder.glob("*.qmd") if not file.name.startswith(own)]
    assert [file.name for file in sections if not file.read_text(encoding="utf-8").strip()] == []


@pytest.mark.parametrize("what", LACKING)
def test_every_reference_has_its_target(lacking: Callable[[str], Study], what: str) -> None:
    study = lacking(what)
    draft_report(study)
    text = "".join(file.read_text(encoding="utf-8") for file in (study.folder / "report" / "_generated").glob("*.qmd"))
    assert set(re.findall(r"@((?:fig|tbl)-[\w-]+)", text)) == set(re.findall(r"\{#((?:fig|tbl)-[\w-]+)", text))


@pytest.mark.parametrize(
    ("what", "part", "key"),
    [
        ("no people", "people", "people.none"),
        ("no codebook", "codebook", "codebook.none"),
        ("no codebook", "coding", "coding.none"),
        ("no sources", "data", "data.none"),
        ("nothing at all", "guide", "guide.none"),
        ("nothing at all", "theme-forebygging-quotes", "theme.nothing"),
        ("nothing at all", "limits", "limits.none"),
        ("no people", "theme-forebygging-quotes", "theme.no_quotes"),
    ],
)
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_lacking_is_said(
    lacking: Callable[[str], Study], what: str, part: str, key: str, language: Language
) -> None:
    study = lacking(what)
    draft_report(study, language=language)
    told = (study.folder / "report" / "_generated" / f"{part}.qmd").read_text(encoding="utf-8")
    assert phrase(f"report.{key}", language) in told


def test_unknown_speakers_are_numbered_and_whoever_asks_is_no_informant(lacking: Callable[[str], Study]) -> None:
    [talk] = [each for each in illustrations(gather(lacking("no people"), "nb")) if each.name == "talk"]
    assert talk.content[["speaker", "affiliation"]].to_numpy().tolist() == [
        ["Intervjuer", "moderator"],
        ["Ukjent taler 1", "informant"],
        ["Ukjent taler 2", "informant"],
    ]


def _words(page: str) -> str:
    body = page[page.index("<body") :]
    return re.sub(r"<(script|style|svg).*?</\1>|<[^>]+>", " ", body, flags=re.DOTALL)
