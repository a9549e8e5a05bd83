"""The commands on instruments, as they are typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.study import open_study
from instruments.used import versions_used

Run = Callable[..., Any]
FORM = """\
id: skjema
kind: questionnaire
title: Skjema
sections:
  - id: a
    title: Del
    themes: [forebygging]
    questions:
      - {id: a-1, type: single, text: Har dere plan?, choices: {1: Ja, 2: Nei}}
      - {id: a-2, text: Hvorfor ikke?, show_if: a-1 = 3}
"""


@pytest.fixture
def instruments(copied: Path) -> Path:
    (copied / "instruments/skjema.yaml").write_text(FORM, encoding="utf-8")
    return copied


def test_a_fault_gives_status_one_and_is_told_with_its_line(run: Run, instruments: Path) -> None:
    done = run("instrument", "check", "skjema", "--study", instruments)
    assert (done.status, done.out) == (1, "")
    assert (
        "skjema.yaml:10: I «a-1 = 3», tegn 7: «3» er ikke noe svar på «a-1». Bruk en av kodene: 1 Ja, 2 Nei."
        in done.err
    )


def test_hints_alone_give_status_nought(run: Run, copied: Path) -> None:
    done = run("instrument", "check", "--study", copied)
    assert (done.status, done.out) == (0, "Ingen feil i 2 instrumenter.\n")
    assert "Merk:" in done.err


def test_all_instruments_of_a_study_are_checked_also_those_that_cannot_be_read(run: Run, instruments: Path) -> None:
    (instruments / "instruments/annet.yaml").write_text("id: annet\nkind: skjema\ntitle: T\n", encoding="utf-8")
    done = run("instrument", "check", "--json", "--study", instruments)
    codes = [each["code"] for each in done.json if each["severity"] == "error"]
    assert (done.status, codes) == (1, ["FILE-003", "ROUTE-009"])


def test_a_file_outside_a_study_can_be_checked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "løst.yaml").write_text(FORM, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [each["code"] for each in run("instrument", "check", "løst.yaml", "--json").json] == ["ROUTE-009"]


def test_an_unknown_instrument_gets_the_nearest(run: Run, instruments: Path) -> None:
    done = run("instrument", "check", "skjma", "--json", "--study", instruments)
    assert (done.status, done.error["code"]) == (1, "INSTRUMENT-082")
    assert "skjema" in done.error["remedy"]


def test_what_changed_after_texts_were_collected_is_told(run: Run, copied: Path) -> None:
    file = copied / "instruments/fokusgruppe.yaml"
    text = file.read_text("utf-8")
    asked = "nb: Hva mangler i dagens avtale, slik dere ser det?"
    assert asked in text
    file.write_text(text.replace(asked, "nb: Hvor lenge har dere vært med?"), encoding="utf-8")
    found = run("instrument", "check", "--json", "--study", copied).json
    assert [(each["code"], each["severity"]) for each in found if each["severity"] != "note"] == [
        ("INSTRUMENT-071", "error")
    ]


def test_each_question_is_held_against_the_version_it_was_answered_in(run: Run, copied: Path) -> None:
    file = copied / "instruments/fokusgruppe.yaml"
    text = file.read_text("utf-8")
    assert "alt kan sammenlignes" in run("instrument", "compare", "fokusgruppe", "--study", copied).out
    asked = "nb: Hva mangler i dagens avtale, slik dere ser det?"
    file.write_text(text.replace(asked, "nb: Hvor lenge har dere vært med?"), encoding="utf-8")
    rows = run("instrument", "compare", "fokusgruppe", "--json", "--study", copied).json
    [changed] = [each for each in rows if each["verdict"] != "comparable"]
    assert (changed["verdict"], changed["now"], changed["then"]) == (
        "not-comparable",
        "Hvor lenge har dere vært med?",
        "Hva mangler i dagens avtale, slik dere ser det?",
    )
    assert [each["aspect"] for each in changed["changes"]] == ["wording"]
    assert len({each["version"] for each in rows}) == 1


def test_an_instrument_nobody_has_answered_is_said_to_be_so(run: Run, instruments: Path) -> None:
    done = run("instrument", "compare", "skjema", "--study", instruments)
    assert (done.status, done.out) == (0, "Ingen tekster i studien er samlet inn med «skjema».\n")


def test_a_copy_of_what_was_asked_is_kept_with_the_texts(copied: Path) -> None:
    study = open_study(copied)
    kept = {path.name for path in (copied / "instruments/versions").glob("*.yaml")}
    assert {f"{each.name}-{each.sha256[:12]}.yaml" for each in versions_used(study)} == kept
    assert sum(len(each.sources) for each in versions_used(study)) == 5


def test_a_shipped_instrument_becomes_the_studys_own(run: Run, copied: Path) -> None:
    assert run("instrument", "new", "member-survey", "--as", "medlemmer", "--study", copied).status == 0
    rows = {each["name"]: each for each in run("instrument", "list", "--json", "--study", copied).json}
    assert (rows["medlemmer"]["shipped"], rows["member-survey"]["shipped"], rows["medlemmer"]["questions"]) == (
        False,
        True,
        32,
    )
    assert run("instrument", "check", "medlemmer", "--study", copied).status == 0
    assert run("instrument", "new", "member-survey", "--as", "medlemmer", "--study", copied).status == 1


def test_the_list_is_to_be_had_outside_a_study(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "focus-group-guide" in run("instrument", "list").out


def test_coverage_has_a_row_for_each_theme_and_a_column_for_each_role(run: Run, copied: Path) -> None:
    run("instrument", "new", "focus-group-guide", "--study", copied)
    told = run("instrument", "coverage", "--study", copied).out
    assert ("Verneombud" in told, "Sykefraværsoppfølging" in told) == (True, True)
    rows = run("instrument", "coverage", "--json", "--study", copied).json
    found = {each["role"]: each["questions"] for each in rows if each["theme"] == "ia-arbeid"}
    assert (found["verneombud"], found["leder"]) == (["ia-arbeid-1", "ia-arbeid-2"], ["ia-arbeid-1", "ia-arbeid-3"])


def test_translations_are_marked_and_found_stale_afterwards(run: Run, copied: Path) -> None:
    file = copied / "instruments/fokusgruppe.yaml"
    assert run("instrument", "translated", "fokusgruppe", "--json", "--study", copied).json["texts"] == 42
    text = file.read_text("utf-8")
    file.write_text(
        text.replace("nb: Hva har dere prøvd som ikke virket?", "nb: Hva har dere prøvd uten hell?"), "utf-8"
    )
    found = run("instrument", "check", "--json", "--study", copied).json
    stale = [each for each in found if each["code"] == "INSTRUMENT-031"]
    assert [each["severity"] for each in stale] == ["warning", "warning"]
    assert (
        run("instrument", "translated", "fokusgruppe", "--only", "nn", "--json", "--study", copied).json["texts"] == 1
    )
    again = run("instrument", "check", "--json", "--study", copied).json
    assert sum(each["code"] == "INSTRUMENT-031" for each in again) == 1


def test_an_unknown_language_is_refused(run: Run, copied: Path) -> None:
    assert (
        run("instrument", "translated", "fokusgruppe", "--only", "dk", "--json", "--study", copied).error["code"]
        == "CLI-003"
    )


def test_a_guide_is_printed_where_one_asks_for_it(run: Run, copied: Path, tmp_path: Path) -> None:
    line = (
        "instrument",
        "show",
        "fokusgruppe",
        "--to",
        "html",
        "--to",
        "qmd",
        "--out",
        tmp_path / "ut",
        "--lang",
        "nn",
    )
    assert run(*line, "--study", copied).status == 0
    assert sorted(each.name for each in (tmp_path / "ut").iterdir()) == ["fokusgruppe-nn.html", "fokusgruppe-nn.qmd"]


@pytest.mark.parametrize("line", [["show", "skjema", "--to", "html"], ["export", "skjema", "--to", "xlsform"]])
@pytest.mark.parametrize(
    ("condition", "code"), [("a-1 = 3", "ROUTE-009"), ("b-1 = 1", "ROUTE-005"), ("a-1 =", "ROUTE-001")]
)
def test_what_cannot_be_used_is_refused_with_its_line(
    run: Run, instruments: Path, tmp_path: Path, line: list[str], condition: str, code: str
) -> None:
    file = instruments / "instruments/skjema.yaml"
    file.write_text(file.read_text("utf-8").replace("a-1 = 3", condition), encoding="utf-8")
    done = run("instrument", *line, "--out", tmp_path / "ut", "--json", "--study", instruments)
    assert (done.status, done.error["code"], (tmp_path / "ut").exists()) == (1, code, False)


def test_an_export_says_what_has_no_place(run: Run, copied: Path, tmp_path: Path) -> None:
    done = run("instrument", "export", "fokusgruppe", "--to", "xlsform", "--out", tmp_path / "ut", "--study", copied)
    assert (done.status, (tmp_path / "ut/fokusgruppe.xlsx").is_file()) == (0, True)
    assert "XLSForm har ikke plass til «probes»" in done.err


def test_a_form_of_another_program_becomes_the_studys_own(run: Run, copied: Path, tmp_path: Path) -> None:
    run("instrument", "new", "party-report", "--study", copied)
    run("instrument", "export", "party-report", "--to", "xlsform", "--out", tmp_path, "--study", copied)
    line = ("instrument", "import", tmp_path / "party-report.xlsx", "--as", "hentet", "--study", copied)
    assert run(*line).status == 0
    found = run("instrument", "check", "hentet", "--json", "--study", copied).json
    assert [each["code"] for each in found if each["severity"] == "error"] == []
    assert run(*line, "--json").error["code"] == "INSTRUMENT-081"


def test_a_shipped_instrument_is_printed_outside_a_study(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("instrument", "show", "party-report", "--to", "html").status == 0
    assert (tmp_path / "party-report-nb.html").is_file()
