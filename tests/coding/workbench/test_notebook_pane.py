"""The pane in a real JupyterLab, which a real Chromium shows: its kernel, its shortcuts, its looks.

JupyterLab is started once for the file, with a notebook of four cells; the tests follow each other in it, as a person
goes from cell to cell. Nothing stands in for the notebook, the widget or the kernel.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from evaluation.study import open_study
from tests.evaluation.app.web.page.test_barriers import axe
from tests.evaluation.app.web.workbench.talk import talked

__all__ = ["axe"]

ROOT = Path(__file__).parents[3]
PATIENCE = 40_000
CELLS = (
    'import evaluation, coding\nstudy = evaluation.open_study("study")\ncoding.workbench.pane(study, "samtale")',
    'from coding.retrieval import codings_table\nprint("koder:", *sorted(codings_table(study)["code"]))',
    'coding.workbench.pane(study, language="nn", height=520)',
    "study.undo() and None",
)
FIRST, SECOND = ".underveis >> nth=0", ".underveis >> nth=1"

pytest.importorskip("jupyterlab")
pytest.importorskip("anywidget")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    import nbformat

    made = tmp_path_factory.mktemp("lab")
    (made / "study").mkdir()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("UNDERVEIS_USER", "ida")
        talked(made / "study")
    cells = [nbformat.v4.new_code_cell(each) for each in CELLS]
    spec = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=spec), made / "n.ipynb")
    return made


@pytest.fixture(scope="module")
def address(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = {
        f"{name}_DIR": str(folder / name)
        for name in (
            "JUPYTER_CONFIG",
            "JUPYTER_DATA",
            "JUPYTER_RUNTIME",
            "JUPYTERLAB_SETTINGS",
            "JUPYTERLAB_WORKSPACES",
        )
    }
    options = [f"--port={port}", f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=inn", "--no-browser"]
    quiet = ["--allow-root", "--LabApp.news_url=None", "--ServerApp.log_level=ERROR", "--ServerApp.port_retries=0"]
    environment = {**os.environ, **own, "PYTHONPATH": str(ROOT), "UNDERVEIS_USER": "ida", "TMPDIR": "/tmp"}
    command = [sys.executable, "-m", "jupyterlab", *options, *quiet]
    with (folder / "out").open("wb") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=out, cwd=folder)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/api/status?token=inn", server)
        yield f"{base}/lab/tree/n.ipynb?token=inn&reset"
    finally:
        server.kill()  # the kernel sees that it is gone and ends by itself
        server.wait()


def _wait_for(address, server):
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(address)
        except OSError:
            assert server.poll() is None, "JupyterLab has stopped"
            assert time.monotonic() < end, "JupyterLab did not start"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def lab(chromium, address):
    """The notebook, its kernel ready and its first cell run: a pane stands under it."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector(".jp-Notebook .jp-CodeCell >> nth=3")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    run(page, 0)
    page.wait_for_selector(f"{FIRST} >> .row")
    yield page
    context.close()


def run(page, cell):
    page.click(f".jp-Notebook .jp-CodeCell >> nth={cell} >> .jp-InputArea-editor")
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "cell => /\\[\\d+\\]/.test(document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')[cell].textContent)",
        arg=cell,
    )


def printed(page, cell):
    run(page, cell)
    return page.inner_text(f".jp-CodeCell >> nth={cell} >> .jp-OutputArea-output pre").strip()


def saved(page, pane):
    page.wait_for_selector(f"{pane} >> .state[data-state=saved]")


def codes_of(folder):
    study = open_study(folder / "study")
    return sorted(each.code for each in study.codings())


def cells(page):
    return page.locator(".jp-Notebook .jp-Cell").count()


def what_is_coded_in_the_pane_is_in_the_next_cell(lab, folder):
    lab.click(f"{FIRST} >> .words >> nth=1")
    lab.keyboard.press("1")
    saved(lab, FIRST)
    assert printed(lab, 1) == "koder: tiltak"
    assert [each.coder for each in open_study(folder / "study").codings()] == ["ida"]


def words_get_the_colour_of_their_code_in_the_shadow_of_the_cell(lab):
    painted = """() => {
      const words = [...document.querySelector('.underveis').shadowRoot.querySelectorAll('.words')][1];
      const [name] = [...CSS.highlights].find(([name, layer]) => /-code-/.test(name) && layer.size) ?? [];
      return name && getComputedStyle(words, `::highlight(${name})`).backgroundColor;
    }"""
    assert lab.evaluate(painted) not in (None, "", "rgba(0, 0, 0, 0)")


def the_keyboard_reaches_the_pane_codes_with_a_new_code_and_takes_it_back(lab, folder):
    lab.click(".jp-CodeCell >> nth=0 >> .jp-InputArea-editor")
    lab.keyboard.press("Escape")
    inside = "document.activeElement.shadowRoot?.activeElement?.classList.contains('pane')"
    for _ in range(25):
        lab.keyboard.press("Tab")
        if lab.evaluate(inside):
            break
    assert lab.evaluate(inside)
    for key in ("End", "Enter"):
        lab.keyboard.press(key)
    lab.wait_for_selector(f"{FIRST} >> dialog.palette")
    lab.keyboard.type("Korte svar")
    lab.keyboard.press("Enter")
    lab.wait_for_selector(f"{FIRST} >> .leaf >> text=Korte svar")
    lab.wait_for_selector(f"{FIRST} >> .standing >> text=Korte svar")
    saved(lab, FIRST)
    assert codes_of(folder) == ["korte-svar", "tiltak"]
    lab.keyboard.press("z")
    lab.wait_for_selector(f"{FIRST} >> .standing >> text=Korte svar", state="detached")
    saved(lab, FIRST)
    assert codes_of(folder) == ["tiltak"]


