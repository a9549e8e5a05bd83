"""Forms and reporting rounds from the command line, as one who collects answers types it."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.reference import shapes
from evaluation.study import open_study
from instruments.form.answering import begin, seat_of, submit

EVALUATION = """
title: Prøve
languages: [nb]
information: {controller: Instituttet, purpose: Å lære, legal_basis: Samtykke, kept_until: 2027-06-30}
"""
PEOPLE = "organisations: [{id: lo, pseudonym: Part A}, {id: nho, pseudonym: Part B}, {id: ks, pseudonym: Part C}]\n"
REPORT = """
id: rapport
kind: party-report
languages: [nb]
title: {nb: Rapport}
sections:
  - id: alt
    title: {nb: Alt}
    questions:
      - {id: erfaring, required: true, text: {nb: Viktigste erfaring?}}
      - {id: avvik, text: {nb: Avvik fra planen?}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return written(tmp_path / "studie")


def written(found: Path) -> Path:
    """A study of three parties with a report form."""
    (found / "instruments").mkdir(parents=True)
    (found / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (found / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (found / "instruments" / "rapport.yaml").write_text(REPORT, encoding="utf-8")
    open_study(found).import_people(found / "people.yaml")
    return found


@pytest.fixture
def told(run: Callable[..., Any], folder: Path) -> Callable[[str], Any]:
    """`told("forms list")`: what the command gives as JSON; its keys are those of its shape."""

    def given(line: str) -> Any:
        done = run(*line.split(), "--json", "--study", folder)
        assert done.status == 0, done.err
        name = " ".join(line.split()[:2])
        shape = shapes()[name]
        row, keys = (done.json[:1], shape[0]) if isinstance(shape, list) else ([done.json], shape)
        assert all(set(each) == set(keys) for each in row)
        return done.json

    return given


@pytest.fixture
def opened(told: Callable[[str], Any]) -> Callable[[str], Any]:
    told("rounds open h1 --template rapport --period 2026-H1 --parties lo,nho,ks --deadline 2026-08-15")
    told("forms open rapport --session h1 --round h1 --new-session")
    return told


def answer(folder: Path, token: str) -> None:
    study = open_study(folder)
    seat = seat_of(study, token)
    assert seat is not None
    made = begin(study, seat, language="nb", consent=True).seat
    submit(study, made, {"erfaring": "Vi lærte mye."}, revision=0, language="nb")


def test_a_round_from_invitation_to_what_is_missing(opened: Any, folder: Path) -> None:
    tokens = {each["organisation"]: each["token"] for each in opened("forms invite rapport --all")}
    answer(folder, tokens["lo"])
    assert [each["organisation"] for each in opened("forms pending rapport")] == ["nho", "ks"]
    [listed] = opened("rounds list")
    assert (listed["delivered"], listed["awaited"]) == (1, ["nho", "ks"])
    reports = opened("rounds show h1")["reports"]
    assert [(each["party"], each["state"], each["missing"]) for each in reports] == [
        ("lo", "submitted", ["avvik"]),
        ("nho", "awaited", []),
        ("ks", "awaited", []),
    ]


def test_a_form_may_make_its_session(opened: Any, folder: Path) -> None:
    [session] = open_study(folder).people().sessions
    assert (session.id, session.kind, session.instrument) == ("h1", "written-answer", "rapport")


def test_all_invites_nobody_twice(opened: Any) -> None:
    opened("forms invite rapport --organisation nho")
    assert [each["organisation"] for each in opened("forms invite rapport --all")] == ["lo", "ks"]


def test_a_new_address_takes_the_place_of_a_lost_one(opened: Any, folder: Path) -> None:
    [made] = opened("forms invite rapport --number 1")
    renewed = opened(f"forms renew rapport {made['id']}")
    study = open_study(folder)
    assert (seat_of(study, made["token"]), seat_of(study, renewed["token"]) is None) == (None, False)


def test_addresses_go_to_a_file_that_the_owner_alone_may_read(opened: Any, folder: Path) -> None:
    file = folder / "adresser.csv"
    opened(f"forms invite rapport --all --base-url https://svar.example/ --out {file}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text("utf-8-sig").count("https://svar.example/f/") == 3


def test_a_form_closes_opens_and_gets_new_questions(opened: Any) -> None:
    assert opened("forms close rapport")["closed_at"]
    assert opened("forms reopen rapport --closes 2030-01-31")["closes"] == "2030-01-31"
    assert opened("forms update rapport")["name"] == "rapport"
    assert opened("forms list")[0]["closed_at"] is None


def test_a_response_is_withdrawn_only_by_one_who_is_sure(opened: Any, run: Any, folder: Path) -> None:
    [invited] = opened("forms invite rapport --organisation lo")
    answer(folder, invited["token"])
    [response] = opened("forms responses rapport")
    refused = run("forms", "withdraw", response["id"], "--json", "--study", folder)
    assert (refused.status, refused.error["code"]) == (1, "FORMS-015")
    opened(f"forms withdraw {response['id']} --yes")
    assert opened("forms responses rapport")[0]["state"] == "withdrawn"
    assert open_study(folder).list_sources() == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("forms invite rapport", "FORMS-013"),
        ("forms renew rapport 99", "FORMS-014"),
        ("forms withdraw 99 --yes", "FORMS-014"),
        ("forms reopen rapport --closes i-morgen", "FORMS-016"),
        ("forms pending raport", "ANSWER-021"),
        ("rounds show h2", "ANSWER-026"),
    ],
)
def test_what_cannot_be_done_says_why(opened: Any, run: Any, folder: Path, line: str, code: str) -> None:
    done = run(*line.split(), "--json", "--study", folder)
    assert (done.status, done.error["code"]) == (1, code)


def answer_file(folder: Path, form: dict[str, Any]) -> Path:
    answers = {"erfaring": "Kontaktpersonen var gull verdt."}
    file = folder / "lo.underveis.json"
    content = {
        "underveis": "answers", "version": 1, "form": "rapport", "instrument": "rapport", "sha256": form["sha256"],
        "language": "nb", "consented_at": "2026-08-01T09:00:00Z", "submitted_at": "2026-08-01T09:20:00Z",
        "respondent": "Part A", "key": "a" * 32, "answers": answers,
    }  # fmt: skip
    file.write_text(json.dumps(content), encoding="utf-8")
    return file


def test_an_answer_file_is_added_as_a_response(opened: Any, run: Any, folder: Path) -> None:
    file = answer_file(folder, opened("forms list")[0])
    done = run("add", file, "--as", "answers", "--organisation", "lo", "--json", "--study", folder)
    [response] = opened("forms responses rapport")
    assert (done.json["added"], response["channel"], response["organisation"]) == ([response["id"]], "static", "lo")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["{folder}/notat.txt", "--as", "answers"], "FORMS-018"),
        (["--as", "transcript"], "FORMS-018"),
        (["--as", "answers", "--name", "svar"], "FORMS-019"),
        (["{file}", "--as", "answers"], "FORMS-017"),
    ],
)
def test_an_answer_file_is_added_by_itself_and_once(
    opened: Any, run: Any, folder: Path, words: list[str], code: str
) -> None:
    file = answer_file(folder, opened("forms list")[0])
    (folder / "notat.txt").write_text("Et notat.\n", encoding="utf-8")
    line = [word.format(folder=folder, file=file) for word in words]
    done = run("add", file, *line, "--json", "--study", folder)
    assert (done.status, done.error["code"]) == (1, code)
    assert (opened("forms responses rapport"), open_study(folder).sources()) == ([], [])


