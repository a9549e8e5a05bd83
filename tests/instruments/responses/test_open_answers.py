"""Open answers of a dataset become sources, and stay in line with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.model import Code, Codebook, Coding, Localised
from evaluation.model.dataset import OpenAnswers
from evaluation.study import Study, open_study
from instruments.responses.keeping import find_dataset, import_dataset, open_dataset
from instruments.responses.open_answers import open_variables, respondent_variable
from instruments.responses.row_sources import sources_of_rows, wrote
from instruments.responses.taking_answers import replace_dataset, take_answers

SAVNER, GODT = "Vi savner enklere skjemaer.", "Kontaktpersonen er til god hjelp."
ROWS = (
    ("7", "1", "liten", SAVNER, ""),
    ("8", "2", "stor", "", ""),
    ("9", "9", "stor", GODT, "Ikkje noko meir enn det."),
)
QUESTIONNAIRE = """
id: skjema
kind: questionnaire
languages: [nb]
title: {nb: Skjema}
sections:
  - id: alt
    title: {nb: Alt}
    questions:
      - {id: bransjen, variable: bransje, type: single, text: {nb: Hvilken bransje?},
         choices: {1: Renhold, 2: Handel}, missing: {9: Vet ikke}}
      - {id: hva-savnes, variable: savner, text: {nb: Hva savner dere?}}
      - {id: mer, type: text, text: {nb: Noe mer?}}
