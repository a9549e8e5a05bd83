"""What a researcher takes back leaves respondents' answers and addresses as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evaluation.memos import add_memo, remove_memos
from evaluation.model import Codebook, Coding, Memo
from evaluation.study import Study
from instruments.form.answering import save, seat_of, withdraw
from instruments.form.opening import Terms, close_form, invite, list_forms, open_form, renew, reopen_form
from tests.instruments.form.test_answering import begun, code_of, fresh, stored, submitted


def act(study: Study, name: str) -> int:
    """The number of the latest act of this name."""
    return max(each.id for each in study.log() if each.act == name)


@pytest.fixture
def answering(study: Study) -> Study:
    """An organisation was invited, and has saved answers without handing them in."""
    open_form(study, "medlemmer", instrument="skjema", session="bolge-1")
    [invited] = invite(study, "medlemmer", organisations=["buss"])
    save(study, begun(study, invited.token), {"plan": 1}, revision=0, language="nb")
    return study


@pytest.mark.parametrize("name", ["people.import", "form.open", "form.invite"])
def test_what_answers_rest_on_is_not_taken_back(answering: Study, name: str) -> None:
    assert code_of(answering.undo, act(answering, name)) == ["STORE-012"]
    assert [dict(each.answers) for each in stored(answering)] == [{"plan": 1}]


def test_closing_and_opening_again_are_taken_back_without_a_loss(answering: Study) -> None:
    close_form(answering, "medlemmer")
    answering.undo()
    assert list_forms(answering)[0].form.closed_at is None
    answering.undo(redo=True)
    assert list_forms(answering)[0].form.closed_at
    reopen_form(answering, "medlemmer")
    answering.undo()
    assert [dict(each.answers) for each in stored(answering)] == [{"plan": 1}]


def test_a_lost_address_stays_lost(answering: Study) -> None:
    [invited] = invite(answering, "medlemmer", organisations=["barnehage"])
    renewed = renew(answering, invited.invitation)
    assert code_of(answering.undo) == ["STORE-017"]
    assert code_of(answering.undo, act(answering, "form.renew")) == ["STORE-017"]
    assert code_of(answering.undo, act(answering, "form.invite")) == ["STORE-012"]
    assert seat_of(answering, invited.token) is None
    assert seat_of(answering, renewed.token)


def test_an_invitation_taken_back_opens_nothing_until_it_is_made_again(answering: Study) -> None:
    [invited] = invite(answering, "medlemmer", organisations=["barnehage"])
    answering.undo()
    assert seat_of(answering, invited.token) is None
    answering.undo(redo=True)
    assert seat_of(answering, invited.token)
    assert len(stored(answering)) == 1


def test_a_form_does_not_come_back_where_another_has_its_name(study: Study) -> None:
    terms = Terms(link=True)
    first = open_form(study, "medlemmer", instrument="skjema", session="bolge-1", terms=terms)
    study.undo()
    assert seat_of(study, first.token or "") is None
    open_form(study, "medlemmer", instrument="skjema", session="bolge-1", terms=terms)
    assert code_of(study.undo, act(study, "undo"), redo=True) == ["STORE-010"]
    assert code_of(study.undo, redo=True) == ["STORE-012"]


def _coded(study: Study) -> None:
    codebook = {"name": "k", "title": "K", "codes": [{"name": "tid", "label": "Tid"}]}
    study.import_codebook(Codebook.model_validate(codebook))
    study.add([Coding(study.list_sources()[0].name, 0, 3, "tid", note="Ordrett: hemmelig")])


def _code_removed(study: Study) -> None:
    _coded(study)
    study.replace_codings(study.codings(), [])


def _coding_undone(study: Study) -> None:
    _coded(study)
    study.undo()


def _memo_removed(study: Study) -> None:
    name = study.list_sources()[0].name
    memo = add_memo(study, Memo("Ordrett: hemmelig", on="source", on_id=name))
    remove_memos(study, [memo.id or 0])


@pytest.mark.parametrize("researcher", [_coded, _code_removed, _coding_undone, _memo_removed])
def test_nothing_that_stood_in_withdrawn_answers_comes_back(
    study: Study, link: str, researcher: Callable[[Study], None]
) -> None:
    seat = begun(study, link)
    submitted(study, seat, {"plan": 1, "ord": "Vi har hemmelig tid"})
    researcher(study)
    withdraw(study, fresh(study, seat))
    last = max(each.id for each in study.log() if not each.act.startswith("response"))
    study.undo(last)
    assert (study.sources(), study.codings()) == ([], [])
    study.store.wipe()
    files = [file for file in study.folder.rglob("*") if file.is_file() and b"hemmelig" in file.read_bytes()]
    assert files == []
