"""`underveis privacy`, as it is typed."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.app.cli.commands.privacy import IN_ENVIRONMENT, SHAPES
from evaluation.model import Participant, People, Source
from evaluation.study import Study

TEXT = "Det var Synnøve Tveit som sa det. Vi ringte Olsen, og det var på Hamar.\n"


@pytest.fixture
def told(study: Study, monkeypatch: pytest.MonkeyPatch) -> Path:
    study.add_people(People(participants=(Participant(id="p1", name="Synnøve Tveit", pseudonym="Informant 1"),)))
    study.add(Source("samtale", TEXT, "document"))
    monkeypatch.setenv(IN_ENVIRONMENT, "fire tilfeldige ord her")
    return study.folder


def test_a_scan_tells_what_where_and_why(run: Callable[..., Any], told: Path) -> None:
    found = run("privacy", "scan", "--json", "--study", told).json
    assert [(each["text"], each["certainty"], each["of"], each["goes"]) for each in found] == [
        ("Synnøve Tveit", "sure", ["participant:p1"], True),
        ("Olsen", "likely", [], False),
        ("Hamar", "likely", [], False),
    ]
    assert set(found[0]) == set(SHAPES["privacy scan"][0])
    out = run("privacy", "scan", "--study", told, "--lang", "nb").out
    assert "helt navn" in out
    assert "3 funn: 1 sikre, 2 trolige, 0 mulige. 1 går ut ved pseudonymisering." in out


def test_yes_and_no_hold_from_then_on(run: Callable[..., Any], told: Path) -> None:
    assert run("privacy", "accept", "Olsen", "--json", "--study", told).json[0]["text"] == "Olsen"
    assert run("privacy", "refuse", "Hamar", "--json", "--study", told).json[0]["said"] == "open"
    found = run("privacy", "scan", "--json", "--study", told).json
    assert [(each["text"], each["said"], each["goes"]) for each in found] == [
        ("Synnøve Tveit", "open", True),
        ("Olsen", "accepted", True),
    ]
    assert len(run("privacy", "scan", "--all", "--json", "--study", told).json) == 3


def test_out_and_back(run: Callable[..., Any], told: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    dry = run("privacy", "pseudonymise", "--key", key, "--dry-run", "--json", "--study", told).json
    assert (dry["replaced"], dry["left"], dry["key"], key.exists()) == (1, 2, None, False)
    done = run("privacy", "pseudonymise", "--key", key, "--json", "--study", told).json
    assert (done["replaced"], done["left"], done["key"]) == (1, 2, str(key))
    assert run("find", "Tveit", "--json", "--study", told).json == []
    assert run("privacy", "restore", "--key", key, "--json", "--study", told).json == {"back": 1, "lost": 0}


def test_review_asks_of_each(run: Callable[..., Any], told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("h\nx\nj\nn\n"))
    done = run("privacy", "review", "--json", "--study", told, "--lang", "nb")
    assert [each["text"] for each in done.json] == ["Synnøve Tveit", "Olsen", "Hamar"]
    assert ">>Olsen<<" in done.err
    found = run("privacy", "scan", "--all", "--json", "--study", told).json
    assert [each["said"] for each in found] == ["open", "accepted", "refused"]


def test_without_a_passphrase_nothing_is_done(
    run: Callable[..., Any], told: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(IN_ENVIRONMENT)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    done = run("privacy", "pseudonymise", "--key", tmp_path / "key", "--json", "--study", told)
    assert (done.status, done.error["code"]) == (1, "PRIVACY-008")


def test_the_samples_report_tells_nobody(run: Callable[..., Any], demo: Path) -> None:
    done = run("report", "check", "--study", demo, "--json")
    of_people = [each for each in done.json if each["code"].startswith("REPORT-")]
    assert (done.status, {(each["code"], each["severity"]) for each in of_people}) == (
        0,
        {("REPORT-023", "warning")},
    )


def test_a_name_written_into_the_report_stops_it(run: Callable[..., Any], demo: Path, tmp_path: Path) -> None:
    page = tmp_path / "rapport.html"
    page.write_text("<p>Det sa Ragnhild Ternebø.</p>", encoding="utf-8")
    done = run("report", "check", page, "--study", demo, "--json")
    assert (done.status, [each["code"] for each in done.json]) == (1, ["REPORT-021"])
