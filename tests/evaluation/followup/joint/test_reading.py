"""Joint reports of many kinds: whose chapter it is, what stands under which heading, what is missing."""

from pathlib import Path

import pytest

from evaluation.followup.joint.reading import best_template, read_joint_report, read_party_report
from evaluation.followup.joint.report import JointReport
from evaluation.followup.joint.reporters import Reporter
from evaluation.followup.parties import parties_of
from evaluation.model import Organisation, People
from evaluation.sources.read import extract
from instruments.form.party_reports import known_templates
from tests.evaluation.followup.joint.made import (
    narrow_pdf,
    word_in_bold,
    word_in_one_table,
    word_in_tables,
    word_with_headings,
)

HERE = Path(__file__).parent
ALL, NOTHING = "erfaring avvik vellykket", ""
# Party → the sections it has of the template's, and «·» for each heading of its own.
EXPECTED: dict[str, dict[str, str]] = {
    "nb-nummerert.txt": {
        "Kystarbeiderforbundet (KAF)": ALL,
        "Fjellfylkenes Arbeidsgiverlag": "erfaring vellykket",
        "Bygdetilsynet": "· ·",
        "Tindved Tjenestemannslag": ALL,
    },
    "nn-versalar.txt": {
        "KYSTARBEIDARFORBUNDET": ALL,
        "FJELLFYLKA ARBEIDSGJEVARLAG": ALL,
        "DIREKTORATET FOR ARBEIDSRO": "erfaring vellykket",
    },
    "en-markdown.md": {
        "Harbour Workers' Union": ALL,
        "Federation of Upland Employers": ALL,
        "Rural Inspection Authority": "· ·",
    },
    "nb-forkortelser.txt": {"KAF": ALL, "FAL": ALL, "TTL": "erfaring vellykket"},
    "nb-fritekst.md": {
        "Næringsforbundet Havgløtt": ALL,
        "Departementet for fjord og fjell": "·",
        "Bygdetilsynet": ALL,
    },
    "nb-hva-gikk.txt": {
        "KAF": ALL,
        "Fjellfylkenes Arbeidsgiverlag": "erfaring vellykket",
        "Bygdetilsynet": "·",
    },
    "en-lettered.txt": {
        "Coastal Employers (CE)": ALL,
        "Harbour Workers' Union (HWU)": "erfaring vellykket",
        "Rural Inspection Authority": "·",
    },
    "nn-organisasjon.md": {"Kystarbeidarforbundet": ALL, "Fjellfylka arbeidsgjevarlag": "erfaring vellykket"},
}
HELD_OUT: dict[str, dict[str, str]] = {
    "en-capitals.txt": {
        "THE HARBOUR WORKERS' UNION": ALL,
        "UPLAND EMPLOYERS": "erfaring vellykket",
        "MINISTRY OF FJORDS": "·",
    },
    "nb-brev.txt": {
        "Kystarbeiderforbundet": ALL,
        "Næringsforbundet Havgløtt": ALL,
        "Bygdetilsynet": "·",
        "Kystarbeiderforbundet/2": "erfaring",
    },
    "nn-blanda.md": {
        "Kystarbeidarforbundet": ALL,
        "Fjellfylka arbeidsgjevarlag": "erfaring vellykket ·",
        "Direktoratet for arbeidsro": "·",
    },
    "nn-punkt.txt": {
        "KYSTARBEIDARFORBUNDET": ALL,
        "TINDVED TENESTEMANNSLAG": "erfaring vellykket",
        "FJORDDIREKTORATET": "·",
    },
}
# Headings that share no word with the template's are told as the party's own, and what is meant is missing.
UNLIKE = {
    "nb-kapitler.txt": {"Kystarbeiderforbundet": "erfaring ·", "Norske Fjellbedrifter": "erfaring ·"},
    "en-table.md": {"Dockside Union": "· · ·", "Council of Hill Farmers": "· ·"},
}


def read(file: Path) -> JointReport:
    return best_template(extract(file), known_templates())


def told(report: JointReport) -> dict[str, str]:
    found: dict[str, str] = {}
    for chapter in report.chapters:
        name = f"{chapter.party}/2" if chapter.party in found else chapter.party
        found[name] = " ".join(each.section or "·" for each in chapter.parts if not each.missing)
    return found


def under(report: JointReport, party: str, section: str) -> str:
    chapter = next(each for each in report.chapters if each.party == party)
    [part] = [each for each in chapter.parts if each.section == section]
    return report.text[part.start : part.end]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_joint_report_is_parted_by_party_and_heading(name: str) -> None:
    assert told(read(HERE / "documents" / name)) == EXPECTED[name]


@pytest.mark.parametrize("name", HELD_OUT)
def test_a_report_the_rules_were_not_made_on_is_read_as_well(name: str) -> None:
    assert told(read(HERE / "held_out" / name)) == HELD_OUT[name]


@pytest.mark.parametrize("name", UNLIKE)
def test_headings_unlike_the_templates_are_never_guessed(name: str) -> None:
    assert told(read(HERE / "held_out" / name)) == UNLIKE[name]


def test_headings_of_word_are_taken_for_what_they_are(tmp_path: Path) -> None:
    assert told(read(word_with_headings(tmp_path))) == {
        "Kystarbeiderforbundet (KAF)": ALL,
        "Innovasjonsringen": ALL,
        "Bygdetilsynet": "· ·",
    }


def test_lines_in_bold_serve_as_headings(tmp_path: Path) -> None:
    expected = {"Kystarbeidarforbundet": ALL, "Tindved tenestemannslag": "erfaring vellykket"}
    assert told(read(word_in_bold(tmp_path))) == expected


