"""The bundle is what its sources make, speaks three languages and fetches nothing from outside."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import coding.workbench

ROOM = Path(coding.workbench.__file__).parent
SOURCES, STATIC = ROOM / "browser", ROOM / "static"
CODE = "\n".join(each.read_text(encoding="utf-8") for each in sorted((SOURCES / "src").glob("*.js")))
MADE = {  # the keys that are put together from what is told
    "target_": ("marked", "sentence", "turn"),
    "state_": ("saved", "saving", "waiting"),
    "tab_": ("sources", "text", "codes"),
    "edge_": ("start_earlier", "start_later", "end_earlier", "end_later"),
}


def _texts(language: str) -> dict[str, str]:
    return json.loads((SOURCES / "texts" / f"{language}.json").read_text(encoding="utf-8"))


def _asked() -> set[str]:
    plain = set(re.findall(r'say\("([a-z_]+)"', CODE)) | set(re.findall(r'"((?:key|keys)_[a-z_]+)"', CODE))
    return plain | {f"{start}{end}" for start, ends in MADE.items() for end in ends}


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_text_the_page_asks_for_is_said_in_each_language(language):
    said = _texts(language)
    assert len(_asked()) > 90
    assert sorted(key for key in _asked() if not said.get(key, "").strip()) == []
    assert list(said) == list(_texts("nb"))


@pytest.mark.parametrize("language", ["nn", "en"])
def test_translations_have_the_same_places_for_values(language):
    places = re.compile(r"\{\w+\}")
    original, translated = _texts("nb"), _texts(language)
    assert [k for k in original if sorted(places.findall(original[k])) != sorted(places.findall(translated[k]))] == []


def test_no_text_is_said_that_nothing_asks_for():
    spoken = {"definition", "include", "exclude", "example", "undo", "redo", "question", "question_likely"}
    one = {key for key in _texts("nb") if key.endswith("_one")}
    asked = _asked() | spoken | one | set(re.findall(r'\? say\("(\w+)"|: "(\w+)"', CODE))
    words = set(re.findall(r'"([a-z_]+)"', CODE))
    assert sorted(key for key in _texts("nb") if key not in asked and key not in words) == []


def test_the_bundle_names_no_outside_address_and_writes_no_markup():
    for name in STATIC.glob("*.*"):
        assert re.findall(r"https?://", name.read_text(encoding="utf-8")) == [], name
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", CODE) == []


def test_no_rule_asks_what_an_element_holds():
    styles = (SOURCES / "src" / "workbench.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", styles, flags=re.DOTALL)
    assert ".row.named" in rules and ":has(" not in rules  # with one, each change in the page restyles every row


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_the_bundle_is_what_its_sources_make(tmp_path):
    built = subprocess.run([SOURCES / "build.sh", tmp_path], capture_output=True, text=True, timeout=120, check=False)
    if built.returncode and "ENOTFOUND" in built.stderr + built.stdout:
        pytest.skip("the npm registry cannot be reached")
    assert built.returncode == 0, built.stderr
    made = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert made == {each.name: each.read_bytes() for each in STATIC.iterdir()}
