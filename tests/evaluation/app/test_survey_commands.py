"""Survey data from a file into the study and out again, as it is typed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.study import open_study
from instruments.form.answering import begin, seat_of, submit
from instruments.responses.codebook import beside, write_codebook
from instruments.responses.keeping import open_dataset
from instruments.responses.meaning import Meaning, Variable
from tests.instruments.form.conftest import made as made_study
from tests.instruments.form.conftest import opened

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
      - {id: plan, type: single, text: Har dere plan?, choices: {1: Ja, 2: Nei}, missing: {9: Vet ikke}}
"""


@pytest.fixture
def surveyed(run: Run, copied: Path) -> Path:
    (copied / "instruments/skjema.yaml").write_text(FORM, encoding="utf-8")
    (copied / "svar.csv").write_text("nr;plan\n1;1\n2;9\n3;\n", encoding="utf-8")
    done = run("survey", "import", copied / "svar.csv", "--questionnaire", "skjema", "--study", copied)
    assert done.status == 0
    return copied


def test_an_import_is_listed_with_its_questionnaire(run: Run, surveyed: Path) -> None:
    (row,) = (row for row in run("survey", "list", "--json", "--study", surveyed).json if row["name"] == "svar")
    assert (row["name"], row["questionnaire"], row["rows"], row["file"]) == ("svar", "skjema", 3, "svar.csv")


def test_describe_counts_each_answer(run: Run, surveyed: Path) -> None:
    (row,) = run("survey", "describe", "svar", "plan", "--json", "--study", surveyed).json
    assert (row["question"], row["valid"], row["missing"], row["empty"]) == ("plan", 1, 1, 1)
    assert [(each["value"], each["n"]) for each in row["values"]] == [(1.0, 1), (2.0, 0), (9.0, 1), (None, 1)]


def test_export_and_import_again_under_another_name(run: Run, surveyed: Path, tmp_path: Path) -> None:
    assert run("survey", "export", "svar", "--to", "sav", "--out", tmp_path, "--study", surveyed).status == 0
    done = run("survey", "import", tmp_path / "svar.sav", "--as", "igjen", "--json", "--study", surveyed)
    assert done.json["format"] == "sav"
    study = open_study(surveyed)
    first, again = open_dataset(study, "svar"), open_dataset(study, "igjen")
    assert again.values.equals(first.values)
    assert again.variable("plan").labels == first.variable("plan").labels


def test_an_import_can_be_undone(run: Run, surveyed: Path) -> None:
    before = [row["name"] for row in run("survey", "list", "--json", "--study", surveyed).json]
    run("undo", "--study", surveyed)
    after = [row["name"] for row in run("survey", "list", "--json", "--study", surveyed).json]
    assert set(before) - set(after) == {"svar"}


def test_the_file_of_an_import_taken_back_waits_for_a_redo_and_is_no_stray(run: Run, surveyed: Path) -> None:
    run("undo", "--study", surveyed)
    told = run("doctor", "--json", "--study", surveyed).json
    assert "STUDY-014" not in [each["code"] for each in told]
    run("undo", "--redo", "--study", surveyed)
    assert run("survey", "describe", "svar", "--json", "--study", surveyed).status == 0


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (["import", "{}/svar.csv"], "DATASET-017"),
        (["import", "{}/svar.csv", "--as", "ny"], "DATASET-018"),
        (["import", "{}/finnes-ikke.sav"], "DATASET-002"),
        (["import", "{}/evaluation.yaml"], "DATASET-007"),
        (["describe", "svra"], "DATASET-015"),
        (["describe", "svar", "plna"], "DATASET-010"),
        (["export", "svar", "--to", "xyz"], "DATASET-008"),
        (["import", "{}/ny.csv", "--session", "finnes-ikke"], "STUDY-007"),
    ],
)
def test_faults_are_one_message_and_nothing_is_written(run: Run, surveyed: Path, line: list[str], code: str) -> None:
    before = sorted(surveyed.rglob("*.csv"))
    done = run("survey", *(word.format(surveyed) for word in line), "--json", "--study", surveyed)
    assert (done.status, done.error["code"]) == (1, code)
    assert sorted(surveyed.rglob("*.csv")) == before


def test_a_file_that_was_changed_afterwards_is_refused(run: Run, surveyed: Path) -> None:
    (surveyed / "sources/svar.csv").write_text("nr;plan\n1;2\n", encoding="utf-8")
    done = run("survey", "describe", "svar", "--json", "--study", surveyed)
    assert done.error["code"] == "DATASET-016"