"""


def written(file: Path, rows: tuple[tuple[str, ...], ...] = ROWS, head: str = "id") -> Path:
    lines = [f"{head};bransje;storrelse;savner;mer", *(";".join(row) for row in rows)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def study(tmp_path: Path) -> Study:
    (tmp_path / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    (tmp_path / "instruments").mkdir()
    (tmp_path / "instruments/skjema.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (tmp_path / "ut").mkdir()
    return open_study(tmp_path)


def taken(study: Study, head: str = "id", **chosen: tuple[str, ...]) -> None:
    asked = study.folder / "instruments/skjema.yaml"
    file = written(study.folder / "ut/svar.csv", head=head)
    import_dataset(study, file, questionnaire=asked, spoken=OpenAnswers(**chosen))  # type: ignore[arg-type]


def coded(study: Study, source: str, words: str) -> None:
    study.import_codebook(Codebook(name="k", codes=(Code(name="enklere", label=Localised(nb="Enklere")),)))
    start = study.source(source).text.index(words)
    study.add(Coding(source, start, start + len(words), "enklere", "anna"))


def coded_words(study: Study) -> list[str]:
    return [study.source(each.source).text[each.start : each.end] for each in study.codings()]


def newer(study: Study, rows: tuple[tuple[str, ...], ...], head: str = "id", *, force: bool = False):
    return replace_dataset(study, "svar", written(study.folder / "ut/nyere.csv", rows, head), force=force)


def test_there_is_a_source_for_each_respondent_who_wrote_something(study: Study) -> None:
    taken(study)
    assert [(each.name, each.kind, each.turns) for each in study.list_sources()] == [
        ("svar-7", "answers", 1),
        ("svar-9", "answers", 2),
    ]


def test_each_answer_is_a_turn_that_tells_its_question(study: Study) -> None:
    taken(study)
    source = study.source("svar-9")
    assert [(turn.question, source.words_of(turn)) for turn in source.turns] == [
        ("hva-savnes", GODT),
        ("mer", "Ikkje noko meir enn det."),
    ]
    assert source.text.startswith(f"Hva savner dere?\n{GODT}\n\nNoe mer?\n")


def test_the_questionnaire_is_the_one_that_was_asked(study: Study) -> None:
    taken(study)
    assert {each.instrument for each in study.list_sources()} == {"skjema"}


def test_all_of_it_is_one_act(study: Study) -> None:
    taken(study, attributes=("bransje",))
    assert study.undo().act == "dataset.import"
    assert study.list_sources() == []
    study.undo(redo=True)
    assert len(study.list_sources()) == 2


def test_open_answers_are_those_that_questions_ask_for_in_words(study: Study) -> None:
    taken(study)
    assert open_variables(open_dataset(study, "svar")) == ("savner", "mer")


def test_without_a_questionnaire_sentences_tell_an_open_answer_from_a_chosen_word(study: Study) -> None:
    done = import_dataset(study, written(study.folder / "ut/svar.csv"))
    assert open_variables(done.dataset) == ("savner", "mer")


def test_signs_without_a_word_are_no_answer(study: Study) -> None:
    rows = (("1", "1", "liten", "-", "."), ("2", "1", "liten", "Alt er som det skal være.", ""))
    import_dataset(study, written(study.folder / "ut/svar.csv", rows), spoken=OpenAnswers(("savner", "mer")))
    assert [each.name for each in study.list_sources()] == ["svar-2"]


def test_an_id_that_is_doubled_tells_nobody_apart(study: Study) -> None:
    rows = (ROWS[0], ("7", *ROWS[2][1:]))
    done = import_dataset(study, written(study.folder / "ut/svar.csv", rows))
    assert respondent_variable(done.dataset) == ""
    with pytest.raises(EvaluationError) as caught:
        take_answers(study, "svar", OpenAnswers(respondent="id"))
    assert [each.code for each in caught.value.problems] == ["DATASET-092"]


def test_every_fault_of_a_choice_is_told_at_once(study: Study) -> None:
    import_dataset(study, written(study.folder / "ut/svar.csv"))
    with pytest.raises(EvaluationError) as caught:
        take_answers(study, "svar", OpenAnswers(("bransje", "savnet"), ("sektor",)))
    assert sorted(each.code for each in caught.value.problems) == ["DATASET-010", "DATASET-010", "DATASET-091"]


def test_a_dataset_without_words_says_so(study: Study) -> None:
    (study.folder / "ut/tall.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    import_dataset(study, study.folder / "ut/tall.csv")
    with pytest.raises(EvaluationError) as caught:
        take_answers(study, "tall", OpenAnswers())
    assert caught.value.problems[0].code == "DATASET-090"


def test_they_can_be_taken_in_later_and_more_of_them(study: Study) -> None:
    import_dataset(study, written(study.folder / "ut/svar.csv"))
    first = take_answers(study, "svar", OpenAnswers(("savner",)))
    more = take_answers(study, "svar", OpenAnswers(("savner", "mer"), ("storrelse",)))
    assert (first.added, more.changed, more.same) == (2, 1, 1)
    assert find_dataset(study, "svar").spoken == OpenAnswers(("savner", "mer"), ("storrelse",), "id")


def test_codings_stay_on_their_words_when_another_question_comes_in_before_them(study: Study) -> None:
    import_dataset(study, written(study.folder / "ut/svar.csv"))
    take_answers(study, "svar", OpenAnswers(("mer",)))
    coded(study, "svar-9", "noko meir")
    take_answers(study, "svar", OpenAnswers(("savner", "mer")))
    assert coded_words(study) == ["noko meir"]


def test_a_newer_file_keeps_the_codings_of_words_that_are_the_same(study: Study) -> None:
    taken(study)
    coded(study, "svar-7", "enklere skjemaer")
    rows = (("5", "1", "stor", "Ny her, alt vel.", ""), ("7", "1", "liten", f"Som før: {SAVNER}", ""), ROWS[2])
    done = newer(study, rows).imported.taken
    assert done is not None
    assert (done.added, done.changed, done.same, done.gone) == (1, 1, 1, 0)
    assert coded_words(study) == ["enklere skjemaer"]


def test_answers_that_are_gone_are_not_taken_away_unasked(study: Study) -> None:
    taken(study)
    coded(study, "svar-7", "enklere")
    with pytest.raises(EvaluationError) as caught:
        newer(study, ROWS[1:])
    (fault,) = caught.value.problems
    assert (fault.code, fault.values["n"], fault.values["codings"]) == ("DATASET-093", 1, 1)
    assert find_dataset(study, "svar").rows == 3
    assert sorted(each.name for each in (study.folder / "sources").iterdir()) == ["svar.csv"]


def test_by_force_they_go_and_undo_brings_them_back(study: Study) -> None:
    taken(study, attributes=("bransje",))
    coded(study, "svar-7", "enklere")
    newer(study, ROWS[1:], force=True)
    assert (coded_words(study), [each.name for each in study.list_sources()]) == ([], ["svar-9"])
    study.undo()
    assert (coded_words(study), find_dataset(study, "svar").rows) == (["enklere"], 3)


def test_the_same_file_again_is_no_newer_one(study: Study) -> None:
    taken(study)
    with pytest.raises(EvaluationError) as caught:
        newer(study, ROWS)
    assert caught.value.problems[0].code == "DATASET-018"


def test_without_an_id_the_same_words_in_another_row_are_the_same_respondent(study: Study) -> None:
    taken(study, head="alder")
    coded(study, "svar-1", "enklere")
    done = newer(study, (ROWS[1], ROWS[2], ROWS[0]), head="alder").imported.taken
    assert done is not None
    assert (done.same, done.added, done.gone) == (2, 0, 0)
    dataset = open_dataset(study, "svar")
    assert sources_of_rows(study, "svar", dataset) == [None, "svar-3", "svar-1"]


def test_without_an_id_like_words_in_the_same_row_are_a_corrected_answer(study: Study) -> None:
    taken(study, head="alder")
    coded(study, "svar-1", "enklere")
    mended = ("7", "1", "liten", "Vi savner mye enklere skjemaer.", "")
    done = newer(study, (mended, *ROWS[1:]), head="alder").imported.taken
    assert done is not None
    assert (done.changed, done.same, done.gone) == (1, 1, 0)
    assert coded_words(study) == ["enklere"]


def test_rows_know_their_sources_and_who_wrote_what(study: Study) -> None:
    taken(study)
    dataset = open_dataset(study, "svar")
    assert sources_of_rows(study, "svar", dataset) == ["svar-7", None, "svar-9"]
    assert wrote(study, "svar", dataset).tolist() == [True, False, True]
    assert wrote(study, "svar", dataset, "mer").tolist() == [False, False, True]


def test_a_name_that_another_text_has_is_not_taken_from_it(study: Study, tmp_path: Path) -> None:
    from evaluation.model import Source

    study.add(Source("svar-7", "Et annet dokument."))
    taken(study)
    assert [each.name for each in study.list_sources()] == ["svar-7", "svar-7-2", "svar-9"]
