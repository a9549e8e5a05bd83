"""Every view of the workbench, gone through by axe-core, light and dark, and never wider than its window."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

import instruments.form
from coding.manual import add_by_hand, coding_of
from evaluation.app.web.doors import Alone
from evaluation.app.web.look import LANGUAGE, THEME
from evaluation.model import Participant, People
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.talk import talked

FORM = Path(instruments.form.__file__).parent / "browser"
FOUND = "async () => (await axe.run({resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes[0].html)"


@pytest.fixture(scope="session")
def axe() -> str:
    found = FORM / "node_modules" / "axe-core" / "axe.min.js"
    if not found.exists():
        if shutil.which("npm") is None:
            pytest.skip("npm is not installed")
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=FORM, check=False, timeout=120)
    if not found.exists():
        pytest.skip("axe-core could not be installed")
    return found.read_text(encoding="utf-8")


def barriers(page, axe, view):
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(f"{axe};0")
    found = [f"{view}: {rule}" for rule in page.evaluate(FOUND)]
    return [*found, *([f"{view}: wide"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else [])]


@pytest.mark.parametrize(("language", "theme", "width"), [("nb", "light", 1280), ("en", "dark", 390)])
def test_no_view_has_a_barrier(tmp_path, served, window, axe, language, theme, width):
    study = open_study(talked(tmp_path)).seen_by("ida")
    door = Alone("ida")
    base = served(study, door)
    page = window(viewport={"width": width, "height": 800}, bypass_csp=True)
    chosen = ((LANGUAGE, language), (THEME, theme))
    page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    page.goto(f"{base}/workbench?source=samtale")
    page.wait_for_selector("#workbench .row")
    page.focus("#workbench .pane")
    page.keyboard.press("1")
    page.wait_for_selector("#workbench .state[data-state=saved]")
    found = barriers(page, axe, "text")
    for key, view in (("Enter", "palette"), ("i", "meaning"), ("n", "note"), ("?", "keys")):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        found += barriers(page, axe, view)
        page.keyboard.press("Escape")
        page.wait_for_selector("dialog", state="detached")
    page.focus("#workbench .layers summary")
    page.keyboard.press("Enter")
    found += barriers(page, axe, "coders")
    if width < 896:
        for name in ("sources", "codes"):
            page.click(f"#workbench [data-pane={name}]")
            found += barriers(page, axe, name)
    page.goto(f"{base}/find?code=tiltak")
    page.click("details summary")
    found += barriers(page, axe, "find")
    for path in ("/codebook", "/codebook/code?name=tiltak", "/framework"):
        page.goto(base + path)
        found += barriers(page, axe, path)
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_way_to_correct_has_a_barrier(tmp_path, served, window, axe, theme):
    study = open_study(talked(tmp_path)).seen_by("ida")
    study.add_people(People(participants=(Participant(id="p1", role="leder"),)))
    add_by_hand(study, coding_of(study, "samtale", "tiltak", words="små."))
    door = Alone("ida")
    base = served(study, door)
    page = window(viewport={"width": 1280, "height": 800}, bypass_csp=True)
    page.goto(f"{base}/enter/{door.token}")
    page.wait_for_url(f"{base}/")
    found = []
    for language, width in (("nb", 1280), ("en", 390)):
        page.set_viewport_size({"width": width, "height": 800})
        chosen = ((LANGUAGE, language), (THEME, theme))
        page.context.add_cookies([{"name": name, "value": value, "url": base} for name, value in chosen])
        page.goto(f"{base}/workbench?source=samtale")
        page.wait_for_selector("#workbench .bracket", state="attached")
        page.focus("#workbench .pane")
        for key, field in (("e", "textarea"), ("g", ".effect:not(:empty)"), ("v", "select"), ("x", "#name-now")):
            page.keyboard.press(key)
            page.wait_for_selector(f"dialog {field}")
            if key in "ex":
                page.fill(f"dialog {field}", "Da begynte det.")
                page.wait_for_selector("dialog .effect:not(:empty)")
            found += barriers(page, axe, f"{language} {key}")
            page.keyboard.press("Escape")
            page.wait_for_selector("dialog", state="detached")
        page.keyboard.press("j")
        page.keyboard.press("c")
        page.wait_for_selector("#workbench .standing select")
        found += barriers(page, axe, f"{language} certainty")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("d")
        page.wait_for_selector("#workbench .notice > div")
        found += barriers(page, axe, f"{language} notice")
        page.keyboard.press("z")
        page.wait_for_selector("#workbench .notice > div", state="detached")
    assert found == []
