"""Names out of the texts in the browser: found, settled, replaced with the key in hand, and brought back."""

from __future__ import annotations

import logging
import re

import pytest
from sqlalchemy import text as sql

from coding import transcripts
from evaluation.app.web.doors import Alone
from evaluation.app.web.look import LANGUAGE, THEME
from evaluation.privacy.key import read_key
from evaluation.privacy.review import trace
from tests.evaluation.app.web.page.test_barriers import axe
from tests.evaluation.app.web.workbench.hands import HANDS, went_to
from tests.evaluation.app.web.workbench.test_workbench_barriers import barriers, too_wide

__all__ = ["axe"]

PHRASE = "fire tilfeldige ord her"
TALK = (
    "Aina: Ragnhild Ternebø sa at vi måtte ringe Turid Halvorsen på Hamar.\n"
    "Bo: Turid Halvorsen ringte aldri tilbake.\nAina: Da ringte Ragnhild selv.\n"
)


@pytest.fixture
def told(study, tmp_path):
    """The sample study with a text that names a participant, a stranger and a town."""
    (tmp_path / "prat.txt").write_text(TALK, encoding="utf-8")
    study.add(transcripts.read(tmp_path / "prat.txt"))
    return study


def proof(client):
    return re.search(r'name="proof" content="([0-9a-f]{64})"', client.get("/privacy/restore").text)[1]


def key_of(page, words):
    """What the box beside the words sends."""
    return re.search(rf'name="word" value="([0-9a-f]{{64}})"[^>]*> <strong class="prelike">{words}</strong>', page)[1]


def say(client, words, said, **asked):
    page = client.get("/privacy/names", params={"source": "", **asked, "at_least": "possible"}).text
    sent = {"source": "", **asked, "proof": proof(client), "word": [key_of(page, each) for each in words], "say": said}
    return client.post("/privacy/names", data=sent)


def make_key(client, old=b"", **told):
    files = {"old": ("gammel.key", old)} if old else None
    sent = {"proof": proof(client), "passphrase": PHRASE, "again": PHRASE, **told}
    return client.post("/privacy/pseudonymise/key", data=sent, files=files)


def put(client, key, **told):
    sent = {"proof": proof(client), "passphrase": PHRASE, **told}
    return client.post("/privacy/pseudonymise", data=sent, files={"key": ("min.key", key)})


def restore(client, key, **told):
    sent = {"proof": proof(client), "passphrase": PHRASE, **told}
    return client.post("/privacy/restore", data=sent, files={"key": ("min.key", key)})


def said(study, words):
    return {each.said for each in trace(study) if each.find.text == words}


def test_nothing_is_looked_through_before_it_is_asked_for(told, client):
    page = client.get("/privacy/names")
    assert ('id="finds"' in page.text, "Halvorsen" in page.text) == (False, False)
    assert page.headers["cache-control"] == "no-store"


def test_the_same_words_stand_once_with_their_places_and_what_goes_unasked_says_so(told, client):
    page = client.get("/privacy/names", params={"source": "prat"}).text
    finds = re.findall(r'<strong class="prelike">([^<]+)</strong></label>\s*<span class="tag (\w+)"', page)
    assert ("Turid Halvorsen", "warning") in finds
    assert ("Ragnhild Ternebø", "danger") in finds
    stranger = page.split('<strong class="prelike">Turid Halvorsen')[1].split("</ul>")[0]
    assert re.findall(r"prat, linje (\d)", stranger) == ["1", "2"]


@pytest.mark.parametrize(
    ("state", "there"), [("open", (True, False)), ("goes", (False, True)), ("stands", (False, False))]
)
def test_the_list_is_narrowed_to_how_things_stand(told, client, state, there):
    page = client.get("/privacy/names", params={"source": "prat", "state": state}).text
    boxes = re.findall(r'<strong class="prelike">([^<]+)</strong></label>', page)
    assert ("Turid Halvorsen" in boxes, "Ragnhild Ternebø" in boxes) == there


@pytest.mark.usefixtures("either_database")
def test_words_are_accepted_and_refused_many_at_once(told, client):
    page = say(client, ["Turid Halvorsen", "Hamar"], "accepted").text
    assert 'role="status"' in page
    assert (said(told, "Turid Halvorsen"), said(told, "Hamar")) == ({"accepted"}, {"accepted"})
    say(client, ["Hamar"], "refused")
    assert (said(told, "Turid Halvorsen"), said(told, "Hamar")) == ({"accepted"}, {"refused"})
    assert [(each.act, each.who) for each in told.log()][-2:] == [("privacy.accept", "ida"), ("privacy.refuse", "ida")]


