"""What another program knew of cases and sources can be asked for after WHERE."""

from __future__ import annotations

from pathlib import Path

import pytest

from coding.exchange.importing import import_file
from coding.query import run
from evaluation.errors import EvaluationError
from evaluation.study import Study
from tests.coding.exchange.examples import TALK, guid, packed, project, selection, source

TEXT = "Ada: Jeg fikk hjelp.\nBo: Jeg hjalp til.\n"


@pytest.fixture
def asked(study: Study, tmp_path: Path) -> Study:
    """Ada is 41 and has the whole text; Bo, who is 30, has the selection his words are in."""

    def value(years: int) -> str:
        said = f"<IntegerValue>{years}</IntegerValue>"
        return f'<VariableValue><VariableRef targetGUID="{guid(6, 1)}"/>{said}</VariableValue>'

    variables = f'<Variables><Variable guid="{guid(6, 1)}" name="Antall år" typeOfVariable="Integer"/></Variables>'
    cases = (
        f'<Cases><Case guid="{guid(7, 1)}" name="Ada">{value(41)}<SourceRef targetGUID="{TALK}"/></Case>'
        f'<Case guid="{guid(7, 2)}" name="Bo">{value(30)}<SelectionRef targetGUID="{guid(4, 2)}"/></Case></Cases>'
    )
    inside = selection(14, 19) + selection(25, 39, number=2)
    xml = project(variables + cases + source(inside))
    import_file(study, packed(tmp_path / "a.qdpx", xml, {"sources/samtale.txt": TEXT}))
    return study


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hjelp WHERE antall_år > 35", ["hjelp"]),
        ("hjelp WHERE antall_år < 35", ["Jeg hjalp til."]),
        ("hjelp WHERE case = Bo", ["Jeg hjalp til."]),
        ("hjelp WHERE case = Ada", ["hjelp"]),
        ("hjelp WHERE antall_år = 12", []),
    ],
)
def test_variables_and_cases_are_attributes(asked: Study, query: str, found: list[str]) -> None:
    assert run(asked, query).table()["text"].tolist() == found


def test_a_variable_that_is_not_there_names_the_nearest(asked: Study) -> None:
    with pytest.raises(EvaluationError) as error:
        run(asked, "hjelp WHERE antal_år = 3")
    assert "antall_år" in str(error.value.problems[0].values["known"])
