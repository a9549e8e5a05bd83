"""The form in a real browser: by keyboard, without barriers, and without losing an answer."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import instruments.form

SOURCES = Path(instruments.form.__file__).parent / "browser"


@pytest.fixture(scope="session")
def axe() -> str:
    found = SOURCES / "node_modules" / "axe-core" / "axe.min.js"
    if not found.exists():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed")
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=SOURCES, check=False, timeout=120)
    if not found.exists():
        pytest.skip("axe-core could not be installed")
    return found.read_text(encoding="utf-8")


def barriers(page, axe) -> list[str]:
    """What axe-core finds at both widths, and whether one must scroll sideways."""
    found: list[str] = []
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(60)
        page.evaluate(f"{axe};0")
        rules = page.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
        found += [f"{width}: {rule}" for rule in rules]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width}: wider than the window")
    return found


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, script, limit=25):
    """Tabs on until what has the focus fits; whoever has no mouse does the same."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const it = document.activeElement; return {script}; }})()"):
            return
    raise AssertionError(f"the keyboard never comes to {script}")


def agree(page, address):
    page.goto(address)
    page.check("#consent")
    page.click("button[type=submit]")
    page.wait_for_selector(".survey .sd-question")


def test_filled_in_with_the_keyboard_alone(page, address, desk):
    page.goto(address)
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
    tab_to(page, "it.textContent === 'Se over svarene'")
    press(page, "Enter")
    page.wait_for_selector("text=Ingen har tid – æøå")
    tab_to(page, "it.textContent === 'Send inn svarene'", 40)
    press(page, "Enter")
    page.wait_for_selector("text=Takk, svarene er sendt inn")
    assert desk.state == "submitted"
    assert desk.answers["plan"] == 2
    assert desk.answers["hvorfor"] == "Ingen har tid – æøå"
    assert desk.answers["tiltak"] == [1]
    assert set(desk.answers["syn"]) == {"tillit", "tid"}
    assert desk.answers["antall"] == 12
    assert page.complaints == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_page_has_a_barrier(page, address, desk, axe, language):
    page.goto(address)
    page.click(f"nav [lang={language}]")
    assert page.get_attribute("html", "lang") == language
    found = barriers(page, axe)
    page.check("#consent")
    page.click("button[type=submit]")
    page.wait_for_selector(".survey .sd-question")
    page.click(".buttons .primary")
    page.wait_for_selector("[role=alert], .sd-question__erbox")
    found += barriers(page, axe)
    page.click(".survey label >> nth=0")
    page.click(".buttons .primary")
    page.wait_for_selector(".survey [type=number]")
    found += barriers(page, axe)
    page.click(".buttons .primary")
    page.wait_for_selector(".answers")
    found += barriers(page, axe)
    page.click(".buttons .primary")
    page.wait_for_selector(".buttons .danger")
    found += barriers(page, axe)
    page.click(".buttons .danger")
    page.wait_for_selector("dialog[open]")
    found += barriers(page, axe)
    page.click("dialog .danger")
    page.wait_for_selector("dialog", state="detached")
    page.wait_for_selector("main >> text=example")
    found += barriers(page, axe)
    assert found == []
    assert desk.state == "withdrawn"


def test_a_lost_network_loses_nothing(page, address, desk):
    agree(page, address)
    page.route("**/answers", lambda route: route.abort())
    page.click(".survey label >> text=Nei")
    page.wait_for_selector("text=Ikke lagret ennå – vi prøver igjen")
    page.fill(".survey textarea", "Skrevet uten nett")
    assert desk.answers == {}
    page.unroute("**/answers")
    page.wait_for_selector("text=Lagret kl.")
    assert desk.answers == {"plan": 2, "hvorfor": "Skrevet uten nett"}


def test_what_never_reached_the_server_is_taken_up_when_one_returns(page, address, desk):
    agree(page, address)
    desk.down = True
    page.click(".survey label >> text=Nei")
    page.wait_for_selector("text=Ikke lagret ennå")
    page.goto("about:blank")
    assert desk.answers == {}
    desk.down = False
    page.goto(address)
    page.wait_for_selector("text=Lagret kl.")
    assert desk.answers == {"plan": 2}
    assert page.is_checked(".survey input[type=radio] >> nth=1")


def test_a_closed_window_is_taken_up_where_one_was(page, address, desk):
    agree(page, address)
    page.click(".survey label >> text=Ja")
    page.wait_for_selector("text=Lagret kl.")
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("text=Du fortsetter der du slapp")
    assert page.is_checked(".survey input[type=radio] >> nth=0")


def test_two_windows_never_write_over_each_other_unasked(page, address, desk):
    agree(page, address)
    desk.revision, desk.answers = 5, {"plan": 1, "tiltak": [2]}
    page.click(".survey label >> text=Nei")
    page.wait_for_selector("text=Svarene er endret et annet sted")
    assert desk.answers == {"plan": 1, "tiltak": [2]}
    page.click("text=Bruk svarene i dette vinduet")
    page.wait_for_selector("text=Lagret kl.")
    assert desk.answers == {"plan": 2}


def test_the_saved_version_may_be_chosen_instead(page, address, desk):
    agree(page, address)
    desk.revision, desk.answers = 5, {"plan": 1}
    page.click(".survey label >> text=Nei")
    page.click("text=Bruk svarene som er lagret")
    page.wait_for_selector(".survey .sd-question")
    assert page.is_checked(".survey input[type=radio] >> nth=0")
    assert desk.answers == {"plan": 1}


def test_the_language_changes_and_the_answers_stay(page, address, desk):
    agree(page, address)
    page.click(".survey label >> text=Nei")
    page.click("nav [lang=nn]")
    page.wait_for_selector("text=Kvifor ikkje?")
    assert page.is_checked(".survey input[type=radio] >> nth=1")
    page.wait_for_selector("text=Lagra kl.")
    assert (desk.language, desk.answers) == ("nn", {"plan": 2})


def test_an_open_link_gives_an_address_to_keep(page, address, desk):
    desk.link = True
    page.goto(address)
    page.check("#consent")
    page.click("button[type=submit]")
    page.wait_for_selector("#address")
    assert page.input_value("#address") == address.replace("prove", "personal")
    assert urlsplit(page.url).path == "/f/personal"


def test_answers_from_paper_are_named_so_and_a_closed_form_says_so(page, address, desk):
    desk.channel = "paper"
    page.goto(address)
    page.wait_for_selector("text=Du fører inn svar som er gitt på papir.")
    desk.state = "closed"
    page.reload()
    page.wait_for_selector("text=Skjemaet er stengt")


def test_nothing_is_fetched_from_elsewhere(page, address, desk):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    agree(page, address)
    assert {urlsplit(each).netloc for each in asked if not each.startswith("data:")} == {urlsplit(address).netloc}
