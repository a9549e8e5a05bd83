"""Reports that come in as documents: kept as sources, or refused with the line and the reason."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from docx import Document

from coding.stated.reported import reported_figures
from evaluation.errors import EvaluationError
from evaluation.language import Language
from evaluation.model.form import ReportingRound
from evaluation.people.load import read_people
from evaluation.store.exchange import read_kept
from evaluation.study import Study, open_study
from instruments.form.party_reports import Settled, import_report, read_report
from instruments.form.reporting import awaited, delivered, open_round, period_of
from instruments.load import read_instrument
from instruments.shipping import copy_into
from reports.paper import print_instrument

NAMES = {"kyst": "Kystarbeiderforbundet (KAF)", "fjell": "Fjellfylkenes Arbeidsgiverlag", "tilsyn": "Bygdetilsynet"}
JOINT = """# Partenes rapporter, 1. halvår 2026

# Forord

Satt sammen av sekretariatet.

# Rapport fra KAF

## Viktigste erfaring å dele med andre organisasjoner

Små møter er best. Vi holdt 14 klubbmøter.

## Avvik fra plan

Ingen avvik.

## Særlig vellykket aktivitet

Turen, med om lag 120 deltakere.

# Rapport fra Fjellfylkenes Arbeidsgiverlag

## Viktige erfaringer

Ledere leser korte brev.

## Særlig vellykkede aktiviteter

Veilederen.
"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    folder = tmp_path / "studie"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text("title: Prøve\nlanguages: [nb]\n", encoding="utf-8")
    rows = "".join(f"  - {{id: {id_}, name: {name}}}\n" for id_, name in NAMES.items())
    (folder / "people.yaml").write_text(f"organisations:\n{rows}  - {{id: annen, name: Strandlaget}}\n", "utf-8")
    made = open_study(folder, speak=False)
    made.add_people(read_people(folder / "people.yaml"))
    copy_into(folder, "party-report-simplified")
    half = period_of("2026-H1")
    open_round(made, ReportingRound("h1", "party-report-simplified", "", *half, dt.date(2026, 8, 15), tuple(NAMES)))
    return made


@pytest.fixture
def joint(tmp_path: Path) -> Path:
    return written(tmp_path, JOINT)


def written(folder: Path, text: str, name: str = "samlet.md") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def refused(call: object, *arguments: object, **options: object) -> list[tuple[str, int | None]]:
    with pytest.raises(EvaluationError) as raised:
        call(*arguments, **options)  # type: ignore[operator]
    return [(each.code, each.line) for each in raised.value.problems if each.severity == "error"]


def test_each_chapter_becomes_a_source_with_a_turn_for_each_heading(study: Study, joint: Path) -> None:
    kept = import_report(study, joint, round_="h1")
    assert [(each.organisation, each.source, each.missing) for each in kept] == [
        ("kyst", "h1-kyst", ()),
        ("fjell", "h1-fjell", ("avvik",)),
    ]
    source = study.source("h1-kyst")
    assert (source.kind, [turn.question for turn in source.turns]) == (
        "party-report",
        ["erfaring-1", "avvik-1", "vellykket-1"],
    )
    assert source.words_of(source.turns[1]) == "Ingen avvik."


def test_offsets_lead_back_to_the_document(study: Study, joint: Path) -> None:
    import_report(study, joint, round_="h1")
    source = study.source("h1-fjell")
    start = source.turns[0].start
    assert JOINT[source.offsets.original(start) :].startswith("Ledere leser korte brev.")
    assert (study.folder / "sources" / source.file).read_text(encoding="utf-8") == JOINT


def test_queries_may_ask_for_the_party_and_the_period(study: Study, joint: Path) -> None:
    import_report(study, joint, round_="h1", reported=dt.date(2026, 8, 10))
    with study.store.reading() as connection:
        names = {each["id"]: each["name"] for each in read_kept(connection, "variable")}
        said = read_kept(connection, "attribute_value")
    own = str(study.source("h1-kyst").id)
    assert {names[each["variable"]]: each["value"] for each in said if each["on_id"] == own} == {
        "party": "kyst",
        "reporting_round": "h1",
        "period": "2026-01-01–2026-06-30",
        "reported": "2026-08-10",
    }


def test_the_round_knows_what_has_come_and_who_has_not(study: Study, joint: Path) -> None:
    import_report(study, joint, round_="h1")
    rows = delivered(study, "h1")
    assert [(each.party, each.state, each.missing) for each in rows] == [
        ("kyst", "submitted", ()),
        ("fjell", "submitted", ("avvik",)),
        ("tilsyn", "awaited", ()),
    ]
    assert awaited(rows) == ["tilsyn"]


def test_one_undo_takes_the_whole_document_back(study: Study, joint: Path) -> None:
    import_report(study, joint, round_="h1")
    study.undo()
    assert study.list_sources() == []
    assert awaited(delivered(study, "h1")) == list(NAMES)
    import_report(study, joint, round_="h1")
    assert awaited(delivered(study, "h1")) == ["tilsyn"]


def test_a_second_document_adds_to_the_round(study: Study, joint: Path, tmp_path: Path) -> None:
    import_report(study, joint, round_="h1")
    own = written(tmp_path, "## Viktigste erfaring\n\nVi måtte vente.\n\n## Avvik\n\nJa.\n", "tilsynet.md")
    [kept] = import_report(study, own, round_="h1", party="tilsyn")
    assert (kept.organisation, kept.missing) == ("tilsyn", ("vellykket",))
    assert awaited(delivered(study, "h1")) == []


