"""People planted in thirty pages: what is found in the plain texts is found in every format a report goes out in."""

import csv
import io
import re
from functools import cache
from pathlib import Path

import pytest

from evaluation.model import People
from evaluation.privacy.scanning.register import register_of
from evaluation.privacy.scanning.scan import scan
from evaluation.privacy.scanning.spelling import folded
from evaluation.settings.yaml_file import load
from reports.checks.names import SERIOUS, names_in
from reports.checks.readable import readable
from reports.engines.embedded import render
from reports.markdown import escaped

SETS = sorted((Path(__file__).parents[2] / "evaluation" / "privacy").glob("held_out*"))
FORMATS = ("html", "docx", "odt", "pdf")
# Short forms, initials and misspellings that are the language's own words too, with nothing around them here that tells
# otherwise (lines of a chat run together in a report), and what somebody is called that no rule knows.
WORDS = {
    "held_out_fifth": {"Odden"},
    "held_out_sixth": {"ta"},
    "held_out_eighth": {"Sonder", "tobben"},
    "held_out_ninth": {"Livemor", "Maisen", "selam"},
}


@cache
def people_of(folder: Path) -> People:
    return People.model_validate(load(folder / "people.yaml").content)


def mentions(folder: Path) -> list[str]:
    rows = csv.DictReader(io.StringIO((folder / "gold.csv").read_text(encoding="utf-8")), delimiter=";")
    return [each["text"].replace("\\n", " ").replace("\n", " ") for each in rows]


@pytest.fixture(scope="module", params=SETS, ids=[each.name for each in SETS])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The texts, and a folder with a report in four formats that tells them all."""
    folder: Path = request.param
    target = tmp_path_factory.mktemp(folder.name)
    texts = [escaped(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]
    body = "\n\n".join(f"# Del {number}\n\n{text}" for number, text in enumerate(texts, 1))
    (target / "report.qmd").write_text(f"---\ntitle: Samtaler\nlang: nb\n---\n\n{body}\n", encoding="utf-8")
    render(target, FORMATS, language="nb")
    return folder, target


def pieces(text: str) -> set[str]:
    """The words of a text and the parts of those with a hyphen, folded."""
    return {folded(each) for each in re.findall(r"[\w.-]+|[^\W_]+", f"{text} {text.replace('-', ' ')}")}


def told_in(file: Path, people: People) -> set[str]:
    found = [str(each.values["words"]) for each in names_in({file: readable(file)}, people) if each.severity == "error"]
    return {piece for words in found for piece in pieces(words)}


@pytest.mark.parametrize("format_", FORMATS)
def test_no_planted_name_gets_through(published: tuple[Path, Path], format_: str) -> None:
    folder, made = published
    told = told_in(made / f"report.{format_}", people_of(folder))
    through = {each for each in mentions(folder) if not pieces(each) & told}
    assert through - WORDS.get(folder.name, set()) == set()


def test_each_of_them_stops_the_report(published: tuple[Path, Path]) -> None:
    folder, made = published
    people = people_of(folder)
    text = "\n\n".join(each.text for each in readable(made / "report.pdf"))
    finds = [each for each in scan(text, register_of(people)) if each.certainty in SERIOUS]
    named = {each.of[0] for each in finds if len(each.of) == 1}
    assert {f"participant:{each.id}" for each in people.participants} - named == set()
