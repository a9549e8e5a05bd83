"""Formats are found in their folder and among plugins."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from evaluation.sources import discover

FORMATS = sorted(file.stem for file in discover.FOLDER.glob("*.py") if file.stem != "__init__")


@pytest.mark.parametrize("name", FORMATS)
def test_each_file_in_the_folder_is_found_by_what_it_declares(name: str) -> None:
    module = f"evaluation.sources.formats.{name}"
    found = {suffix for suffix, owner in discover.built_in().items() if owner == module}
    assert found == set(import_module(module).SUFFIXES)


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_reads_bytes(name: str) -> None:
    assert callable(import_module(f"evaluation.sources.formats.{name}").read)


def test_every_promised_suffix_is_known() -> None:
    promised = {".txt", ".md", ".docx", ".odt", ".rtf", ".html", ".htm", ".pdf", ".vtt", ".srt", ".json"}
    assert promised <= set(discover.known_suffixes())


def test_a_plugin_is_found_by_the_name_of_its_entry_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my_format.py").write_text('SUFFIXES = (".abc",)\n')
    described = tmp_path / "my_format-1.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: my-format\nVersion: 1\n")
    (described / "entry_points.txt").write_text(f"[{discover.GROUP}]\nabc = my_format\n")
    monkeypatch.syspath_prepend(tmp_path)
    discover.plugins.cache_clear()
    found = discover.format_of(Path("intervju.ABC"))
    discover.plugins.cache_clear()
    assert found is sys.modules["my_format"]
