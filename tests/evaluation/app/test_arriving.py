"""Files that a browser sends are taken in as `add` takes them: all or none, under their own names."""

import pytest

from evaluation.app.arriving import Sent, take_in
from evaluation.errors import EvaluationError
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import talked

TEXT = "Intervjuer: Hva hjalp?\nKari: At noen spurte meg først.\n"


@pytest.fixture
def study(tmp_path):
    return open_study(talked(tmp_path)).seen_by("ida")


def test_a_transcript_becomes_a_source_with_turns_and_its_file_is_kept(study):
    done = take_in(study, [Sent("Møte på Ørnes.txt", TEXT.encode())])
    assert [each.name for each in done.sources] == ["Møte på Ørnes"]
    assert [each.speaker for each in study.source("Møte på Ørnes").turns] == ["Intervjuer", "Kari"]
    assert (study.folder / "sources" / "Møte på Ørnes.txt").read_text(encoding="utf-8") == TEXT
    assert (study.log()[-1].act, study.log()[-1].who) == ("source.add", "ida")
    study.undo()
    assert "Møte på Ørnes" not in [each.name for each in study.list_sources()]


def test_a_name_may_be_given_and_the_kind_is_kept(study):
    done = take_in(study, [Sent("svar.md", b"Vi har hatt nytte av det.")], kind="document", name="brev")
    assert [(each.name, each.kind) for each in done.sources] == [("brev", "document")]


def test_minutes_become_a_meeting(study):
    words = b"# Referat fra m\xc3\xb8te 3. mars 2026\n\nTil stede: Kari Li (NHO)\n\n## Sak 1 Godkjenning\n\nGodkjent.\n"
    done = take_in(study, [Sent("referat.md", words)], kind="minutes")
    assert len(done.meetings) == 1
    assert done.sources == ()


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ([], "SOURCE-017"),
        ([Sent("../ute.txt", b"x")], "SOURCE-018"),
        ([Sent("C:\\ute.txt", b"x")], "SOURCE-018"),
        ([Sent("..", b"x")], "SOURCE-018"),
        ([Sent("a" * 300 + ".txt", b"x")], "SOURCE-018"),
        ([Sent("en\x00.txt", b"x")], "SOURCE-018"),
        ([Sent("en.txt", b"Ja."), Sent("en.txt", b"Nei.")], "STUDY-008"),
        ([Sent("en.txt", TEXT.encode()), Sent("to.docx", b"ikke noe")], "SOURCE-"),
    ],
)
def test_when_one_cannot_be_added_none_is_and_the_file_is_named_as_it_was_called(study, sent, code):
    before = (study.list_sources(), study.log())
    with pytest.raises(EvaluationError) as raised:
        take_in(study, sent)
    [problem] = raised.value.problems
    assert problem.code.startswith(code)
    assert "underveis-" not in problem.sentence()
    assert (study.list_sources(), study.log()) == before
