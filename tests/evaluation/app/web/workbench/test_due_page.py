"""What is owed stands on the first page and on one of its own, as `status` tells it, and leads to its meeting."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from fastapi.testclient import TestClient

from evaluation.app.status import overview
from evaluation.app.web.application import application
from evaluation.app.web.doors import Alone
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.followup.plans.keeping import import_plan
from evaluation.followup.plans.read import read_plan
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.app.web.workbench.talk import talked

TODAY = dt.date.today()
PLAN = f"""\
title: Handlingsplan
sections:
  - title: Arbeid
    tasks:
      - {{number: "1", task: Lage veileder, decides: LO, deadline: {TODAY - dt.timedelta(days=40)}}}
      - {{number: "2", task: Holde kurs, decides: NHO, deadline: {TODAY + dt.timedelta(days=20)}}}
      - {{number: "3", task: Se på resultatene, decides: NHO, deadline: {TODAY + dt.timedelta(days=300)}}}
      - {{number: "4", task: Gammel sak, decides: LO, deadline: {TODAY - dt.timedelta(days=90)}, status: done}}
"""
MINUTES = f"""\
# Referat: Oppfølgingsgruppen

**Dato:** {(TODAY - dt.timedelta(days=60)).strftime("%d.%m.%Y")}

## 1. Kurs

**Konklusjon:** Arbeidet går videre.

**Oppfølging:**

- NHO sender et notat – frist: {(TODAY + dt.timedelta(days=10)).strftime("%d.%m.%Y")}
"""


@pytest.fixture
def owing(study, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "referat.md").write_text(MINUTES, encoding="utf-8")
    import_plan(study, read_plan(tmp_path / "plan.yaml"))
    keep_minutes(study, [tmp_path / "referat.md"])
    return study


def titles(page, section):
    part = re.search(rf'aria-labelledby="{section}">(.*?)</(?:ul|table)>', page, re.S)
    return [
        each
        for each in ("Lage veileder", "Holde kurs", "Se på resultatene", "Gammel sak", "sender et notat")
        if part and each in part[1]
    ]


@pytest.mark.parametrize(
    ("path", "section", "expected"),
    [
        ("/", "due-overdue", ["Lage veileder"]),
        ("/", "due-due", ["Holde kurs", "sender et notat"]),
        ("/due", "overdue", ["Lage veileder"]),
        ("/due", "due", ["Holde kurs", "sender et notat"]),
        ("/due", "later", ["Se på resultatene"]),
    ],
)
def test_what_is_owed_stands_where_it_belongs(owing, client, path, section, expected):
    assert titles(client.get(path).text, section) == expected


def test_the_first_page_lists_what_status_lists(owing, client):
    told = overview(owing)["following"]
    page = client.get("/").text
    assert [each["title"] in page for each in (*told["overdue"], *told["due"])] == [True] * 3


def test_each_line_leads_to_its_row_and_an_action_point_to_its_meeting(owing, client):
    due = client.get("/due").text
    anchors = re.findall(r'href="/due#([\w-]+)"', client.get("/").text)
    assert len(anchors) == 3
    assert [each for each in anchors if f'id="{each}"' not in due] == []
    [meeting] = re.findall(r'href="(/minutes/[^"]+)"', due)
    assert "sender et notat" in client.get(meeting).text


@pytest.fixture
def quiet(tmp_path):
    (tmp_path / "quiet").mkdir()
    door = Alone("ida")
    with TestClient(application(open_study(talked(tmp_path / "quiet")), door=door), HERE) as client:
        client.get(f"/enter/{door.token}", headers={"accept-language": "nb"})
        yield client


@pytest.mark.parametrize(("path", "words"), [("/due", "Ingenting har frist"), ("/", "ingen frister løper")])
def test_a_study_without_deadlines_says_so(quiet, path, words):
    assert words in quiet.get(path, headers={"accept-language": "nb"}).text


def test_a_study_just_begun_is_told_what_it_lacks_and_where_to_do_it(tmp_path):
    (tmp_path / "evaluation.yaml").write_text("title: Ny\nlanguages: [nb]\n", encoding="utf-8")
    door = Alone("ida")
    with TestClient(application(open_study(tmp_path, speak=False), door=door), HERE) as client:
        client.headers.update({"accept": "text/html", "accept-language": "nb"})
        client.get(f"/enter/{door.token}")
        page = client.get("/").text
        for path in ("/people/person", "/sources/add", "/codebook"):
            assert f'<a href="{path}">' in page.split('id="missing"')[1]
            assert client.get(path).status_code == 200
    assert "underveis " not in page.split('id="missing"')[1].split("</section>")[0]