def test_a_party_that_reported_already_is_refused(study: Study, joint: Path, tmp_path: Path) -> None:
    import_report(study, joint, round_="h1")
    again = written(tmp_path, JOINT.replace("Ingen avvik", "Ett avvik"), "ny.md")
    assert refused(import_report, study, again, round_="h1") == [("ROUNDS-008", 7), ("ROUNDS-008", 21)]


def test_a_party_that_reported_twice_in_one_document_is_refused_until_one_is_chosen(
    study: Study, tmp_path: Path
) -> None:
    twice = written(tmp_path, JOINT.replace("Rapport fra Fjellfylkenes Arbeidsgiverlag", "Rapport fra KAF"))
    assert refused(import_report, study, twice, round_="h1") == [("ROUNDS-004", 21)]
    [kept] = import_report(study, twice, round_="h1", settled=Settled({}, frozenset({7})))
    assert kept.line == 21


def test_a_report_for_another_half_year_is_refused(study: Study, tmp_path: Path) -> None:
    late = written(tmp_path, JOINT.replace("1. halvår 2026", "2. halvår 2025"))
    assert refused(import_report, study, late, round_="h1") == [("ROUNDS-005", 7), ("ROUNDS-005", 21)]


def test_a_party_that_is_not_expected_and_one_nobody_knows_are_both_told(study: Study, tmp_path: Path) -> None:
    text = JOINT.replace("fra KAF", "fra Strandlaget").replace("fra Fjellfylkenes Arbeidsgiverlag", "fra Ukjentlaget")
    file = written(tmp_path, text)
    assert refused(import_report, study, file, round_="h1") == [("ROUNDS-006", 7), ("ROUNDS-007", 21)]
    kept = import_report(study, file, round_="h1", settled=Settled({7: "kyst", 21: "tilsyn"}))
    assert [each.organisation for each in kept] == ["kyst", "tilsyn"]
    assert [each.file for each in kept] == ["samlet.md", "samlet.md"]


def test_a_chapter_that_may_be_none_waits_for_somebody_to_say_so(study: Study, tmp_path: Path) -> None:
    file = written(tmp_path, f"{JOINT}\n# Bygdetilsynet\n\n## Tilsyn\n\nVi gjorde 61 besøk i halvåret.\n")
    assert refused(import_report, study, file, round_="h1") == [("ROUNDS-002", 31)]
    kept = import_report(study, file, round_="h1", settled=Settled({31: "tilsyn"}))
    assert [each.organisation for each in kept] == ["kyst", "fjell", "tilsyn"]


def test_a_line_where_no_chapter_begins_is_refused(study: Study, joint: Path) -> None:
    assert refused(import_report, study, joint, round_="h1", settled=Settled({8: "kyst"})) == [("ROUNDS-011", 8)]


def test_nothing_is_kept_when_one_chapter_is_refused(study: Study, tmp_path: Path) -> None:
    file = written(tmp_path, JOINT.replace("fra Fjellfylkenes Arbeidsgiverlag", "fra Ukjentlaget"))
    refused(import_report, study, file, round_="h1")
    assert study.list_sources() == []


def test_reading_for_a_round_warns_of_what_importing_would_refuse(study: Study, joint: Path) -> None:
    problems = read_report(joint, study, round_="h1").problems
    assert [(each.code, each.severity) for each in problems] == [("ROUNDS-010", "note")]


def test_an_unknown_template_is_told_with_the_nearest(joint: Path) -> None:
    assert refused(read_report, joint, template="party-raport") == [("ROUNDS-009", None)]


def test_figures_come_with_party_period_and_question(study: Study, joint: Path) -> None:
    import_report(study, joint, round_="h1")
    rows = reported_figures(study).to_dict("records")
    assert [(row["value"], row["unit"], row["qualifier"], row["party"], row["question"]) for row in rows] == [
        (14, "klubbmøter", "", "kyst", "erfaring-1"),
        (120, "deltakere", "about", "kyst", "vellykket-1"),
    ]
    assert rows[0]["period"] == "2026-01-01–2026-06-30"
    assert study.source("h1-kyst").text[rows[0]["start"] : rows[0]["end"]] == "14 klubbmøter"
    assert list(reported_figures(study, unit="KLUBBMØTER")["value"]) == [14]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_template_filled_in_in_word_is_read_by_its_questions(
    study: Study, tmp_path: Path, language: Language
) -> None:
    file = study.folder / "instruments" / "party-report-simplified.yaml"
    form = read_instrument(file)
    [printed] = print_instrument(form, tmp_path, name="svar", to=("docx",), language=language)
    document = Document(str(printed))
    answers = iter(["Vi lærte mye av 14 møter.\nDet tok tid.", "", "Turen."])
    asked = [each.text.text(language) for each in form.questions() if each.type == "open"]
    paragraphs = document.paragraphs
    for at, paragraph in enumerate(paragraphs):
        if any(text in paragraph.text for text in asked):
            line = next(each for each in paragraphs[at + 1 :] if not each.text.strip())
            line.text = next(answers)
    document.save(str(printed))
    [kept] = import_report(study, printed, round_="h1", party="kyst")
    source = study.source(kept.source)
    assert kept.missing == ("avvik",)
    assert [(turn.question, source.words_of(turn)) for turn in source.turns] == [
        ("erfaring-1", "Vi lærte mye av 14 møter.\nDet tok tid."),
        ("vellykket-1", "Turen."),
    ]