def test_a_transcript_is_nobodys_answer_file(run: Any, folder: Path) -> None:
    (folder / "notat.txt").write_text("Et notat.\n", encoding="utf-8")
    done = run("add", folder / "notat.txt", "--organisation", "lo", "--json", "--study", folder)
    assert (done.status, done.error["code"], open_study(folder).sources()) == (1, "FORMS-021", [])


def test_tables_are_for_reading(opened: Any, run: Any, folder: Path) -> None:
    opened("forms invite rapport --organisation lo")
    shown = run("rounds", "show", "h1", "--study", folder).out
    assert "ikke kommet" in shown


@pytest.mark.parametrize(("name", "session"), [("Rapport 2", "h2"), ("rapport-2", "H 2")])
def test_a_form_that_cannot_be_opened_leaves_no_session_behind(
    opened: Any, run: Any, folder: Path, name: str, session: str
) -> None:
    words = (name, "--session", session, "--instrument", "rapport", "--new-session")
    done = run("forms", "open", *words, "--json", "--study", folder)
    assert (done.status, done.error["code"]) == (1, "FORMS-020")
    assert [each.id for each in open_study(folder).people().sessions] == ["h1"]


def test_a_session_made_with_a_form_is_taken_back_with_it(opened: Any, run: Any, folder: Path) -> None:
    assert run("undo", "--study", folder).status == 0
    assert (opened("forms list"), open_study(folder).people().sessions) == ([], ())


def test_who_withdrew_for_a_respondent_stands_in_the_log(opened: Any, run: Any, folder: Path) -> None:
    [invited] = opened("forms invite rapport --organisation lo")
    answer(folder, invited["token"])
    opened(f"forms withdraw {opened('forms responses rapport')[0]['id']} --yes")
    study = open_study(folder)
    assert [(each.act, each.who) for each in study.log()][-1] == ("response.withdraw", study.who)
    assert run("undo", "--json", "--study", folder).error["code"] == "STORE-017"


def test_who_was_late_is_told_to_people_too(told: Any, run: Any, folder: Path) -> None:
    told("rounds open h1 --template rapport --period 2024-H1 --parties lo --deadline 2024-08-15")
    told("forms open rapport --session h1 --round h1 --new-session")
    answer(folder, told("forms invite rapport --all")[0]["token"])
    assert told("rounds show h1")["reports"][0]["late"]
    assert "for sent" in run("rounds", "show", "h1", "--study", folder).out


def test_status_tells_who_is_missing(opened: Any, run: Any, folder: Path) -> None:
    [invited] = opened("forms invite rapport --organisation lo")
    answer(folder, invited["token"])
    opened("forms invite rapport --organisation nho")
    found = run("status", "--json", "--study", folder).json
    assert (found["forms"][0]["submitted"], found["forms"][0]["pending"]) == (1, 1)
    assert found["rounds"] == [{"name": "h1", "deadline": "2026-08-15", "awaited": ["nho", "ks"]}]
    assert "venter på Part B og Part C" in run("status", "--study", folder).out