def no_key_in_the_pane_is_a_shortcut_of_jupyter(lab):
    before = cells(lab)
    lab.focus(f"{FIRST} >> .pane")
    for key in ("a", "b", "d", "d", "c", "y"):
        lab.keyboard.press(key)
    for key in ("x", "v", "Shift+Enter"):  # the pane's own keys, Enter with Shift too
        lab.keyboard.press(key)
        lab.wait_for_selector(f"{FIRST} >> dialog[open]")
        lab.keyboard.press("Escape")
        lab.wait_for_selector(f"{FIRST} >> dialog", state="detached")
    assert cells(lab) == before
    assert lab.evaluate("document.activeElement.shadowRoot?.activeElement?.className") == "pane"


def the_mouse_marks_words_and_a_click_on_a_code_codes_them(lab, folder):
    box = lab.locator(f"{FIRST} >> .words >> nth=0").bounding_box()
    lab.mouse.move(box["x"] + 2, box["y"] + 14)
    lab.mouse.down()
    lab.mouse.move(box["x"] + 90, box["y"] + 14, steps=4)
    lab.mouse.up()
    lab.wait_for_selector(f"{FIRST} >> .what >> text=Merket")
    lab.click(f"{FIRST} >> .leaf[data-code=oppfolging]")
    lab.wait_for_selector(f"{FIRST} >> .standing >> text=Oppfølging")
    saved(lab, FIRST)
    assert codes_of(folder) == ["oppfolging", "tiltak"]


def two_panes_in_two_languages_show_each_others_codings(lab):
    run(lab, 2)
    lab.wait_for_selector(f"{SECOND} >> .row")
    assert [lab.inner_text(f"{each} >> .state") for each in (FIRST, SECOND)] == ["Alt er lagret", "Alt er lagra"]
    lab.wait_for_selector(f"{SECOND} >> .bracket >> nth=1")
    assert lab.locator(f"{SECOND} >> .bracket").count() == 2


def what_a_cell_does_is_seen_in_the_panes_when_it_is_done(lab, folder):
    run(lab, 3)
    for each in (FIRST, SECOND):
        lab.wait_for_function(
            "n => document.querySelectorAll('.underveis')[n].shadowRoot.querySelectorAll('.bracket').length === 1",
            arg=(FIRST, SECOND).index(each),
        )
    assert codes_of(folder) == ["tiltak"]


def the_looks_of_the_notebook_and_of_the_pane_do_not_mix(lab):
    seen = """() => {
      const words = document.querySelector('.underveis').shadowRoot.querySelector('.words');
      const prompt = document.querySelector('.jp-InputPrompt');
      const looks = [words, prompt].map(each => getComputedStyle(each));
      return looks.flatMap(each => [each.fontFamily, each.color, each.lineHeight]);
    }"""
    before = lab.evaluate(seen)
    lab.add_style_tag(content=".jp-Cell * { color: rgb(255, 0, 0) !important; font-family: fantasy !important }")
    after = lab.evaluate(seen)
    lab.evaluate("document.head.lastElementChild.remove()")
    assert (after[:3], after[3:] == before[3:]) == (before[:3], False)
    assert lab.evaluate("document.querySelectorAll('#workbench, .leaf, .words').length") == 0


def the_pane_is_dark_in_a_dark_notebook(lab):
    text = "document.querySelector('.underveis').shadowRoot.querySelector('.text')"
    ground = f"() => getComputedStyle({text}).backgroundColor"
    light = lab.evaluate(ground)
    lab.evaluate("document.body.dataset.jpThemeLight = 'false'")
    lab.wait_for_function(f"({ground})() !== '{light}'")
    lab.evaluate("document.body.dataset.jpThemeLight = 'true'")
    lab.wait_for_function(f"({ground})() === '{light}'")


def the_pane_has_no_barrier_light_or_dark(lab, axe, light):
    lab.evaluate("light => { document.body.dataset.jpThemeLight = light; }", light)
    themed = f"{FIRST} >> .around[data-theme={'light' if light == 'true' else 'dark'}]"
    lab.wait_for_selector(themed)
    lab.evaluate(f"{axe};0")
    found = lab.evaluate(
        """async () => (await axe.run('.underveis', {resultTypes: ['violations'], preload: false}))
          .violations.map(each => each.id + ': ' + each.nodes[0].html.slice(0, 200))"""
    )
    lab.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert found == []


def a_kernel_that_begins_anew_is_told_of(lab):
    lab.click("[data-command='notebook:restart-kernel'], [title^='Restart the kernel']")
    lab.click(".jp-Dialog .jp-mod-accept")
    lab.wait_for_selector(f"{FIRST} >> .trouble >> text=Kjernen i notatboken er borte")


def test_a_pane_is_worked_in_from_cell_to_cell(lab, folder, axe):
    """One walk, for each step begins where the one before it ended."""
    what_is_coded_in_the_pane_is_in_the_next_cell(lab, folder)
    words_get_the_colour_of_their_code_in_the_shadow_of_the_cell(lab)
    the_keyboard_reaches_the_pane_codes_with_a_new_code_and_takes_it_back(lab, folder)
    no_key_in_the_pane_is_a_shortcut_of_jupyter(lab)
    the_mouse_marks_words_and_a_click_on_a_code_codes_them(lab, folder)
    two_panes_in_two_languages_show_each_others_codings(lab)
    what_a_cell_does_is_seen_in_the_panes_when_it_is_done(lab, folder)
    the_looks_of_the_notebook_and_of_the_pane_do_not_mix(lab)
    the_pane_is_dark_in_a_dark_notebook(lab)
    for light in ("true", "false"):
        the_pane_has_no_barrier_light_or_dark(lab, axe, light)
    a_kernel_that_begins_anew_is_told_of(lab)
