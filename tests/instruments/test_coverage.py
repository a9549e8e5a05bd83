"""The table of themes, instruments and roles says who is asked about what."""

from collections.abc import Callable
from pathlib import Path

from evaluation.model import Localised, Theme
from instruments.coverage import coverage
from instruments.load import read_instrument_file

GUIDE = """\
id: guide
kind: guide
title: Guide
roles: {leder: Leder, tillitsvalgt: Tillitsvalgt}
sections:
  - id: a
    title: A
    themes: [forebygging]
    questions:
      - {id: a-1, text: Alle}
      - {id: a-2, text: Ledere, audience: [leder]}
      - {id: a-3, type: information, text: Nå kommer det mer.}
      - {id: a-4, text: Om seniorer, themes: [seniorer], audience: [tillitsvalgt]}
"""


def test_what_is_for_everybody_counts_for_each_role(write: Callable[[str, str], Path]) -> None:
    themes = [Theme(id=each, label=Localised(), code=each) for each in ("forebygging", "seniorer", "mangler")]
    files = [read_instrument_file(write("guide.yaml", GUIDE))]
    assert [(each.theme, each.role, each.questions) for each in coverage(themes, files)] == [
        ("forebygging", "leder", ("a-1", "a-2")),
        ("forebygging", "tillitsvalgt", ("a-1",)),
        ("seniorer", "leder", ()),
        ("seniorer", "tillitsvalgt", ("a-4",)),
        ("mangler", "leder", ()),
        ("mangler", "tillitsvalgt", ()),
    ]


def test_an_instrument_without_roles_has_one_column(write: Callable[[str, str], Path]) -> None:
    themes = [Theme(id="forebygging", label=Localised(), code="forebygging")]
    plain = GUIDE.replace("roles: {leder: Leder, tillitsvalgt: Tillitsvalgt}\n", "").replace(", audience: [leder]", "")
    file = read_instrument_file(write("guide.yaml", plain.replace(", audience: [tillitsvalgt]", "")))
    assert [(each.role, each.questions) for each in coverage(themes, [file])] == [("", ("a-1", "a-2"))]
