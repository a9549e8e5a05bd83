"""Refused suggestions: remembered, undoable, moved along with their words, and not made again."""

from __future__ import annotations

import json
from typing import Any

import pytest

from coding import suggest
from coding.suggest import Suggestion
from evaluation.app.cli.main import main
from evaluation.codes import edit_code, merge_codes, rename_code
from evaluation.editing import change_text
from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Source
from evaluation.study import Study

TEXT = """Vi forebygger ved å bytte oppgaver.

Den sykmeldte får en telefon hver uke.

Forebygging er å flytte pallene.

Sykmeldingen ble forlenget igjen.
"""
BOOK = Codebook(
    name="book",
    codes=(
        Code(name="forebygging", definition="Før noen blir syke.", indicators={"nb": ["forebygg*"]}),
        Code(name="oppfolging", definition="Når noen er sykmeldt.", indicators={"nb": ["sykmeld*"]}),
        Code(name="fravaer", definition="Når noen er borte."),
    ),
)
PALLETS = "Forebygging er å flytte pallene."


@pytest.fixture
def held(study: Study) -> Study:
    study.import_codebook(BOOK)
    study.add(Source("svar", TEXT, "answers", language="nb"))
    study.add([Coding("svar", 0, 35, "forebygging", "ola"), Coding("svar", 37, 75, "oppfolging", "ola")])
    return study


def proposed(study: Study, text: str = PALLETS, code: str = "forebygging") -> list[Suggestion]:
    found = suggest.propose(study, least=0).suggestions
    return [each for each in found if (each.text, each.code) == (text, code)]


@pytest.fixture
def refused(held: Study) -> Study:
    suggest.refuse(held, proposed(held), "Det gjelder lageret.")
    return held


def test_a_refused_suggestion_is_not_made_again(refused: Study) -> None:
    assert proposed(refused) == []
    assert proposed(refused, code="oppfolging") != []


def test_it_is_listed_with_who_refused_it_and_why(refused: Study) -> None:
    [found] = suggest.list_refusals(refused)
    assert (found.text, found.code, found.reason, found.who, found.lapsed) == (
        PALLETS,
        "forebygging",
        "Det gjelder lageret.",
        "Test",
        "",
    )
    assert found.at
    assert found.model


def test_refusing_is_one_act_that_can_be_undone_and_redone(refused: Study) -> None:
    assert refused.log()[-1].act == "suggest.refuse"
    refused.undo()
    assert proposed(refused) != []
    refused.undo(redo=True)
    assert proposed(refused) == []


def test_refusing_twice_changes_nothing(refused: Study) -> None:
    [there] = suggest.list_refusals(refused)
    before = len(refused.log())
    assert suggest.refuse(refused, suggest.find_suggestions(refused, [there.id])) == 0
    assert len(refused.log()) == before


def test_it_may_be_proposed_again_on_request(refused: Study) -> None:
    [there] = suggest.list_refusals(refused)
    assert suggest.propose_again(refused, [there.id]) == 1
    assert suggest.list_refusals(refused) == ()
    assert [each.id for each in proposed(refused)] == [there.id]
    refused.undo()
    assert proposed(refused) == []


def test_an_unknown_refusal_names_the_nearest(refused: Study) -> None:
    [there] = suggest.list_refusals(refused)
    with pytest.raises(EvaluationError) as error:
        suggest.propose_again(refused, [there.id[:-1]])
    [problem] = error.value.problems
    assert (problem.code, problem.values["known"]) == ("SUGGEST-010", there.id)
    assert suggest.list_refusals(refused) == (there,)


def test_accepting_what_was_refused_takes_the_refusal_back(refused: Study) -> None:
    [there] = suggest.list_refusals(refused)
    assert suggest.accept(refused, suggest.find_suggestions(refused, [there.id])) == 1
    assert suggest.list_refusals(refused) == ()
    refused.undo()
    assert suggest.list_refusals(refused) == (there,)


def test_a_refusal_follows_its_words_when_the_text_is_corrected(refused: Study) -> None:
    change_text(refused, "svar", TEXT.replace("en telefon", "alltid en telefon"))
    [found] = suggest.list_refusals(refused)
    assert (found.text, found.lapsed) == (PALLETS, "")
    assert proposed(refused) == []


