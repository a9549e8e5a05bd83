"""A codebook as a YAML file: the study's own form, read with every fault at its line."""

from __future__ import annotations

from pathlib import Path

from coding.codebooks.content import codebook_of
from coding.codebooks.discover import Imported
from coding.codebooks.text import as_yaml
from evaluation.model import Codebook
from evaluation.settings.yaml_file import load

SUFFIXES = (".yaml", ".yml")


def read(path: Path) -> Imported:
    return Imported(codebook_of(load(path)))


def write(codebook: Codebook, path: Path) -> None:
    path.write_text(as_yaml(codebook.model_dump(mode="json", exclude_defaults=True)), encoding="utf-8", newline="\n")