def test_texts_of_digits_stay_texts_where_a_codebook_said_so(run: Run, surveyed: Path, tmp_path: Path) -> None:
    file = tmp_path / "koder.csv"
    file.write_text("id,kode\n1,12\n2,7\n", encoding="utf-8")
    meaning = Meaning((Variable("id"), Variable("kode", kind="text")), format="csv")
    write_codebook(meaning, beside(file))
    assert run("survey", "import", file, "--study", surveyed).status == 0
    assert open_dataset(open_study(surveyed), "koder").column("kode").tolist() == ["12", "7"]


def test_a_deposit_tells_what_is_left_and_missing(run: Run, surveyed: Path, tmp_path: Path) -> None:
    done = run("survey", "deposit", tmp_path / "arkiv", "--weight", "vekt", "--study", surveyed)
    assert done.status == 0
    assert "se på: Disse skiller hvert svar fra de andre." in done.out
    assert (tmp_path / "arkiv/data/svar.sav").is_file()
    again = run("survey", "deposit", tmp_path / "arkiv", "--json", "--study", surveyed)
    assert again.error["code"] == "DEPOSIT-001"


def test_open_answers_in_a_deposit_are_warned_of(run: Run, surveyed: Path, tmp_path: Path) -> None:
    done = run("survey", "deposit", tmp_path / "arkiv", "--with-open-answers", "--study", surveyed)
    assert "[DEPOSIT-004]" in done.err


OPEN = "id;plan;storrelse;ord\n1;1;liten;Vi savner enklere skjemaer.\n2;2;stor;\n3;1;stor;Helt greit slik det er nå.\n"


@pytest.fixture
def spoken(run: Run, copied: Path) -> Path:
    (copied / "svar.csv").write_text(OPEN, encoding="utf-8")
    (copied / "nyere.csv").write_text(OPEN + "4;1;liten;Vi savner bedre hjelp.\n", encoding="utf-8")
    return copied


def test_an_import_tells_that_there_are_open_answers(run: Run, spoken: Path) -> None:
    done = run("survey", "import", spoken / "svar.csv", "--study", spoken)
    assert "underveis survey answers svar" in done.out


@pytest.mark.parametrize("chosen", [("--open-answers",), ("--open", "ord"), ("--attribute", "storrelse")])
def test_open_answers_are_taken_in_at_import_where_asked_for(run: Run, spoken: Path, chosen: tuple[str, ...]) -> None:
    done = run("survey", "import", spoken / "svar.csv", *chosen, "--json", "--study", spoken)
    assert (done.json["answers"]["variables"], done.json["answers"]["added"]) == (["ord"], 2)


def test_they_are_taken_in_afterwards_and_found_by_what_respondents_are(run: Run, spoken: Path) -> None:
    run("survey", "import", spoken / "svar.csv", "--study", spoken)
    done = run("survey", "answers", "svar", "--attribute", "storrelse", "--study", spoken)
    assert "2 respondenter (ord)" in done.out
    hits = run("find", '"savner" WHERE storrelse = liten', "--json", "--study", spoken).json
    assert [each["source"] for each in hits] == ["svar-1"]


def test_a_newer_file_takes_the_place_of_the_old_one(run: Run, spoken: Path) -> None:
    run("survey", "import", spoken / "svar.csv", "--open-answers", "--study", spoken)
    done = run("survey", "import", spoken / "nyere.csv", "--replace", "svar", "--study", spoken)
    assert "svar har nå 4 svar (før 3)." in done.out
    assert "Nye: 1. Endret: 0. Uendret: 2. Borte: 0." in done.out
    told = run("doctor", "--json", "--study", spoken).json
    assert [each for each in told if each["code"].startswith(("DATASET", "STUDY-014"))] == []