def test_it_no_longer_stands_when_the_words_are_others(refused: Study) -> None:
    now = "Forebygging er å flytte de tunge pallene."
    change_text(refused, "svar", TEXT.replace(PALLETS, now))
    [found] = suggest.list_refusals(refused)
    assert (found.text, found.lapsed) == (now, "words")
    [again] = proposed(refused, now)
    suggest.refuse(refused, [again])
    assert [each.lapsed for each in suggest.list_refusals(refused)] == [""]


def test_it_goes_with_words_that_are_taken_out_and_comes_back_with_them(refused: Study) -> None:
    change_text(refused, "svar", TEXT.replace(PALLETS, ""))
    assert suggest.list_refusals(refused) == ()
    refused.undo()
    assert [each.text for each in suggest.list_refusals(refused)] == [PALLETS]


def test_a_corrected_text_cannot_be_undone_from_under_a_later_refusal(refused: Study) -> None:
    refused.undo()
    change_text(refused, "svar", TEXT.replace("en telefon", "alltid en telefon"))
    edit = refused.log()[-1].id
    suggest.refuse(refused, proposed(refused))
    with pytest.raises(EvaluationError, match="STORE-012"):
        refused.undo(edit)


def test_it_no_longer_stands_when_the_code_means_something_else(refused: Study) -> None:
    code = refused.codebook.code("forebygging")
    edit_code(refused, code.model_copy(update={"definition": Code(name="x", definition="Alt på lageret.").definition}))
    assert [each.lapsed for each in suggest.list_refusals(refused)] == ["code"]
    assert proposed(refused) != []


def test_it_follows_a_code_that_is_renamed(refused: Study) -> None:
    rename_code(refused, "forebygging", "forebyggende")
    assert [(each.code, each.lapsed) for each in suggest.list_refusals(refused)] == [("forebyggende", "")]
    assert proposed(refused, code="forebyggende") == []


def test_it_follows_a_code_that_is_merged_and_is_there_once(refused: Study) -> None:
    suggest.refuse(refused, proposed(refused, code="oppfolging"))
    merge_codes(refused, ["forebygging", "oppfolging"], "fravaer")
    [found] = suggest.list_refusals(refused)
    assert (found.code, found.lapsed, found.reason) == ("fravaer", "", "Det gjelder lageret.")
    refused.undo()
    assert [each.code for each in suggest.list_refusals(refused)] == ["forebygging", "oppfolging"]


def test_a_refusal_teaches_the_model(held: Study) -> None:
    before = suggest.propose(held).model
    suggest.refuse(held, proposed(held, "Sykmeldingen ble forlenget igjen.", "forebygging"))
    after = suggest.propose(held).model
    assert after.version != before.version
    assert after.examples == before.examples


def run(study: Study, line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    status = main([*line.split(), "--study", str(study.folder), "--lang", "nb", "--json"])
    said = capsys.readouterr()
    return status, json.loads(said.out or said.err.splitlines()[-1])


def test_on_the_command_line(held: Study, capsys: pytest.CaptureFixture[str]) -> None:
    [wanted] = proposed(held)
    assert run(held, f"code suggest --refuse {wanted.id} --because lager", capsys) == (0, {"refused": 1})
    status, [listed] = run(held, "code suggest --refused", capsys)
    assert (status, listed["id"], listed["reason"]) == (0, wanted.id, "lager")
    keys = "id source start end text code reason lapsed model score who at"
    assert set(listed) == set(keys.split())
    assert run(held, f"code suggest --propose-again {wanted.id}", capsys) == (0, {"proposed_again": 1})
    assert run(held, "code suggest --refused", capsys) == (0, [])


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ("code suggest --refuse", 1, "SUGGEST-009"),
        ("code suggest --propose-again", 1, "SUGGEST-009"),
        ("code suggest --refuse 00000000", 1, "SUGGEST-005"),
        ("code suggest --propose-again 00000000", 1, "SUGGEST-010"),
        ("code suggest --accept --refuse 00000000", 2, "CLI-011"),
    ],
)
def test_a_line_that_cannot_be_done_says_why(
    held: Study, line: str, status: int, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [run(held, line, capsys)[0], run(held, line, capsys)[1]["error"]["code"]] == [status, code]


def test_the_list_is_shown_with_what_no_longer_stands(refused: Study, capsys: pytest.CaptureFixture[str]) -> None:
    change_text(refused, "svar", TEXT.replace("pallene", "de tunge pallene"))
    assert main(["code", "suggest", "--refused", "--study", str(refused.folder), "--lang", "nb"]) == 0
    out = capsys.readouterr().out
    assert "Det gjelder lageret.; gjelder ikke lenger" in " ".join(out.split())
