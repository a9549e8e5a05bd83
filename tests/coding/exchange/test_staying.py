"""What has no place in a project for other programs is told in the loss report, kind by kind."""

from pathlib import Path

from coding.exchange.exporting import project_of
from coding.exchange.staying import STAYING
from evaluation.language import LANGUAGES, entry
from evaluation.study import open_study


def test_what_stays_in_the_study_is_told_kind_by_kind(demo: Path) -> None:
    losses = project_of(open_study(demo)).losses
    stayed = {each.element for each in losses if (each.outcome, each.reason) == ("dropped", "no-place")}
    assert stayed >= {"adjudication", "dataset", "finding"}


def test_every_kind_has_a_name_in_every_language() -> None:
    for language in LANGUAGES:
        for element in STAYING:
            assert entry(f"exchange.element.{element}")[language]
