"""Every screen of the form, gone through by axe-core, and never wider than its window."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import instruments.form
from instruments.form.opening import close_form
from tests.evaluation.app.web.page.steps import YES, consent

SOURCES = Path(instruments.form.__file__).parent / "browser"
BOTH = (1280, 390)
FOUND = "async () => (await axe.run({resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes[0].html)"


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


@pytest.fixture
def barriers(axe):
    """`barriers(page, "receipt", widths)`: what axe-core finds, and whether one must scroll sideways."""

    def found(page, screen, widths=BOTH):
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(f"{axe};0")
        told = []
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_function(f"innerWidth === {width}")
            rules = page.evaluate(FOUND)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                rules.append("wider than the window")
            told += [f"{screen} at {width}: {rule}" for rule in rules]
        return told

    return found


def test_no_screen_from_information_to_withdrawal_has_a_barrier(page, desk, barriers):
    page.goto(desk.address)
    page.wait_for_selector("#consent")
    found = barriers(page, "information")
    consent(page)
    page.click(".buttons .primary")
    page.wait_for_selector("[role=alert], .sd-question__erbox")
    found += barriers(page, "a fault")
    page.click(YES)
    page.click(".buttons .primary")
    page.wait_for_selector(".survey [type=number]")
    found += barriers(page, "grid and rank")
    page.click(".buttons .primary")
    page.wait_for_selector(".answers")
    found += barriers(page, "review")
    page.click(".buttons .primary")
    page.wait_for_selector(".buttons .danger")
    found += barriers(page, "receipt")
    page.click(".buttons .danger")
    page.wait_for_selector("dialog[open]")
    found += barriers(page, "dialog")
    page.click("dialog .danger")
    page.wait_for_selector("dialog", state="detached")
    page.wait_for_selector("main >> text=example")
    found += barriers(page, "withdrawn")
    assert found == []
    assert desk.response.state == "withdrawn"


def test_nor_has_the_address_the_choice_between_windows_or_a_closed_form(page, window, study, base, link, barriers):
    page.goto(f"{base}/f/{link}")
    page.check("#consent")
    page.click("button[type=submit]")
    page.wait_for_selector("#address")
    found = barriers(page, "address")
    page.click(".buttons .primary")
    other = window()
    other.goto(page.url)
    other.click(YES)
    other.wait_for_selector("text=Lagret kl.")
    page.click(".survey label >> text=Nei")
    page.wait_for_selector(".differences")
    found += barriers(page, "conflict")
    close_form(study, "medlemmer")
    page.click("text=Bruk svarene i dette vinduet")
    page.wait_for_selector("text=Skjemaet er stengt")
    found += barriers(page, "closed, with answers that never came through")
    page.goto(f"{base}/f/{link}")
    page.wait_for_selector("text=Skjemaet er stengt")
    assert found + barriers(page, "closed") == []


@pytest.mark.parametrize("language", ["nn", "en"])
def test_other_words_make_no_barrier_on_a_narrow_screen(page, desk, barriers, language):
    page.goto(desk.address)
    page.click(f"nav [lang={language}]")
    assert page.get_attribute("html", "lang") == language
    found = barriers(page, "information", [390])
    consent(page)
    page.click(".buttons .primary")
    page.wait_for_selector("[role=alert], .sd-question__erbox")
    found += barriers(page, "a fault", [390])
    page.click(".survey label >> nth=0")
    page.click(".buttons .primary")
    page.wait_for_selector(".survey [type=number]")
    page.click(".buttons .primary")
    page.click(".answers >> xpath=following::button[contains(@class, 'primary')]")
    page.wait_for_selector(".buttons .danger")
    assert found + barriers(page, "receipt", [390]) == []
