"""Names in the open answers of a dataset: looked through, told with pseudonyms where they leave, never let in again."""

from pathlib import Path

import pytest

from evaluation.errors import EvaluationError
from evaluation.model import Organisation, Participant, People
from evaluation.model.dataset import OpenAnswers
from evaluation.privacy.pseudonymise import pseudonymise, restore
from evaluation.privacy.review import decide, trace
from evaluation.retention.deleting import delete
from evaluation.study import Study, open_study
from instruments.responses.keeping import import_dataset, open_dataset
from instruments.responses.looking_through import open_texts
from instruments.responses.outgoing import with_pseudonyms
from instruments.responses.taking_answers import replace_dataset

PEOPLE = People(
    organisations=(Organisation(id="a", name="Ternskjær Renhold AS", pseudonym="Virksomhet A"),),
    participants=(Participant(id="p1", organisation="a", name="Synnøve Tveitane", pseudonym="Informant 1"),),
)
ANSWERS = ("Spør Synnøve Tveitane om det", "Synnøves lapper er best", "S. Tveitane på Ternskjær", "Vet ikke helt")
TOLD = ["Spør Informant 1 om det", "Informant 1s lapper er best", "Informant 1 på Virksomhet A", "Vet ikke helt"]
PHRASE = "fire ord som ingen gjetter"


def written(file: Path, answers: tuple[str, ...] = ANSWERS) -> Path:
    file.write_text("id;hvorfor\n" + "".join(f"{n};{each}\n" for n, each in enumerate(answers, 1)), encoding="utf-8")
    return file


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = tmp_path / "studie"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    study = open_study(folder)
    study.add_people(PEOPLE)
    return study


def test_names_in_all_forms_leave_as_pseudonyms_and_the_file_stays_as_it_came(study: Study, tmp_path: Path) -> None:
    import_dataset(study, written(tmp_path / "svar.csv"))
    dataset, count = with_pseudonyms(study, open_dataset(study, "svar"))
    assert (dataset.column("hvorfor").tolist(), count) == (TOLD, 3)
    assert open_dataset(study, "svar").column("hvorfor").tolist() == list(ANSWERS)


def test_words_that_may_stand_leave_as_they_are(study: Study, tmp_path: Path) -> None:
    import_dataset(study, written(tmp_path / "svar.csv"))
    beside = list(open_texts(study))
    assert {each.source for each in trace(study, beside=beside)} == {"dataset:svar/hvorfor"}
    decide(study, ["Ternskjær"], accepted=False, beside=beside)
    dataset, _ = with_pseudonyms(study, open_dataset(study, "svar"))
    assert dataset.column("hvorfor").tolist()[2] == "Informant 1 på Ternskjær"


def test_a_newer_file_brings_no_name_back_until_the_key_does(study: Study, tmp_path: Path) -> None:
    import_dataset(study, written(tmp_path / "svar.csv"), spoken=OpenAnswers(("hvorfor",)))
    pseudonymise(study, tmp_path / "nøkkel", PHRASE, likely=True)
    newer = (*ANSWERS, "Tveitane kan mer")
    replace_dataset(study, "svar", written(tmp_path / "nyere.csv", newer))
    texts = [each.text for each in study.sources()]
    assert len(texts) == 5
    assert not [text for text in texts if "Tveitane" in text or "Syn" in text]
    back, _ = restore(study, tmp_path / "nøkkel", PHRASE)
    assert back == 4


def test_names_are_not_forgotten_while_a_file_tells_them(study: Study, tmp_path: Path) -> None:
    import_dataset(study, written(tmp_path / "svar.csv"))
    for item in ("names", "person:p1"):
        with pytest.raises(EvaluationError) as refused:
            delete(study, [item], open_texts(study))
        assert [each.code for each in refused.value.problems] == ["RETENTION-008"]
    assert study.people(names=True).participants[0].name == "Synnøve Tveitane"