def test_the_first_column_of_a_table_holds_the_headings(tmp_path: Path) -> None:
    report = read(word_in_tables(tmp_path))
    assert told(report) == {"Kystarbeiderforbundet (KAF)": ALL, "Innovasjonsringen": ALL}
    assert under(report, "Kystarbeiderforbundet (KAF)", "avvik") == "Ingen avvik"


def test_one_table_may_hold_a_row_for_each_party(tmp_path: Path) -> None:
    report = read(word_in_one_table(tmp_path))
    assert told(report) == {
        "Kystarbeiderforbundet (KAF)": ALL,
        "Innovasjonsringen": ALL,
        "Bygdetilsynet": "erfaring",
    }
    assert under(report, "Bygdetilsynet", "erfaring") == "Første linje.\nAndre linje."
    assert under(report, "Innovasjonsringen", "avvik") == "Vi mangler en koordinator."


def test_a_table_in_markdown_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "tabell.md"
    rows = "| KAF | Korte møter. | Ingen. |\n| FAL | Ring. | - |\n"
    file.write_text(f"# Rapporter\n\n| Part | Viktigste erfaring | Avvik |\n|---|---|---|\n{rows}", encoding="utf-8")
    report = read(file)
    assert told(report) == {"KAF": "erfaring avvik", "FAL": "erfaring"}
    assert under(report, "KAF", "avvik") == "Ingen."


def test_a_heading_over_several_lines_of_a_page_is_one(tmp_path: Path) -> None:
    report = read(narrow_pdf(tmp_path))
    name = "Samarbeidsdepartementet for havner, kaier og andre anlegg langs kysten"
    assert told(report) == {name: ALL, "Kystarbeiderforbundet": ALL}
    assert under(report, "Kystarbeiderforbundet", "avvik").startswith("To kurs er flyttet.")


def test_what_is_missing_is_a_row_without_a_place() -> None:
    report = read(HERE / "documents" / "nb-nummerert.txt")
    [absent] = [each for each in report.chapters[1].parts if each.missing]
    assert (absent.section, absent.start, absent.end) == ("avvik", None, None)


def test_no_deviation_is_an_answer_and_no_heading() -> None:
    report = read(HERE / "documents" / "nb-nummerert.txt")
    assert under(report, "Tindved Tjenestemannslag", "avvik") == "Ingen avvik"


def test_a_misspelled_heading_is_known_and_its_words_end_where_the_next_begins() -> None:
    report = read(HERE / "documents" / "nb-fritekst.md")
    assert under(report, "Næringsforbundet Havgløtt", "avvik") == "Vi lå etter i januar."


def test_a_party_that_reported_twice_is_told_with_both_lines() -> None:
    problems = read(HERE / "held_out" / "nb-brev.txt").problems
    assert [(each.code, each.line, each.values["other"]) for each in problems if each.code == "ROUNDS-004"] == [
        ("ROUNDS-004", 31, 5)
    ]


def test_a_chapter_without_the_template_is_to_be_looked_at() -> None:
    report = read(HERE / "documents" / "nb-nummerert.txt")
    assert [each.line for each in report.problems if each.code == "ROUNDS-002"] == [43]


def test_an_abbreviation_is_the_organisation_of_the_register() -> None:
    people = People(organisations=(Organisation(id="kyst", name="Kystarbeiderforbundet (KAF)"),))
    file = HERE / "documents" / "nb-forkortelser.txt"
    report = best_template(extract(file), known_templates(), parties_of(people))
    assert [each.organisation for each in report.chapters] == ["kyst", None, None]


def test_the_period_is_read_where_the_document_says_it() -> None:
    report = read(HERE / "documents" / "nn-versalar.txt")
    assert report.period and [each.isoformat() for each in report.period] == ["2025-07-01", "2025-12-31"]


def test_a_text_without_parties_says_so(tmp_path: Path) -> None:
    file = tmp_path / "notat.txt"
    file.write_text("Et notat om noe helt annet.\n\nDet har ingen kapitler.\n", encoding="utf-8")
    assert [each.code for each in read(file).problems] == ["ROUNDS-001"]


def test_a_document_of_one_party_needs_no_name_in_it(tmp_path: Path) -> None:
    file = tmp_path / "svar.md"
    file.write_text("## Viktigste erfaring\n\nKorte møter.\n\n## Avvik\n\nIngen.\n", encoding="utf-8")
    template = next(each for each in known_templates() if each.name == "party-report-simplified")
    report = read_party_report(extract(file), template, Reporter("kaf", "kaf", 1.0))
    [chapter] = report.chapters
    assert [each.section for each in chapter.parts if not each.missing] == ["erfaring", "avvik"]
    assert chapter.missing == ("vellykket",)


def test_offsets_are_of_the_text_as_it_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "crlf.txt"
    text = (HERE / "documents" / "nb-forkortelser.txt").read_text(encoding="utf-8")
    file.write_bytes("\ufeff".encode() + text.replace("\n", "\r\n").encode())
    report = read_joint_report(extract(file), known_templates()[0])
    plain = read_joint_report(extract(HERE / "documents" / "nb-forkortelser.txt"), known_templates()[0])
    assert [each.start for each in report.chapters] == [each.start for each in plain.chapters]


def test_rules_and_blanks_around_a_text_are_none_of_it(tmp_path: Path) -> None:
    file = tmp_path / "samlet.md"
    head = "# Rapport fra Bygdetilsynet\n\n---\n\n## Viktigste erfaring\n\n"
    tail = " \n" * 3000 + "# Rapport fra Havdirektoratet\n\n## Avvik\n\nIngen.\n"
    file.write_text(f"{head}***\n\nKorte møter.\n\n---\n{tail}", encoding="utf-8")
    report = read(file)
    assert under(report, "Bygdetilsynet", "erfaring") == "Korte møter."
