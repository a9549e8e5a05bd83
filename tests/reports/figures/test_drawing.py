from __future__ import annotations

import subprocess
import sys

import matplotlib as mpl
import pytest

from reports.figures import render_bytes, save, talk
from reports.figures.drawing import Drawing


@pytest.fixture
def drawing() -> Drawing:
    return talk.draw(talk.example("nb"), language="nb")


def test_saving_writes_one_file_for_each_format(drawing, tmp_path):
    written = save(drawing, tmp_path / "figures")
    assert [path.name for path in written] == ["talk.svg", "talk.png", "talk.pdf"]
    assert {path.suffix[1:]: path.read_bytes() for path in written} == render_bytes(drawing)


def test_rendering_the_same_drawing_twice_gives_the_same_bytes(drawing):
    assert render_bytes(drawing) == render_bytes(drawing)


def test_a_users_own_matplotlib_settings_change_nothing(drawing):
    with mpl.rc_context({"font.size": 20, "svg.fonttype": "none", "savefig.dpi": 50, "font.family": "STIXGeneral"}):
        other = render_bytes(talk.draw(talk.example("nb"), language="nb"))
    assert other == render_bytes(drawing)


def test_drawing_leaves_the_users_own_settings_alone(drawing):
    with mpl.rc_context({"font.size": 20}):
        render_bytes(drawing)
        assert mpl.rcParams["font.size"] == 20


@pytest.mark.parametrize("mark", [b"Matplotlib v", b"CreationDate", b"<dc:date>", b"Software", b"matplotlib.org"])
def test_no_file_tells_when_or_with_which_version_it_was_made(drawing, mark):
    assert [name for name, content in render_bytes(drawing).items() if mark in content] == []


def test_the_letters_of_the_svg_are_paths(drawing):
    assert b"<text" not in render_bytes(drawing)["svg"]


def test_the_png_has_200_dots_to_the_inch(drawing):
    width = int.from_bytes(render_bytes(drawing)["png"][16:20], "big")
    assert width == pytest.approx(16 / 2.54 * 200, abs=1)


def test_whoever_only_needs_the_drawing_type_does_not_wait_for_matplotlib():
    code = "import sys; from reports.figures.discover import figure_names as n; n(); print('matplotlib' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"
