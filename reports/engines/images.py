"""The report's images: which file each format takes, and what is wrong with those that cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from evaluation.errors import Problem, problem
from reports.engines import Format
from reports.engines.source import Assembled

ENDINGS: Mapping[Format, tuple[str, ...]] = {
    "html": (".svg", ".png", ".jpg", ".jpeg"),
    "docx": (".png", ".jpg", ".jpeg"),
    "odt": (".png", ".jpg", ".jpeg"),
    "pdf": (".svg", ".png", ".jpg", ".jpeg"),
}

BEGINNINGS = {".svg": b"<svg", ".png": b"\x89PNG\r\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}


@dataclass(frozen=True, slots=True)
class Image:
    target: str
    words: str

    @property
    def described(self) -> bool:
        return bool(self.words)


def images_in(node: object) -> Iterator[Image]:
    """Every image of a pandoc document, in reading order."""
    if isinstance(node, dict):
        if node.get("t") == "Image":
            (_, _, attributes), caption, (target, _) = node["c"]
            told = dict(attributes)
            yield Image(target, told.get("fig-alt") or told.get("alt") or plain_text(caption))
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from images_in(child)


def plain_text(node: object) -> str:
    """The words of a part of a pandoc document."""
    if isinstance(node, dict):
        kind = node.get("t")
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        return str(node["c"]) if kind == "Str" else plain_text(node.get("c"))
    return "".join(plain_text(each) for each in node) if isinstance(node, list) else ""


def file_for(folder: Path, target: str, format_: Format) -> str | None:
    """The path, from the folder, of the file this format shows: an SVG's PNG neighbour in Word."""
    path = Path(unquote(target))
    endings = ENDINGS[format_]
    if path.suffix.lower() in endings:
        return path.as_posix() if (folder / path).is_file() else None
    stem = path.with_suffix("") if path.suffix.lower() in {".svg", ".pdf"} else path
    candidates = (stem.with_name(stem.name + ending) for ending in endings)
    return next((each.as_posix() for each in candidates if (folder / each).is_file()), None)


def is_picture(path: Path) -> bool:
    """Whether the file begins as its ending promises; a half-written figure does not."""
    with path.open("rb") as file:
        start = file.read(4096)
    return BEGINNINGS[path.suffix.lower()] in start


def image_problems(
    folder: Path, images: list[Image], formats: tuple[Format, ...], source: Assembled
) -> Iterator[Problem]:
    for image in dict.fromkeys(images):
        code = _fault(folder, image, formats)
        if code:
            exact = () if image.described else (f"![]({image.target}",)
            file, line = source.place_of(*exact, f"]({image.target}", image.target)
            endings = " / ".join(dict.fromkeys(ENDINGS[each][0] for each in formats))
            yield problem(code, file=file, line=line, name=image.target, endings=endings)


def _fault(folder: Path, image: Image, formats: tuple[Format, ...]) -> str | None:
    if "://" in image.target or image.target.startswith(("data:", "//")):
        return "ENGINE-013"
    if not (folder / unquote(image.target)).resolve().is_relative_to(folder.resolve()):
        return "ENGINE-022"
    files = [file_for(folder, image.target, each) for each in formats]
    if None in files:
        return "ENGINE-011"
    if not all(is_picture(folder / each) for each in files if each):
        return "ENGINE-027"
    return None if image.described or "pdf" not in formats else "ENGINE-012"


def with_images(node: Any, folder: Path, format_: Format) -> Any:
    """The same document with the file of this format in each image."""
    if isinstance(node, list):
        return [with_images(child, folder, format_) for child in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") == "Image":
        attributes, caption, (target, title) = node["c"]
        return {"t": "Image", "c": [attributes, caption, [file_for(folder, target, format_) or target, title]]}
    return {key: with_images(child, folder, format_) for key, child in node.items()}
