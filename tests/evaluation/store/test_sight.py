"""What a reader sees is narrowed in either database, and an act sees everything."""

from __future__ import annotations

from pathlib import Path

from evaluation.memos import add_memo, list_memos
from evaluation.model import Memo
from evaluation.rounds import close_round, open_round
from evaluation.store.codes import read_codings
from evaluation.store.coding_queries import coding_rows, find_codings, read_coding_values
from evaluation.store.database import copy_rows, open_store, sqlite_url
from evaluation.store.sight import unseen
from evaluation.study import Study
from tests.evaluation.store.examples import CODEBOOK, coding, talk


def test_in_either_database_a_reader_sees_their_own_and_an_act_and_a_copy_see_all(
    any_study: Study, tmp_path: Path
) -> None:
    any_study.add(talk())
    any_study.import_codebook(CODEBOOK)
    ida, jonas = any_study.seen_by("ida"), any_study.seen_by("jonas")
    open_round(ida, "r1", coders=("ida", "jonas"))
    for each in (ida, jonas):
        each.add(coding("tok tid", "oppfolging", coder=each.who, round="r1"))
    add_memo(jonas, Memo("Tvil.", on="coding", on_id=str(jonas.codings()[0].id)))
    with ida.store.reading() as connection:
        assert len(find_codings(connection, None)) == len(read_codings(connection)) == 1
        assert coding_rows(connection, ["coder"])[1] == {"coder": ["ida"]}
        assert read_coding_values(connection, "coder") == ["ida"]
    assert (list_memos(ida), len(list_memos(jonas))) == ([], 1)
    with ida.store.writing() as connection:
        assert len(read_codings(connection)) == 2
        assert unseen(connection, "ida") == {jonas.codings()[0].id}
    copy_rows(ida.store, tmp_path / "kopi.sqlite")
    with open_store(sqlite_url(tmp_path / "kopi.sqlite")).reading() as connection:
        assert len(read_codings(connection)) == 2
    close_round(ida, "r1")
    assert len(ida.codings()) == 2
