"""The pictures, recordings and PDFs of a QualCoder project, with what is selected and coded in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coding.exchange.foreign import rows
from coding.exchange.foreign.codes import Key
from coding.exchange.foreign.gathering import Gathering
from coding.exchange.foreign.saying import Saying
from coding.exchange.guids import made_guid
from coding.exchange.project import Medium, MediumKind
from coding.exchange.qualcoder.tables import Shelf
from evaluation.errors import problem
from evaluation.store.foreign import Row, Tables

_KINDS: tuple[tuple[str, MediumKind], ...] = (("/images", "picture"), ("/audio", "audio"), ("/video", "video"))
_LINKED: Mapping[str, MediumKind] = {"images": "picture", "audio": "audio", "video": "video"}


@dataclass
class Media:
    """`guids`: a source's number → the GUID of its medium; codes: a code's number in the file → its GUID."""

    gathering: Gathering
    tables: Tables
    shelf: Shelf
    saying: Saying
    codes: Mapping[Key, str]

    def listed(self, texts: Mapping[str, str]) -> list[Medium]:
        """texts: GUID of a medium → that of the source that says its words."""
        return [self._medium(row, texts) for row in self.tables["source"] if self._kind(row) is not None]

    def guid(self, id_: int | None) -> str:
        """The GUID of the medium that a source is or has; empty where it is text alone."""
        row = self._sources.get(id_)
        return _guid(row) if row is not None and self._kind(row) is not None else ""

    def is_text(self, row: Row) -> bool:
        """Whether a source has words: a recording has none, a PDF has both."""
        return self._kind(row) in (None, "pdf")

    def transcript_of(self, id_: int) -> str:
        """The GUID of the recording whose words a text is."""
        row = self._transcribed.get(id_)
        return _guid(row) if row is not None and self._kind(row) is not None else ""

    @cached_property
    def _sources(self) -> dict[int | None, Row]:
        return {rows.number(row, "id"): row for row in reversed(self.tables["source"])}

    @cached_property
    def _transcribed(self) -> dict[int | None, Row]:
        return {rows.number(row, "av_text_id"): row for row in reversed(self.tables["source"])}

    @cached_property
    def _areas(self) -> dict[int | None, list[Row]]:
        return _by_source(self.tables.get("code_image", []))

    @cached_property
    def _stretches(self) -> dict[int | None, list[Row]]:
        return _by_source(self.tables.get("code_av", []))

    def _kind(self, row: Row) -> MediumKind | None:
        """What a source is beside a text; None for one that is nothing else."""
        path = rows.raw(row.get("mediapath"))
        for start, kind in _KINDS:
            if path.startswith(start):
                return kind
        linked = _LINKED.get(path.partition(":")[0])
        if linked is None and path.lower().endswith(".pdf"):
            return "pdf" if rows.number(row, "id") in self._areas else None
        return linked

    def _medium(self, row: Row, texts: Mapping[str, str]) -> Medium:
        kind = self._kind(row) or "picture"
        written, name = rows.raw(row.get("mediapath")), rows.name(row, "name")
        file = self.shelf.find(written)
        self.gathering.tell(kind, "kept" if file else "changed", "kept-apart" if file else "file-missing", example=name)
        if file is None:
            shown = rows.name(row, "mediapath")[:120] or "–"
            self.gathering.problems.append(
                problem("FOREIGN-012", file=self.gathering.file, severity="warning", name=name, path=shown)
            )
        id_, guid = rows.number(row, "id"), _guid(row)
        role = "Representation" if kind == "pdf" else "Transcript"
        content = {
            "description": rows.words(row, "memo"),
            "selections": self._selections(id_, kind),
            "texts": [{"guid": texts[guid], "role": role}] if guid in texts else [],
            "values": dict(self.saying.of("text", id_)) if id_ is not None else {},
            "by": self.gathering.by(rows.name(row, "owner")),
            "created": rows.moment(row, "date"),
        }
        return Medium(kind, name, guid, file, {key: value for key, value in content.items() if value})

    def _selections(self, id_: int | None, kind: MediumKind) -> list[dict[str, Any]]:
        timed = kind in ("audio", "video")
        found: list[dict[str, Any]] = []
        for row in (self._stretches if timed else self._areas).get(id_, []):
            place = _moments(row) if timed else _area(row, kind)
            code = self.codes.get(("code", rows.number(row, "cid") or 0))
            if None in place.values() or code is None:
                self.gathering.tell("coding", "dropped", "code-gone" if code is None else "place-none")
                continue
            coding = {"code": code, "by": self.gathering.by(rows.name(row, "owner")), "at": rows.moment(row, "date")}
            said = {"place": place, "description": rows.words(row, "memo")}
            number = rows.number(row, "avid" if timed else "imid")
            guid = made_guid("selection", self.gathering.program, kind, number, *place.values())
            own = made_guid("coding", guid, code, coding["by"])
            found.append({"guid": guid, **_told(said), "codings": [{"guid": own, **_told(coding)}]})
        self.gathering.tell("coding", "kept", "kept-apart", count=len(found))
        return found


def _guid(row: Row) -> str:
    return made_guid("medium", rows.name(row, "name"))


def _by_source(listed: list[Row]) -> dict[int | None, list[Row]]:
    found: dict[int | None, list[Row]] = {}
    for row in listed:
        found.setdefault(rows.number(row, "id"), []).append(row)
    return found


def _moments(row: Row) -> dict[str, int | None]:
    return {"begin": rows.number(row, "pos0"), "end": rows.number(row, "pos1")}


def _area(row: Row, kind: MediumKind) -> dict[str, int | None]:
    """Two corners from one corner, a width and a height."""
    left, top, width, height = (rows.number(row, each) for each in ("x1", "y1", "width", "height"))
    right = left + width if left is not None and width is not None else None
    bottom = top + height if top is not None and height is not None else None
    corners = {"firstX": left, "firstY": top, "secondX": right, "secondY": bottom}
    return {"page": rows.number(row, "pdf_page") or 0, **corners} if kind == "pdf" else corners


def _told(content: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in content.items() if value not in ("", None)}
