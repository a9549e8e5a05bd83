"""The bundle is what its sources make, speaks three languages and fetches nothing from outside."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import instruments.form
from instruments.form.static_form import STATIC

SOURCES = Path(instruments.form.__file__).parent / "browser"
LANGUAGES = ("nb", "nn", "en")


def _texts(language: str) -> dict[str, dict[str, str]]:
    return json.loads((SOURCES / "texts" / f"{language}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_survey_core_is_said_in_each_language(language):
    keys = json.loads((STATIC / "survey-core-texts.json").read_text(encoding="utf-8"))
    said = _texts(language)["survey"]
    assert [key for key in keys if not said.get(key, "").strip()] == []
    assert sorted(set(said) - set(keys)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_the_page_asks_for_is_said_in_each_language(language):
    code = "\n".join(each.read_text(encoding="utf-8") for each in (SOURCES / "src").glob("*.js"))
    asked = set(re.findall(r'say\("([a-z_]+)"', code)) | {
        f"status_{each}" for each in re.findall(r'tell\("(\w+)"', code)
    }
    assert len(asked) > 40
    said = _texts(language)["page"]
    assert sorted(key for key in asked - {"status_gone"} if not said.get(key, "").strip()) == []
    assert list(said) == list(_texts("nb")["page"])


@pytest.mark.parametrize("room", ["page", "survey"])
@pytest.mark.parametrize("language", ["nn", "en"])
def test_translations_have_the_same_places_for_values(room, language):
    places = re.compile(r"\{\w+\}")
    original, translated = _texts("nb")[room], _texts(language)[room]
    assert [k for k in original if sorted(places.findall(original[k])) != sorted(places.findall(translated[k]))] == []


def test_pages_and_styles_name_no_outside_address():
    for name in (*STATIC.glob("*.html"), *STATIC.glob("*.css")):
        found = name.read_text(encoding="utf-8")
        found = re.sub(r"/\*!.*?\*/", "", found, flags=re.S)
        assert re.findall(r"https?://(?!www\.w3\.org/)", found) == [], name


def test_the_lock_pins_every_package_by_its_hash_and_names_no_registry():
    lock = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: found for name, found in lock["packages"].items() if name}
    assert {name for name, found in packages.items() if "integrity" not in found} == set()
    assert {name for name, found in packages.items() if "resolved" in found} == set()
    pinned = (packages[f"node_modules/{each}"]["version"] for each in ("survey-core", "survey-js-ui"))
    assert list(pinned) == ["2.5.38", "2.5.38"]


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_the_bundle_is_what_its_sources_make(tmp_path):
    built = subprocess.run([SOURCES / "build.sh", tmp_path], capture_output=True, text=True, timeout=120, check=False)
    if built.returncode and "ENOTFOUND" in built.stderr + built.stdout:
        pytest.skip("the npm registry cannot be reached")
    assert built.returncode == 0, built.stderr
    made = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    kept = {each.name: each.read_bytes() for each in STATIC.iterdir() if each.name != "LICENCES.txt"}
    assert made == kept