def test_what_stays_is_not_chosen_anew_with_a_newer_file(run: Run, spoken: Path) -> None:
    run("survey", "import", spoken / "svar.csv", "--study", spoken)
    options = ("--replace", "svar", "--as", "andre")
    done = run("survey", "import", spoken / "nyere.csv", *options, "--json", "--study", spoken)
    assert (done.status, done.error["code"]) == (1, "SURVEY-011")


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "md", "csv"])
def test_tables_are_written_to_a_file(run: Run, surveyed: Path, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"tabell.{suffix}"
    done = run("survey", "table", "svar", "plan", "--threshold", "0", "--to", file, "--study", surveyed)
    assert (done.status, file.is_file()) == (0, True)


def test_a_table_to_a_format_there_is_not_is_refused_before_any_work(run: Run, surveyed: Path) -> None:
    done = run("survey", "table", "ingen", "plan", "--to", "t.ods", "--json", "--study", surveyed)
    assert done.error["code"] == "SURVEY-010"


def test_an_export_with_codes_has_a_variable_for_each(run: Run, spoken: Path, tmp_path: Path) -> None:
    run("survey", "import", spoken / "svar.csv", "--open-answers", "--study", spoken)
    options = ("--to", "csv", "--code", "mangler", "--out", tmp_path)
    assert run("survey", "export", "svar", *options, "--study", spoken).status == 0
    head = (tmp_path / "svar.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.endswith("kode_mangler")


def state(run: Run, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = run("status", "--json", "--study", folder).json["datasets"][-1]
    return found


def test_status_tells_how_the_data_stand(run: Run, spoken: Path) -> None:
    (spoken / "svar.csv").write_text(OPEN.replace("plan", "vekt"), encoding="utf-8")
    run("survey", "import", spoken / "svar.csv", "--open-answers", "--study", spoken)
    found = state(run, spoken)
    assert {key: found[key] for key in ("respondents", "matched", "unmatched", "file", "spoken", "weights")} == {
        "respondents": 3,
        "matched": 0,
        "unmatched": ["id", "vekt", "storrelse", "ord"],
        "file": "ok",
        "spoken": 2,
        "weights": {"vekt": ""},
    }
    assert "Vekten vekt er i orden." in run("status", "--study", spoken).out


@pytest.mark.parametrize(("weights", "code"), [("1;0;2", "STATISTICS-003"), ("1;;2", "STATISTICS-002"),
                                               ("2;2;2", "STATISTICS-005"), ("1;-1;2", "STATISTICS-004")])  # fmt: skip
def test_status_tells_of_a_weight_that_will_not_do(run: Run, copied: Path, weights: str, code: str) -> None:
    rows = "\n".join(f"{number};{weight}" for number, weight in enumerate(weights.split(";")))
    (copied / "veid.csv").write_text(f"nr;vekt\n{rows}\n", encoding="utf-8")
    run("survey", "import", copied / "veid.csv", "--study", copied)
    assert state(run, copied)["weights"] == {"vekt": code}


def test_status_and_doctor_find_a_file_that_was_changed_or_is_gone(run: Run, surveyed: Path) -> None:
    file = surveyed / "sources" / "svar.csv"
    file.write_text("nr;plan\n1;2\n", encoding="utf-8")
    assert state(run, surveyed)["file"] == "changed"
    assert "DATASET-016" in [each["code"] for each in run("doctor", "--json", "--study", surveyed).json]
    file.unlink()
    assert state(run, surveyed)["file"] == "missing"


def test_doctor_finds_that_the_questionnaire_of_the_data_is_gone(run: Run, surveyed: Path) -> None:
    for each in (surveyed / "instruments/versions").glob("skjema-*.yaml"):
        each.unlink()
    found = run("doctor", "--json", "--study", surveyed).json
    assert ("STUDY-021", "error") in [(each["code"], each["severity"]) for each in found]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--weight", "plan"), "STATISTICS-002"),
        (("--strata", "nr"), "STATISTICS-008"),
        (("--where", "plan=7"), "STATISTICS-007"),
        (("--population", "nr"), "STATISTICS-047"),
        (("--by", "finnes_ikke"), "DATASET-010"),
        (("--lonely", "kanskje"), "CLI-003"),
    ],
)
def test_a_design_that_cannot_be_is_one_message(run: Run, surveyed: Path, options: tuple[str, ...], code: str) -> None:
    done = run("survey", "table", "svar", "plan", *options, "--json", "--study", surveyed)
    assert (done.status, done.error["code"], done.out) == (1, code, "")


def test_a_weight_that_is_the_same_for_all_is_noted(run: Run, copied: Path) -> None:
    (copied / "veid.csv").write_text("plan;vekt\n1;2\n2;2\n1;2\n", encoding="utf-8")
    run("survey", "import", copied / "veid.csv", "--study", copied)
    done = run("survey", "table", "veid", "plan", "--weight", "vekt", "--threshold", "0", "--study", copied)
    assert "STATISTICS-005" in done.err


def test_a_blank_text_is_no_stratum(run: Run, copied: Path) -> None:
    (copied / "veid.csv").write_text("plan;lag\n1;a\n2;a\n1;\n2;\n", encoding="utf-8")
    run("survey", "import", copied / "veid.csv", "--study", copied)
    done = run("survey", "table", "veid", "plan", "--strata", "lag", "--json", "--study", copied)
    assert done.error["code"] == "STATISTICS-006"


SCALE = "bolge;a;b;c\n" + "".join(
    f"{1 + n % 2};{1 + n % 5};{1 + (n * 7) % 5 if n % 3 else 1 + n % 5};{5 - n % 5}\n" for n in range(40)
)


@pytest.fixture
def scaled(run: Run, copied: Path) -> Path:
    (copied / "skala.csv").write_text(SCALE, encoding="utf-8")
    run("survey", "import", copied / "skala.csv", "--study", copied)
    return copied


def test_compare_adjusts_for_how_many_tests_there_are(run: Run, scaled: Path) -> None:
    one = run("survey", "compare", "skala", "a", "--by", "bolge", "--json", "--study", scaled).json["tests"]
    two = run("survey", "compare", "skala", "a", "b", "--by", "bolge", "--json", "--study", scaled).json["tests"]
    assert (one[0]["method"], one[0]["effect_name"], one[0]["n"]) == ("pearson", "cramers-v", 40)
    assert one[0]["adjusted"] == one[0]["p"]
    least, most = sorted(each["p"] for each in two)
    assert sorted(each["adjusted"] for each in two) == pytest.approx([min(1, 2 * least), min(1, max(2 * least, most))])


def test_compare_can_be_exact_and_go_through_every_pair(run: Run, scaled: Path) -> None:
    line = ("survey", "compare", "skala", "a", "--by", "bolge", "--test", "fisher", "--pairs", "--study", scaled)
    done = run(*line, "--json").json
    assert (done["tests"][0]["method"], done["tests"][0]["statistic"]) == ("fisher", None)
    assert [(each["first"], each["second"]) for each in done["pairs"]] == [("1", "2")]
    assert "Fishers eksakte test." in run(*line).out


def test_a_scale_tells_alpha_and_what_each_item_does_to_it(run: Run, scaled: Path) -> None:
    line = ("survey", "scale", "skala", "a", "b", "c", "--study", scaled)
    turned = run(*line, "--reverse", "c", "--json").json
    assert [each["item"] for each in turned["items"]] == ["a", "b", "c"]
    assert turned["items"][1]["alpha_without"] == pytest.approx(1.0)
    plain = run(*line, "--json").json
    assert plain["alpha"] < turned["alpha"]
    assert (plain["items"][1]["correlation"], [each["code"] for each in plain["problems"]]) == (
        None,
        ["STATISTICS-030"],
    )


@pytest.mark.parametrize(("option", "code"), [("--test", "CLI-003"), ("--adjust", "CLI-003")])
def test_a_test_there_is_not_names_those_there_are(run: Run, scaled: Path, option: str, code: str) -> None:
    done = run("survey", "compare", "skala", "a", "--by", "bolge", option, "t", "--json", "--study", scaled)
    assert done.error["code"] == code


def test_exporting_a_forms_open_answers_tells_who_may_read_them(run: Run, tmp_path: Path) -> None:
    study = made_study(tmp_path / "studie")
    begun = begin(study, seat_of(study, opened(study)), language="nb", consent=True)
    submit(study, seat_of(study, begun.token), {"plan": 1, "ord": "Blåbær"}, revision=0, language="nb")
    done = run("survey", "export", "form:medlemmer", "--to", "csv", "--out", tmp_path, "--study", study.folder)
    assert (done.status, "[SURVEY-004]" in done.err, "Instituttet" in done.err) == (0, True, True)


def test_a_matrix_crosses_with_what_respondents_are_and_names_the_variables(run: Run, spoken: Path) -> None:
    run("survey", "import", spoken / "svar.csv", "--attribute", "storrelse", "--study", spoken)
    run("code", "apply", "--study", spoken)
    done = run("matrix", "--rows", "code", "--cols", "storrelse", "--json", "--study", spoken)
    assert set(done.json["columns"]) >= {"liten"}
    assert "storrelse" in run("matrix", "--cols", "storr", "--json", "--study", spoken).error["remedy"]
