"""Variables find their questions, and what does not fit is told."""

from dataclasses import replace

from instruments.model import Instrument
from instruments.responses.dataset import Dataset
from instruments.responses.matching import code_faults, match
from instruments.responses.meaning import MissingRange

FORM = Instrument.model_validate(
    {
        "id": "medlemmer",
        "kind": "questionnaire",
        "title": "Til medlemmene",
        "scales": {"enighet": {"codes": {1: "Uenig", 2: "Enig"}, "missing": {9: "Vet ikke"}}},
        "sections": [
            {
                "id": "a",
                "title": "Del",
                "questions": [
                    {"id": "enig", "type": "scale", "text": "Samarbeidet er bra", "scale": "enighet"},
                    {"id": "hvorfor", "text": "Hvorfor?"},
                    {"id": "alder", "type": "number", "text": "Alder"},
                ],
            }
        ],
    }
)


def test_what_matches_and_what_does_not(answers: Dataset) -> None:
    found = match(answers.rename({"enig": "ENIG"}), FORM, "nb")
    assert found.dataset.variable("ENIG").question == "enig"
    assert found.unmatched == ("id", "nav", "bht", "dato")
    assert found.unanswered == ("alder",)


def test_the_questionnaire_explains_what_the_file_does_not(answers: Dataset) -> None:
    bare = answers.explained([replace(answers.variable("enig"), label="", labels={}, missing=())])
    told = match(bare, FORM, "nb").dataset.variable("enig")
    assert told.labels == {1.0: "Uenig", 2.0: "Enig", 9.0: "Vet ikke"}
    assert (told.label, told.missing) == ("Samarbeidet er bra", (MissingRange(9.0, 9.0),))


def test_a_code_that_means_another_thing_in_the_questionnaire(answers: Dataset) -> None:
    turned = answers.explained([replace(answers.variable("enig"), labels={1.0: "Enig", 2.0: "Uenig", 5.0: "Alt"})])
    found = [each for each in match(turned, FORM, "nb").problems if each.severity == "warning"]
    assert [each.code for each in found] == ["DATASET-054", "DATASET-055", "DATASET-055"]


def test_codes_without_labels_and_labels_without_codes(answers: Dataset) -> None:
    odd = answers.explained([replace(answers.variable("enig"), labels={1.0: "Uenig", 3.0: "Helt enig"})])
    assert [(each.code, each.values["values"]) for each in code_faults(odd)] == [
        ("DATASET-052", "2, 9"),
        ("DATASET-053", "3"),
    ]
