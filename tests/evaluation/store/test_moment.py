"""Within a moment the store is read once, and anew as soon as something has been written."""

from __future__ import annotations

import pytest

from evaluation.model import Code, Codebook, Source
from evaluation.store.codes import write_codebook
from evaluation.study import open_study

BOOK = Codebook(name="bok", codes=(Code(name="tiltak"),))


@pytest.fixture
def study(tmp_path):
    (tmp_path / "evaluation.yaml").write_text("title: En studie\nlanguages: [nb]\n", encoding="utf-8")
    return open_study(tmp_path)


def test_a_text_is_read_once(study):
    study.add(Source("notat", "Et notat."))
    with study.store.moment():
        assert study.source("notat") is study.source("notat")
    assert study.source("notat") is not study.source("notat")


def test_what_was_read_while_an_act_was_written_is_read_anew_after_it(study):
    with study.store.moment():
        with study.store.act("codebook.import", "ida", name="bok", n=1) as act:
            write_codebook(act, BOOK)
            assert not study.has_codebook()
        assert study.codebook.name == "bok"
