"""A codebook file tells all its faults at once, and what is written can be read again."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coding.codebook import as_yaml, check_codebook, read_codebook, write_codebook
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Indicator, Localised


def faults(folder: Path, text: str) -> list[tuple[str, int | None]]:
    path = folder / "codebook.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        read_codebook(path)
    assert all(each.file == str(path) for each in error.value.problems)
    return [(each.code, each.line) for each in error.value.problems]


def test_every_fault_of_content_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """\
name: prøve
codes:
  - name: a
    parent: bb
    colour: rød
  - name: b
    navn: B
  - name: b
    indicators:
      nb:
        - lege*
        - "~3 lege"
"""
    assert faults(tmp_path, text) == [
        ("CODE-002", 4),
        ("FILE-011", 5),
        ("FILE-002", 7),
        ("CODE-001", 8),
        ("RULE-002", 12),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: a\nname: b\n", ("YAML-006", 2)),
        ("name: a\ncodes:\n\t- name: b\n", ("YAML-004", 3)),
        ("codes: []\n", ("FILE-001", 1)),
        ("name: x\ncodes:\n  - {name: a, parent: b}\n  - {name: b, parent: a}\n", ("CODE-003", 3)),
        ("name: x\ncodes:\n  - {name: a, parent: a}\n", ("CODE-003", 3)),
    ],
)
def test_a_fault_has_its_code_and_line(tmp_path: Path, text: str, expected: tuple[str, int]) -> None:
    assert faults(tmp_path, text) == [expected]


def test_a_parent_that_is_not_there_gets_the_nearest_name(tmp_path: Path) -> None:
    path = tmp_path / "c.yaml"
    path.write_text("name: x\ncodes:\n  - name: forebygging\n  - {name: b, parent: forebyging}\n", encoding="utf-8")
    with pytest.raises(EvaluationError) as error:
        read_codebook(path)
    assert error.value.problems[0].values["known"] == "forebygging"


def test_a_circle_is_told_once(tmp_path: Path) -> None:
    text = "name: x\ncodes:\n  - {name: a, parent: b}\n  - {name: b, parent: c}\n  - {name: c, parent: b}\n"
    assert [code for code, _ in faults(tmp_path, text)] == ["CODE-003"]


texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=20)
localised = st.builds(Localised, nb=st.none() | texts, nn=st.none() | texts, en=st.none() | texts)
names = st.from_regex(r"[a-zæøå0-9][a-zæøå0-9 .:#-]{0,8}", fullmatch=True)
words = st.lists(st.sampled_from(["lege*", "!=no", "savn* <~3> *møte", "=yes", "on", "12"]), max_size=3).map(tuple)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    drawn = draw(st.lists(names, unique=True, max_size=4))
    codes = tuple(
        Code(
            name=name,
            parent=draw(st.none() | st.sampled_from(drawn[:number])) if number else None,
            label=draw(localised),
            definition=draw(localised),
            colour=draw(st.none() | st.just("#332288")),
            indicators=Indicator(nb=draw(words), en=draw(words)),
        )
        for number, name in enumerate(drawn)
    )
    return Codebook(name=draw(names), title=draw(localised), version=draw(names), codes=codes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(codebook=codebooks())
def test_writing_and_reading_loses_nothing(tmp_path: Path, codebook: Codebook) -> None:
    path = tmp_path / "codebook.yaml"
    write_codebook(codebook, path)
    assert read_codebook(path) == codebook


def test_a_codebook_is_written_for_people_to_read() -> None:
    code = Code(name="a", label=Localised(nb="Å være"), indicators=Indicator(nb=("lege*",)))
    assert as_yaml(Codebook(name="x", codes=(code,))) == (
        "name: x\ncodes:\n  - name: a\n    label:\n      nb: Å være\n    indicators:\n      nb:\n        - lege*\n"
    )


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ((Code(name="a"),), "CODE-004"),
        ((Code(name="b", parent="a", definition=Localised(nb="B")),), "CODE-006"),
        (
            tuple(
                Code(name=name, definition=Localised(nb="."), indicators=Indicator(nb=(words,)))
                for name, words in (("a", "IA-avtal*"), ("b", "ia‐avtal*"))
            ),
            "CODE-005",
        ),
        ((Code(name="a", definition=Localised(nb="."), indicators=Indicator(nb=("*",))),), "RULE-006"),
    ],
)
def test_the_check_finds(codes: tuple[Code, ...], expected: str) -> None:
    assert [each.code for each in check_codebook(Codebook(name="x", codes=codes))] == [expected]
