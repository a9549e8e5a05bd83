"""The report is drafted, renewed and made from the browser, and is all that a commissioner sees."""

from __future__ import annotations

import re
import threading
import time

import pytest


def proof_of(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/report").text)[1]


def post(client, what, **fields):
    return client.post(f"/report/{what}", data={"proof": proof_of(client), **fields}, follow_redirects=False)


def printed(client):
    for _ in range(400):
        if "http-equiv" not in (told := client.get("/report").text):
            return told
        time.sleep(0.05)
    raise TimeoutError


@pytest.mark.usefixtures("either_database")
def test_from_nothing_to_a_page_that_is_read(study, client):
    (study.folder / "report" / "report.qmd").unlink()
    assert "Lag et utkast" in client.get("/report").text
    assert post(client, "draft", template="focus-group").status_code == 303
    assert "Ingenting er endret siden sist." in post(client, "update").text
    assert post(client, "render", to="html").status_code == 303
    assert "/report/files/html" in printed(client)
    told = client.get("/report/files/html")
    assert told.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert study.evaluation.title in told.text


@pytest.mark.usefixtures("either_database")
def test_what_is_changed_is_listed(study, client):
    (study.folder / "report" / "_generated" / "figure-heatmap.qmd").unlink()
    told = post(client, "update").text
    assert "_generated/figure-heatmap.qmd" in told
    assert '<span class="tag">ny</span>' in told


def test_a_report_with_faults_says_where(study, client):
    file = study.folder / "report" / "report.qmd"
    file.write_text(file.read_text("utf-8") + "\n{{< include mangler.qmd >}}\n", "utf-8")
    post(client, "render", to="html")
    told = printed(client)
    assert 'role="alert"' in told
    assert "mangler.qmd" in told


def test_a_fault_of_ours_is_told_by_its_number(client, monkeypatch):
    monkeypatch.setattr("evaluation.app.web.press.render_report", lambda *_, **__: 1 / 0)
    post(client, "render", to="html")
    assert "Noe gikk galt hos oss" in printed(client)


def test_one_report_is_made_at_a_time(client, monkeypatch):
    begun, may_end = [], threading.Event()
    monkeypatch.setattr("evaluation.app.web.press.render_report", lambda *_, **__: begun.append(1) or may_end.wait(30))
    for _ in range(3):
        post(client, "render", to="html")
    assert "0 av 1 ferdig" in client.get("/report").text
    may_end.set()
    printed(client)
    assert begun == [1]


@pytest.mark.parametrize("template", ["ingen", "../../evaluation"])
def test_a_template_that_is_not_there_is_refused(study, client, template):
    (study.folder / "report" / "report.qmd").unlink()
    assert post(client, "draft", template=template).status_code == 422


@pytest.mark.parametrize("name", ["exe", "qmd", "..%2freport.qmd", "html%00"])
def test_only_the_report_is_given_out(client, name):
    assert client.get(f"/report/files/{name}").status_code in (404, 422)


@pytest.mark.usefixtures("either_database")
def test_a_commissioner_sees_the_report_and_nothing_else(signed_in, team_study):
    client = signed_in("commissioner")
    (team_study.folder / "report" / "report.html").write_text("<p>Funn")
    told = client.get("/")
    assert told.url.path == "/report"
    assert "/report/files/html" in told.text
    assert "Forny" not in told.text
    assert re.findall(r'<li><a href="([^"]+)"', told.text) == ["/findings", "/report"] * 2
    assert client.get("/report/files/html").text == "<p>Funn"


def test_a_reader_makes_no_report(signed_in):
    client = signed_in("reader")
    assert post(client, "render", to="html").status_code == 403


def test_the_accessibility_statement_is_given_out_beside_the_report(study, client):
    (study.folder / "report" / "accessibility.html").write_text("<p>Erklæring")
    told = client.get("/report/files/accessibility.html")
    assert (told.status_code, told.text) == (200, "<p>Erklæring")
    assert told.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_where_there_is_no_statement_none_is_given_out(client):
    assert client.get("/report/files/accessibility.html").status_code == 404
