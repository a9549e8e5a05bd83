"""Each page says what the study says, leads to the words behind a figure, and lets no script through."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from evaluation.app.web.doors import Alone
from evaluation.model import Code, Codebook, Coding, Localised, Source, Turn
from evaluation.rounds import open_round
from evaluation.study import open_study
from instruments.form.opening import Terms, open_form

PAGES = (
    *("/", "/overview", "/overview/together", "/overview/talk", "/overview/saturation", "/overview/timeline"),
    *("/sources", "/people", "/forms", "/minutes", "/actions", "/plan", "/due", "/log", "/report", "/team"),
    *("/plan/new", "/forms/new", "/rounds/new", "/privacy", "/agenda", "/plan/timeline"),
    *("/compare", "/compare/agreement", "/compare/places", "/compare/decisions"),
)
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


@pytest.mark.usefixtures("either_database")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_is_there_in_every_language(client, language):
    client.cookies.set("underveis-language", language)
    pages = [each for each in PAGES if language == "nb" or not each.startswith("/overview/")]  # drawing takes its time
    wrong = [path for path in pages if f'<html lang="{language}"' not in client.get(path).text]
    assert wrong == []


@pytest.mark.usefixtures("either_database")
def test_pictures_are_drawn(client):
    for name in ("together", "talk", "saturation", "timeline"):
        told = client.get(f"/pictures/{name}")
        assert (told.status_code, told.headers["content-type"]) == (200, "image/svg+xml")
        assert b"<svg" in told.content


@pytest.mark.usefixtures("either_database")
def test_a_number_of_the_matrix_leads_to_as_many_quotes(client):
    found = re.search(r'href="(/quotes\?[^"]+)">(\d+)<', client.get("/overview").text)
    told = client.get(unescape(found[1])).text
    assert told.count("<blockquote>") == int(found[2]) > 0
    assert f"{found[2]} steder i tekstene" in told


@pytest.mark.parametrize("page", ["/overview/together", "/overview/talk", "/overview/saturation", "/overview/timeline"])
def test_each_picture_leads_to_quotes(client, page):
    links = re.findall(r'href="(/quotes\?[^"]+)"', client.get(page).text)
    assert links
    assert "<blockquote>" in client.get(unescape(links[0])).text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/overview?rows=ingen", 422),
        ("/overview?of=ingen", 422),
        ("/overview/ingen", 404),
        ("/overview/..%2f..%2fevaluation.yaml", 404),
        ("/pictures/..%2f..%2fstudy.sqlite", 404),
        ("/pictures/together.svg", 404),
        ("/assets/..%2f..%2fvisitor.py", 404),
        ("/quotes", 422),
        ("/quotes?of=ingen&row=x", 422),
        ("/quotes?of=cell&row=ingen&rows=theme&cols=organisation&column=x", 422),
        ("/quotes?of=pair&row=forebygging&column=ingen", 422),
        ("/quotes?of=unit&row=../../x&column=codings", 422),
        ("/quotes?of=speaker&row=ingen", 422),
        ("/quotes?of=speaker&row=Informant+1&page=0", 422),
        ("/log?page=0", 422),
        ("/log?page=99999", 200),
        ("/log?who=ingen", 200),
    ],
)
def test_what_there_is_not_is_told_so(client, path, status):
    assert client.get(path).status_code == status


@pytest.fixture
def hostile(tmp_path):
    """A study in which every name is somebody's attempt."""
    folder = tmp_path / "studie"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text(
        f"title: |-\n  {HOSTILE}\nlanguages: [nb]\nthemes:\n  - id: a\n    code: k\n    label: |-\n      {HOSTILE}\n"
    )
    (folder / "people.yaml").write_text(
        f"organisations:\n  - id: o\n    sector: s\n    pseudonym: |-\n      {HOSTILE}\n"
        f"participants:\n  - id: p\n    organisation: o\n    speakers: [I1]\n    pseudonym: |-\n      {HOSTILE}\n"
        f"sessions:\n  - id: s\n    kind: interview\n    date: 2026-03-04\n    title: |-\n      {HOSTILE}\n"
        "    attendance: [{participant: p}]\n"
    )
    found = open_study(folder)
    found = found.seen_by(HOSTILE)
    found.import_people(folder / "people.yaml")
    text = f"I1: {HOSTILE} sa de."
    source = Source(name=HOSTILE, kind="transcript", text=text, turns=(Turn(4, len(text), "I1", participant="p"),))
    found.add(source, session="s")
    codes = (Code(name="k", label=Localised(nb=HOSTILE)), Code(name="l", label=Localised(nb=HOSTILE)))
    found.import_codebook(Codebook(name="k", title=Localised(nb="K"), codes=codes))
    found.add([Coding(HOSTILE, 4, 60, code, HOSTILE, "1") for code in ("k", "l")])
    return found


