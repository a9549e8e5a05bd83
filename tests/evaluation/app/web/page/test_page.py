"""The form in a real browser, answered against the real server: by keyboard, and without losing an answer."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from instruments.form.opening import close_form, invite
from tests.evaluation.app.web.page.conftest import Desk
from tests.evaluation.app.web.page.steps import NETWORK, YES, agree, lose, press, tab_to


def test_filled_in_with_the_keyboard_alone(page, desk):
    page.goto(desk.address)
    page.wait_for_selector("#consent")
    tab_to(page, "it.id === 'consent'")
    press(page, "Space")
    tab_to(page, "it.type === 'submit'")
    press(page, "Enter")
    page.wait_for_selector(".survey input[type=radio]")
    tab_to(page, "it.type === 'radio'")
    press(page, "ArrowDown")
    page.wait_for_selector(".survey textarea")
    tab_to(page, "it.tagName === 'TEXTAREA'")
    page.keyboard.type("Ingen har tid – æøå")
    tab_to(page, "it.type === 'checkbox'")
    press(page, "Space")
    tab_to(page, "it.textContent === 'Neste'")
    press(page, "Enter")
    page.wait_for_selector(".survey table, .survey .sd-table")
    for _ in range(2):
        tab_to(page, "it.type === 'radio'")
        press(page, "Space")
    tab_to(page, "it.type === 'number'")
    page.keyboard.type("12")
    tab_to(page, "it.closest('.sv-ranking-item')?.textContent.includes('Lønn')")
    press(page, "ArrowDown")
    page.wait_for_selector(".sv-ranking-item >> nth=0 >> text=Ro")
    tab_to(page, "it.textContent === 'Se over svarene'")
    press(page, "Enter")
    page.wait_for_selector("text=Ingen har tid – æøå")
    tab_to(page, "it.textContent === 'Send inn svarene'", 40)
    press(page, "Enter")
    page.wait_for_selector("text=Takk, svarene er sendt inn")
    assert desk.response.state == "submitted"
    views = {"tillit": desk.answers["tillit"], "tid": desk.answers["tid"]}
    assert set(views.values()) <= {1, 2, 3, 9}
    told = {"plan": 2, "hvorfor": "Ingen har tid – æøå", "tiltak": [1], "antall": 12, "viktigst": [2, 1]}
    assert desk.answers == {**told, **views}
    assert page.complaints == []


def test_a_lost_network_loses_nothing(page, desk):
    agree(page, desk.address)
    lose(page)
    page.click(".survey label >> text=Nei")
    page.wait_for_selector("text=Ikke lagret ennå – vi prøver igjen")
    page.fill(".survey textarea", "Skrevet uten nett")
    assert desk.answers == {}
    page.unroute(NETWORK)
    page.wait_for_selector("text=Lagret kl.")
    assert desk.answers == {"plan": 2, "hvorfor": "Skrevet uten nett"}


def test_what_never_reached_the_server_is_taken_up_when_one_returns(page, desk, cut):
    agree(page, desk.address)
    cut.set()
    page.click(".survey label >> text=Nei")
    page.wait_for_selector("text=Ikke lagret ennå")
    page.goto("about:blank")
    assert desk.answers == {}
    cut.clear()
    page.goto(desk.address)
    page.wait_for_selector(".survey input[type=radio]:checked")
    # What the browser sent while it left the page may be there before the page takes its own copy up.
    for _ in range(100):
        if desk.answers:
            break
        page.wait_for_timeout(100)
    assert desk.answers == {"plan": 2}
    assert page.is_checked(".survey input[type=radio] >> nth=1")


def test_a_closed_window_is_taken_up_where_one_was(page, window, desk):
    agree(page, desk.address)
    page.click(YES)
    page.wait_for_selector("text=Lagret kl.")
    page.close()
    later = window()
    later.goto(desk.address)
    later.wait_for_selector("text=Du fortsetter der du slapp")
    assert later.is_checked(".survey input[type=radio] >> nth=0")


@pytest.fixture
def overtaken(page, window, desk):
    """A window in which «Nei» was answered after another window had saved «Ja» and courses."""
    agree(page, desk.address)
    other = window()
    other.goto(desk.address)
    other.click(YES)
    other.click(".survey label >> text=Kurs")
    other.wait_for_selector("text=Lagret kl.")
    page.click(".survey label >> text=Nei")
    page.wait_for_selector("text=Svarene er endret et annet sted")
    assert desk.answers == {"plan": 1, "tiltak": [1]}
    return page


def test_two_windows_never_write_over_each_other_unasked(overtaken, desk):
    overtaken.click("text=Bruk svarene i dette vinduet")
    overtaken.wait_for_selector("text=Lagret kl.")
    assert desk.answers == {"plan": 2}


def test_the_saved_version_may_be_chosen_instead(overtaken, desk):
    overtaken.click("text=Bruk svarene som er lagret")
    overtaken.wait_for_selector(".survey .sd-question")
    assert overtaken.is_checked(".survey input[type=radio] >> nth=0")
    assert desk.answers == {"plan": 1, "tiltak": [1]}


def test_the_language_changes_and_the_answers_stay(page, desk):
    agree(page, desk.address)
    page.click(".survey label >> text=Nei")
    page.click("nav [lang=nn]")
    page.wait_for_selector("text=Kvifor ikkje?")
    assert page.is_checked(".survey input[type=radio] >> nth=1")
    page.wait_for_selector("text=Lagra kl.")
    assert (desk.response.language, desk.answers) == ("nn", {"plan": 2})


def test_an_open_link_gives_an_address_to_keep(page, study, base, link):
    page.goto(f"{base}/f/{link}")
    page.check("#consent")
    page.click("button[type=submit]")
    page.wait_for_selector("#address")
    kept = page.input_value("#address")
    assert (kept, urlsplit(kept).path == f"/f/{link}") == (page.url, False)
    page.click(".buttons .primary")
    page.click(YES)
    page.wait_for_selector("text=Lagret kl.")
    assert Desk(study, base, kept.rsplit("/", 1)[1]).answers == {"plan": 1}


def test_answers_from_paper_are_named_so_and_a_closed_form_says_so(page, study, base, link):
    [paper] = invite(study, "medlemmer", organisations=["ks"], channel="paper")
    page.goto(f"{base}/f/{paper.token}")
    page.wait_for_selector("text=Du fører inn svar som er gitt på papir.")
    close_form(study, "medlemmer")
    page.reload()
    page.wait_for_selector("text=Skjemaet er stengt")


def test_nothing_is_fetched_from_elsewhere(page, desk):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    agree(page, desk.address)
    assert {urlsplit(each).netloc for each in asked if not each.startswith("data:")} == {urlsplit(desk.address).netloc}
