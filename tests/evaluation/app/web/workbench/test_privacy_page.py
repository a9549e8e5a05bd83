"""Deleting for good in the browser: looked at first, done when the word is typed, and told afterwards."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile

import pytest

from coding import transcripts
from evaluation.backup import back_up
from evaluation.editing.people import find_consent, keep_consent, stamp_of

SAID = "underbemanningen mot slutten"
TALK = f"Aina: Alle merker {SAID} av måneden hos oss.\nBo: Det sa Ragnhild Ternebø i fjor høst.\n"


@pytest.fixture
def told(study, tmp_path):
    """The sample study with a text of its own, a backup, and two files that tell it: one made, one written."""
    (tmp_path / "prat.txt").write_text(TALK, encoding="utf-8")
    study.add(transcripts.read(tmp_path / "prat.txt"))
    report = study.folder / "report"
    (report / "_generated").mkdir(parents=True, exist_ok=True)
    (report / "report-draft.html").write_text(f"<p>Alle merker {SAID} av måneden</p>", encoding="utf-8")
    (report / "notat.qmd").write_text(f"Alle merker {SAID} av måneden", encoding="utf-8")
    back_up(study.folder)
    return study


def proof(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/privacy").text)[1]


def delete(client, *items, word="slett"):
    return client.post("/privacy/delete", data={"proof": proof(client), "item": list(items), "word": word})


def names(study):
    return [each.name for each in study.sources()]


def test_what_has_a_last_day_stands_on_the_page_and_what_is_past_is_ticked(told, client):
    for person, day in (("p1", dt.date(2020, 1, 1)), ("p2", dt.date(2999, 1, 1))):
        consent = find_consent(told.people(), person)
        keep_consent(told, consent.model_copy(update={"kept_until": day}), was=stamp_of(consent))
    page = client.get("/privacy").text
    ticked = dict(re.findall(r'name="item" value="([^"]+)" aria-labelledby="[^"]+"( checked)?', page))
    assert ticked == {"person:p1": " checked", "person:p2": ""}
    assert '<option value="source:prat">' in page


def test_what_would_go_is_shown_and_nothing_goes(told, client):
    log = told.log()
    page = client.get("/privacy/delete", params={"item": ["source:prat", ""]}).text
    [backup] = (told.folder / "backups").iterdir()
    for each in ("Teksten «prat»", "sources/prat.txt", f"backups/{backup.name}", "Skriv «slett»"):
        assert each in page
    assert (told.log(), (told.folder / "sources" / "prat.txt").is_file(), backup.is_file()) == (log, True, True)


@pytest.mark.parametrize("word", ["", "sletta", "ja"])
def test_without_the_word_nothing_goes(told, client, word):
    answer = delete(client, "source:prat", word=word)
    assert (answer.status_code, "Ingenting er slettet" in answer.text) == (422, True)
    assert 'name="item" value="source:prat"' in answer.text  # to try again
    assert "prat" in names(told)


@pytest.mark.parametrize("word", ["slett", " SLETT ", "«slett»", "delete"])
def test_with_the_word_it_goes_for_good_and_the_record_tells_of_it(told, client, word):
    answer = delete(client, "source:prat", word=word)
    assert answer.status_code == 200
    for each in ("sources/prat.txt", "report/report-draft.html", "report/notat.qmd", "Ny sikkerhetskopi"):
        assert each in answer.text
    assert "prat" not in names(told)
    assert not (told.folder / "sources" / "prat.txt").exists()
    assert not (told.folder / "report" / "report-draft.html").exists()
    assert (told.folder / "report" / "notat.qmd").is_file()  # a person's own
    last = told.log()[-1]
    assert (last.act, last.who, last.details["item"]) == ("privacy.delete", "ida", "source:prat")
    assert "Teksten «prat»" in client.get("/privacy").text.split('id="record"')[1]


def test_what_hinders_it_is_told_and_leaves_everything(told, client):
    answer = client.get("/privacy/delete", params={"item": "names"})
    assert (answer.status_code, 'name="word"' in answer.text) == (422, False)
    before = told.people(names=True)
    assert delete(client, "names").status_code == 422
    assert told.people(names=True) == before


@pytest.mark.parametrize("item", ["source:finnes-ikke", "tull", "person:", "backup:../evaluation.yaml"])
def test_what_is_not_there_is_told_and_nothing_else_goes(told, client, item):
    assert client.get("/privacy/delete", params={"item": item}).status_code == 422
    assert delete(client, "source:prat", item).status_code == 422
    assert "prat" in names(told)
    assert (told.folder / "evaluation.yaml").is_file()


@pytest.mark.parametrize("path", ["/privacy/delete", "/privacy/delete?item="])
def test_nothing_chosen_says_so(client, path):
    answer = client.get(path)
    assert (answer.status_code, "Kryss av" in answer.text) == (422, True)


def test_a_person_gets_all_that_is_held_of_them(client, study):
    page = client.get("/people/person?id=p1").text
    [address] = re.findall(r'href="(/privacy/export[^"]+)"', page)
    answer = client.get(address)
    assert answer.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packet:
        told = json.loads(packet.read("person.json"))
        assert sorted(packet.namelist()) == ["person.html", "person.json"]
    [person] = [each for each in study.people(names=True).participants if each.id == "p1"]
    assert (told["person"]["name"], bool(told["said"])) == (person.name, True)
    assert client.get("/privacy/export?id=ingen").status_code == 404


def test_those_who_do_not_own_the_study_see_no_way_to_it(signed_in):
    assert 'href="/privacy"' not in signed_in("coder").get("/people").text
    assert signed_in("coder").get("/privacy").status_code == 403
