"""What following up writes on the command line is had as files in the browser: plans, calendars, minutes, agendas."""

from __future__ import annotations

import io
import zipfile

import pytest

from evaluation.app.calendars import deadlines_calendar
from evaluation.followup.meetings.keeping import keep_minutes
from evaluation.followup.plans.keeping import import_plan, list_plans
from evaluation.followup.plans.read import read_plan

PLAN = """\
title: Handlingsplan
sections:
  - title: Arbeid
    tasks:
      - {number: "1", task: Lage veileder, decides: LO, deadline: 2026-10-01}
      - {number: "2", task: Holde kurs, decides: NHO, deadline: 2027-02-01, status: done}
"""
MINUTES = """\
# Referat: Oppfølgingsgruppen

**Dato:** 17.04.2026
**Til stede:** Astrid Vangen (LO), Emil Roth (NHO)

## 1. Kurs

**Konklusjon:** Arbeidet går videre.

**Oppfølging:**

- NHO sender et notat – frist: 01.10.2026
"""


@pytest.fixture
def followed(study, tmp_path):
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "referat.md").write_text(MINUTES, encoding="utf-8")
    import_plan(study, read_plan(tmp_path / "plan.yaml"))
    [kept] = keep_minutes(study, [tmp_path / "referat.md"])
    return study, kept.meeting


def text_in(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as packet:
        return packet.read("word/document.xml").decode()


def test_the_plan_is_had_in_each_format_and_is_read_in_again(followed, client, tmp_path):
    study, _ = followed
    page = client.get("/plan").text
    [plan] = list_plans(study)
    for suffix, begins in (("xlsx", b"PK"), ("docx", b"PK"), ("csv", b""), ("yaml", b""), ("md", b"")):
        assert f'<option value="{suffix}"' in page
        told = client.get("/plan/export", params={"plan": plan.name, "format": suffix})
        assert told.status_code == 200
        assert told.headers["content-disposition"] == f"attachment; filename*=utf-8''plan.{suffix}"
        assert told.content.startswith(begins)
        assert b"Holde kurs" in told.content or begins
    (tmp_path / "igjen.yaml").write_bytes(client.get("/plan/export?format=yaml").content)
    assert [each.title for each in read_plan(tmp_path / "igjen.yaml").plan.tasks] == ["Lage veileder", "Holde kurs"]


@pytest.mark.parametrize("asked", ["format=exe", "plan=finnes-ikke"])
def test_what_is_no_plan_or_format_is_told(followed, client, asked):
    assert client.get(f"/plan/export?{asked}").status_code in (404, 422)


def test_the_calendar_is_that_of_the_command_line(followed, client):
    study, _ = followed
    told = client.get("/plan/calendar")
    assert told.headers["content-type"] == "text/calendar; charset=utf-8"
    assert told.content.decode() == deadlines_calendar(study, "nb")[0]
    assert "Lage veileder" in told.text


def test_the_timeline_is_a_picture_with_words_and_a_file(followed, client):
    page = client.get("/plan/timeline").text
    alternative = page.split('alt="')[1].split('"')[0]
    assert len(alternative) > 40
    assert b"<svg" in client.get("/plan/timeline/picture").content
    assert client.get("/plan/timeline/file?format=pdf").content.startswith(b"%PDF")


def test_minutes_are_had_as_a_document_with_names_for_coders_alone(followed, client, signed_in, team_study, tmp_path):
    _, name = followed
    assert f'action="/minutes/{name}/document"' in client.get(f"/minutes/{name}").text
    assert "Astrid Vangen" in text_in(client.get(f"/minutes/{name}/document").content)
    assert "Astrid Vangen" not in text_in(client.get(f"/minutes/{name}/document?public=true").content)
    (tmp_path / "annet.md").write_text(MINUTES, encoding="utf-8")
    [kept] = keep_minutes(team_study, [tmp_path / "annet.md"])
    assert "Astrid Vangen" not in text_in(signed_in("reader").get(f"/minutes/{kept.meeting}/document").content)


@pytest.mark.parametrize("name", ["finnes-ikke", "%2Fetc%2Fpasswd", "evaluation.yaml"])
def test_a_document_is_made_of_meetings_alone(followed, client, name):
    assert client.get(f"/minutes/{name}/document").status_code == 404


def test_the_agenda_holds_what_is_open_in_the_group(followed, client):
    assert '<option value="Oppfølgingsgruppen">' in client.get("/agenda").text
    told = client.get("/agenda/file", params={"group": "Oppfølgingsgruppen", "date": "2026-11-01", "place": "Oslo"})
    assert told.headers["content-disposition"].endswith(".md")
    for each in ("sender et notat", "Lage veileder", "Oslo"):
        assert each in told.text


@pytest.mark.parametrize("asked", [{}, {"group": "Gruppen"}, {"group": "Gruppen", "date": "i morgen tidlig"}])
def test_an_agenda_without_group_or_day_is_asked_for_again(client, asked):
    told = client.get("/agenda/file", params=asked)
    assert (told.status_code, 'role="alert"' in told.text) == (422, True)