def test_what_is_said_of_one_text_holds_there_alone(told, client, tmp_path):
    (tmp_path / "mer.txt").write_text("Bo: Turid Halvorsen kom.\n", encoding="utf-8")
    told.add(transcripts.read(tmp_path / "mer.txt"))
    say(client, ["Turid Halvorsen"], "accepted", source="mer", here="true")
    by_text = {each.source: each.said for each in trace(told) if each.find.text == "Turid Halvorsen"}
    assert by_text == {"prat": "open", "mer": "accepted"}


def test_nothing_ticked_and_words_that_are_gone_are_told(told, client):
    log = told.log()
    for word, remedy in (([], "Kryss av"), (["0" * 64], "på nytt")):
        sent = {"proof": proof(client), "source": "prat", "say": "accepted", "word": word}
        answer = client.post("/privacy/names", data=sent)
        assert (answer.status_code, remedy in answer.text) == (422, True)
    assert told.log() == log


def test_what_will_change_is_shown_first_and_nothing_changes(told, client):
    say(client, ["Turid Halvorsen"], "accepted")
    log = told.log()
    page = client.get("/privacy/pseudonymise", params={"source": "prat"}).text
    rows = re.findall(r'<th scope="row" class="prelike">([^<]+)</th><td>([^<]+)</td>', page)
    assert {("Turid Halvorsen", "[navn]"), ("Ragnhild Ternebø", "Informant 1")} <= {*rows}
    assert "Hamar" not in dict(rows)
    likely = client.get("/privacy/pseudonymise", params={"source": "prat", "likely": "true"}).text
    assert "<td>[sted]</td>" in likely
    assert (told.log(), told.source("prat").text) == (log, TALK)


def test_the_key_is_handed_over_first_and_then_the_names_go(told, client, tmp_path):
    say(client, ["Turid Halvorsen"], "accepted")
    log = told.log()
    key = make_key(client)
    assert key.headers["content-disposition"].startswith("attachment")
    assert (key.headers["cache-control"], told.log(), told.source("prat").text) == ("no-store", log, TALK)
    done = put(client, key.content)
    assert (done.status_code, 'role="status"' in done.text) == (200, True)
    text = told.source("prat").text
    assert text.startswith("Aina: Informant 1 sa at vi måtte ringe [navn] på Hamar.")
    assert told.log()[-1].act == "privacy.pseudonymise"
    with told.store.reading() as connection:
        assert "Halvorsen" not in str(connection.execute(sql("SELECT * FROM change")).all())
    (tmp_path / "key").write_bytes(key.content)
    assert {each.was for entry in read_key(tmp_path / "key", PHRASE) for each in entry.swaps} >= {"Turid Halvorsen"}


@pytest.mark.usefixtures("either_database")
def test_who_holds_the_key_brings_them_back(told, client):
    key = make_key(client, source="prat").content
    put(client, key, source="prat")
    assert "Ternebø" not in told.source("prat").text
    answer = restore(client, key)
    assert (answer.status_code, told.source("prat").text) == (200, TALK)
    assert "Hentet tilbake" in answer.text


@pytest.mark.parametrize("wrong", ["passphrase", "file", "empty", "older"])
def test_no_name_goes_while_the_key_is_not_right(told, client, wrong):
    key = make_key(client).content
    if wrong == "older":  # something more is to go by now
        say(client, ["Turid Halvorsen"], "accepted")
    log = told.log()
    sent = {"file": b"ingen", "empty": b""}.get(wrong, key)
    answer = put(client, sent, passphrase="en helt annen setning" if wrong == "passphrase" else PHRASE)
    assert (answer.status_code, "Ingenting er endret" in answer.text) == (422, True)
    assert ("underveis-" in answer.text.split("<main")[1], "min.key" in answer.text) == (False, True)
    assert (told.log(), told.source("prat").text) == (log, TALK)


def test_an_old_key_is_gathered_into_the_new_one(told, client):
    first = make_key(client, source="prat").content
    put(client, first, source="prat")
    say(client, ["Turid Halvorsen"], "accepted")
    both = make_key(client, old=first, source="prat").content
    put(client, both, source="prat")
    restore(client, both)
    assert told.source("prat").text == TALK