@pytest.fixture
def study(request):
    """The hostile study for the tests that are marked so, else a copy of the sample study."""
    return request.getfixturevalue("hostile" if "hostile_client" in request.fixturenames else "sample")


@pytest.fixture
def hostile_client(client):
    return client


@pytest.mark.usefixtures("either_database")
def test_no_name_becomes_a_program(hostile_client):
    links = set()
    for path in PAGES:
        told = hostile_client.get(path)
        assert told.status_code == 200
        links |= {unescape(each) for each in re.findall(r'href="(/quotes\?[^"]+)"', told.text)}
        assert_harmless(told.text)
    assert links
    for link in links:
        told = hostile_client.get(link)
        assert (told.status_code, "<blockquote>" in told.text) == (200, True)
        assert_harmless(told.text)


def test_nor_does_a_picture_of_them(hostile_client):
    for name in ("together", "talk", "saturation", "timeline"):
        assert_harmless(hostile_client.get(f"/pictures/{name}").text.replace("<image", ""))


def assert_harmless(text):
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert ">49" not in text


@pytest.mark.usefixtures("either_database")
def test_in_an_open_blind_round_others_codings_are_counted_nowhere(study, client):
    open_round(study, "blind", coders=("ida", "per"))
    before = [client.get(path).text for path in ("/", "/overview", "/overview/together", "/sources")]
    study.seen_by("per").add([Coding("fokusgruppe", 7501, 7522, "seniorer", "per", "blind")])
    after = [client.get(path).text for path in ("/", "/overview", "/overview/together", "/sources")]
    assert [without_marks(each) for each in after] == [without_marks(each) for each in before]
    study.seen_by("ida").add([Coding("fokusgruppe", 7501, 7522, "seniorer", "ida", "blind")])
    assert without_marks(client.get("/sources").text) != without_marks(before[-1])


def without_marks(text):
    return re.sub(r'data-after="\d+"', "", text)


@pytest.mark.usefixtures("either_database")
def test_forms_and_who_has_answered(study, client):
    study.import_people(written_session(study.folder))
    open_form(study, "svar", instrument="fokusgruppe", session="bolge", terms=Terms(link=True))
    told = client.get("/forms").text
    assert re.search(r">svar(</a>)?\s*<", told)
    assert "åpen" in told


def written_session(folder):
    file = folder / "okt.yaml"
    file.write_text("sessions: [{id: bolge, kind: survey-wave}]\n")
    return file


@pytest.mark.usefixtures("either_database")
def test_accounts_in_the_log_are_for_owners(signed_in):
    assert "la til en konto" in signed_in("owner").get("/log").text
    assert "la til en konto" not in signed_in("reader").get("/log").text


@pytest.mark.usefixtures("either_database")
def test_what_a_study_without_anything_shows(tmp_path, stranger_of):
    folder = tmp_path / "tom"
    folder.mkdir()
    (folder / "evaluation.yaml").write_text("title: Tom\nlanguages: [nb]\n")
    client = stranger_of(open_study(folder))
    assert {path: client.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.fixture
def stranger_of():
    from fastapi.testclient import TestClient

    from evaluation.app.web.application import application
    from tests.evaluation.app.web.workbench.conftest import HERE

    def made(study):
        door = Alone("ida")
        client = TestClient(application(replace(study), door=door), HERE, raise_server_exceptions=False)
        client.headers["accept"] = "text/html"
        client.get(f"/enter/{door.token}")
        return client

    return made
