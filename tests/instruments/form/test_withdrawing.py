"""Withdrawing is real in either database: the answers, what was made of them, and what the log held of both."""

from __future__ import annotations

import json

import pytest

from evaluation.memos import add_memo
from evaluation.model import Codebook, Coding, Memo, Summary
from evaluation.model.refusal import Refusal
from evaluation.sources.received import kept_version
from evaluation.store import codes, refusals, summaries
from evaluation.study import Study
from instruments.form.answering import Seat, withdraw
from instruments.form.opening import find_form, invite, open_form
from instruments.load import read_instrument
from tests.evaluation.store.examples import rows
from tests.instruments.form.test_answering import begun, fresh, stored, submitted

SECRET = "Kålrabistappefabrikken"
OTHER = "Blåbærskogen"
CODEBOOK = {"name": "k", "title": "K", "codes": [{"name": "tid", "label": "Tid"}]}


@pytest.fixture
def worked(either_database: None, study: Study) -> Study:
    """Two have answered, in either database; both answers were coded, noted, refused a code for and summarised."""
    open_form(study, "medlemmer", instrument="skjema", session="bolge-1")
    study.import_codebook(Codebook.model_validate(CODEBOOK))
    both = invite(study, "medlemmer", organisations=["buss", "barnehage"])
    for invited, word in zip(both, (SECRET, OTHER), strict=True):
        seat = begun(study, invited.token)
        submitted(study, seat, {"plan": 1, "ord": f"Hos {word} er det slutt"})
        submitted(study, fresh(study, seat), {"plan": 1, "ord": f"På {word} er det snart slutt"}, revision=1)
        _work(study, word)
    return study


def _work(study: Study, word: str) -> None:
    source = study.sources()[-1]
    start = source.text.index(word)
    place = (source.name, start, start + len(word))
    study.add([Coding(*place, "tid", note=f"Ordrett {word}")])
    for span in ((None, None), place[1:]):
        add_memo(study, Memo(f"Notat om {word}", on="source", on_id=source.name, start=span[0], end=span[1]))
    add_memo(study, Memo(f"Mer om {word}", on="coding", on_id=str(study.codings()[-1].id)))
    with study.store.act("suggest.refuse", "ida") as act:
        refusals.add_refusals(act, [Refusal(*place, "tid", 1, "", reason=f"{word} er ikke tid")])


def _withdraw_first(study: Study) -> None:
    first = stored(study)[0]
    with study.store.reading() as connection:
        kept = [each.id or 0 for each in codes.read_codings(connection)]
    with study.store.act("framework.write", "ida") as act:
        summaries.write_summary(act, Summary("session", "bolge-1", "tid", "Det går mot slutten.", tuple(kept)))
    version = kept_version(study.folder / "instruments", first.instrument, first.sha256)
    form = find_form(study, "medlemmer")
    withdraw(study, Seat(form, read_instrument(version), first.sha256, first.digest, response=first))


def test_no_word_of_it_is_left_in_any_table(worked: Study) -> None:
    assert SECRET in json.dumps(rows(worked.store), ensure_ascii=False)
    _withdraw_first(worked)
    assert SECRET not in json.dumps(rows(worked.store), ensure_ascii=False)


def test_what_was_made_of_it_goes_and_what_was_made_of_others_stays(worked: Study) -> None:
    _withdraw_first(worked)
    there = rows(worked.store)
    texts = json.dumps(there, ensure_ascii=False)
    assert [len(there[name]) for name in ("source", "turn", "coding", "memo", "refusal")] == [1, 1, 1, 3, 1]
    assert all(OTHER in row["text"] for row in there["memo"] if isinstance(row["text"], str))
    assert OTHER in texts
    [coding] = worked.codings()
    with worked.store.reading() as connection:
        assert [each.codings for each in summaries.read_summaries(connection)] == [(coding.id,)]


def test_the_log_still_tells_that_it_was_there(worked: Study) -> None:
    before = [each.act for each in worked.log()]
    _withdraw_first(worked)
    after = [each.act for each in worked.log()]
    assert after[: len(before)] == before
    assert after[-1] == "response.withdraw"
    assert [each.state for each in stored(worked)][:2] == ["withdrawn", "submitted"]