@pytest.mark.parametrize(
    ("passphrase", "again", "told_of"), [("kort", "kort", "for kort"), (PHRASE, "en annen setning", "ikke like")]
)
def test_a_passphrase_that_is_short_or_mistyped_makes_no_key(told, client, passphrase, again, told_of):
    answer = make_key(client, passphrase=passphrase, again=again)
    assert (answer.status_code, told_of in answer.text) == (422, True)


def test_the_passphrase_is_told_nowhere(told, client, caplog):
    caplog.set_level(logging.DEBUG)
    key = make_key(client).content
    pages = [put(client, key, passphrase=f"{PHRASE} nei"), put(client, key), restore(client, key)]
    assert [each.status_code for each in pages] == [422, 200, 200]
    assert not any(PHRASE in each.text for each in pages)
    assert PHRASE not in caplog.text
    for file in told.folder.rglob("*"):
        assert not file.is_file() or PHRASE.encode() not in file.read_bytes(), file


def test_only_owners_come_there(signed_in):
    assert 'href="/privacy/names"' not in signed_in("coder").get("/people").text
    for path in ("/privacy/names?source=", "/privacy/pseudonymise", "/privacy/restore"):
        assert signed_in("coder").get(path).status_code == 403
        assert signed_in("owner").get(path).status_code == 200


@pytest.mark.parametrize("kind", HANDS)
def test_names_are_found_settled_replaced_and_brought_back(told, kind, served, window, tmp_path):
    door = Alone("vera")
    base = served(told, door)
    page = window()
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    hand = HANDS[kind](page)
    went_to(hand, "/sources")
    hand.press("main a[href='/privacy/names']")
    page.wait_for_selector("#source")
    hand.choose("#source", "prat")
    hand.press("form[action='/privacy/names#finds'] button")
    page.wait_for_selector("#finds")
    hand.tick("#all input")
    assert page.locator("[name=word]:checked").count() == page.locator("[name=word]").count() > 2
    hand.press("button[value=accepted]")
    page.wait_for_selector("main [role=status]")
    hand.press("main a[href^='/privacy/pseudonymise']")
    page.wait_for_selector("#passphrase")
    hand.write("#passphrase", PHRASE)
    hand.write("#again", PHRASE)
    with page.expect_download() as download:
        hand.press("form[action='/privacy/pseudonymise/key'] button")
    download.value.save_as(tmp_path / "min.key")
    assert told.source("prat").text == TALK
    page.set_input_files("#key", tmp_path / "min.key")  # the window that opens is the browser's, not the page's
    hand.write("#passphrase-now", PHRASE)
    hand.press("form[action='/privacy/pseudonymise'] button.danger")
    page.wait_for_selector("main [role=status]")
    assert "Halvorsen" not in told.source("prat").text
    hand.press("main a.button[href='/privacy/names']")
    page.wait_for_selector("form[action='/privacy/names#finds']")
    hand.press("main a[href='/privacy/restore']")
    page.wait_for_selector("form[action='/privacy/restore']")
    page.set_input_files("#key", tmp_path / "min.key")
    hand.write("#passphrase", PHRASE)
    hand.press("form[action='/privacy/restore'] button")
    page.wait_for_selector("main [role=status]")
    assert told.source("prat").text == TALK
    assert page.complaints == []


@pytest.mark.parametrize(("language", "theme"), [("nb", "light"), ("nb", "dark"), ("en", "light"), ("en", "dark")])
def test_what_is_shown_along_the_way_has_no_barrier(told, served, window, axe, tmp_path, language, theme):
    door = Alone("vera")
    base = served(told, door)
    page = window(bypass_csp=True)
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    chosen = ((LANGUAGE, language), (THEME, theme))
    page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
    found = []

    def looked_at(view):
        for width in (320, 390, 1280):
            found.extend(too_wide(page, width, view))
        found.extend(barriers(page, axe, view))

    page.goto(f"{base}/privacy/names?source=prat&at_least=possible")
    looked_at("found")
    page.click("button[value=accepted]")
    page.wait_for_selector("main [role=alert]")
    looked_at("nothing ticked")
    page.goto(f"{base}/privacy/pseudonymise?source=prat")
    looked_at("ahead")
    (tmp_path / "feil.key").write_bytes(b"ingen")
    for path, view in (("pseudonymise?source=prat", "no key"), ("restore", "nothing back")):
        page.goto(f"{base}/privacy/{path}")
        page.set_input_files("#key", tmp_path / "feil.key")
        page.fill("form:has(#key) [name=passphrase]", PHRASE)
        page.click("form:has(#key) button")
        page.wait_for_selector("main [role=alert]")
        looked_at(view)
    assert found == []
