"""Three parties report in the browser, one by a file without a network, one on paper: one reporting round."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evaluation.study import open_study
from instruments.shipping import copy_into

EVALUATION = """
title: Halvårsrapporter
languages: [nb, nn, en]
information: {controller: Sekretariatet, purpose: Å følge avtalen, legal_basis: Avtalen, kept_until: 2030-12-31}
"""
PARTIES = ("bygg", "buss", "butikk", "barnehage", "sykehjem")
PEOPLE = "organisations:\n" + "".join(f"  - {{id: {each}, pseudonym: {each.title()}forbundet}}\n" for each in PARTIES)


@pytest.fixture
def folder(tmp_path: Path, run: Callable[..., Any]) -> Path:
    found = tmp_path / "studie"
    found.mkdir()
    (found / "evaluation.yaml").write_text(EVALUATION, encoding="utf-8")
    (found / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    copy_into(found, "party-report-simplified")
    period = ["--template", "party-report-simplified", "--period", "2026-H1"]
    lines = [
        ["people", "import", found / "people.yaml"],
        ["rounds", "open", "2026-h1", *period, "--parties", ",".join(PARTIES)],
        ["forms", "open", "rapport", "--session", "h1", "--new-session", "--round", "2026-h1"],
    ]
    for line in lines:
        assert run(*line, "--study", found).status == 0
    return found


@pytest.fixture
def page(chromium: Any) -> Any:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="nb-NO", accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(40_000)
    opened.complaints = []
    opened.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


def report(page: Any, party: str) -> None:
    """Fill in every section and send it in, from the page of information on."""
    page.check("#consent")
    page.click("button[type=submit]")
    page.fill(".survey input[type=text]", f"{party.title()}forbundet")
    page.click(".survey label >> text=Første halvår")
    page.fill(".survey input[type=number]", "2026")
    for words in ("Vi lærte å spørre tidlig", "Ingen avvik", "Frokostmøtene"):
        page.click(".buttons >> text=Neste")
        page.fill(".survey textarea >> nth=0", f"{words} – {party}")
    page.click(".buttons >> text=Se over svarene")
    page.click("text=Send inn svarene")
    page.wait_for_selector("text=/Takk, svarene er sendt inn|Svarene er klare til å sendes/")


@pytest.mark.slow
def test_parties_report_in_three_ways_and_it_is_one_round(folder, run, served, page, tmp_path):
    study = open_study(folder)
    address = served(study)
    *by_browser, by_file, on_paper = PARTIES
    for party in (*by_browser, on_paper):
        paper = ["--paper"] if party == on_paper else []
        [invited] = run("forms", "invite", "rapport", "--organisation", party, *paper, "--json", "--study", folder).json
        page.goto(f"{address}/f/{invited['token']}")
        report(page, party)

    written = tmp_path / "rapport.html"
    assert run("serve", "rapport", "--static", written, "--study", folder).status == 0
    page.goto(written.as_uri())
    page.fill("#respondent", "Kari Nordmann")
    report(page, by_file)
    with page.expect_download() as loaded:
        page.click("button >> text=Last ned svarfilen")
    sent = tmp_path / loaded.value.suggested_filename
    loaded.value.save_as(sent)
    assert run("add", sent, "--as", "answers", "--organisation", by_file, "--study", folder).status == 0

    told = run("rounds", "show", "2026-h1", "--json", "--study", folder).json["reports"]
    assert {each["party"]: (each["state"], each["channel"]) for each in told} == {
        **dict.fromkeys(by_browser, ("submitted", "browser")),
        by_file: ("submitted", "static"),
        on_paper: ("submitted", "paper"),
    }
    texts = [source.text for source in study.sources()]
    assert sorted(party for party in PARTIES for text in texts if f"Frokostmøtene – {party}" in text) == sorted(PARTIES)
    assert page.complaints == []
