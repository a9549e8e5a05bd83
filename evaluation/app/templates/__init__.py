"""New studies: one folder for each kind, with the files a study begins with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from evaluation.errors import fail
from evaluation.language import Language, current
from evaluation.model.localised import NEIGHBOURS


def names() -> tuple[str, ...]:
    return tuple(sorted(each.name for each in files(__name__).iterdir() if each.joinpath("evaluation.yaml").is_file()))


def create(folder: Path, template: str, language: Language | None = None) -> Path:
    """Make a new study in a folder that is empty or not there yet; the study's first language is the one spoken now."""
    if template not in names():
        raise fail("STUDY-020", name=template, known=", ".join(names()))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise fail("STUDY-011", file=folder)
    chosen = language or current()
    origin = files(__name__).joinpath(template)
    try:
        for name in ("instruments", "sources"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        text = origin.joinpath("evaluation.yaml").read_text(encoding="utf-8")
        (folder / "evaluation.yaml").write_text(_in_language(text, chosen), encoding="utf-8")
    except OSError as error:
        raise fail("STORE-003", file=folder) from error
    return folder


def _in_language(text: str, language: Language) -> str:
    """Lines that stand once for each language begin with `nb| `, `nn| ` or `en| `; the chosen one's are kept."""
    kept: list[str] = []
    for line in text.splitlines():
        mark, _, rest = line.partition("| ")
        if mark.strip() in ("nb", "nn", "en"):
            if mark.strip() == language:
                kept.append(rest)
            continue
        kept.append(line.replace("%languages%", f"[{', '.join(NEIGHBOURS[language])}]"))
    return "\n".join(kept) + "\n"
