"""Where the figures, tables and quotes of a report come from: written with it, and looked up by their ids."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from evaluation.errors import fail
from evaluation.settings.nearness import near
from evaluation.sources.received import sha256_of
from evaluation.study import Study
from reports.evidence import Quote
from reports.facts import Facts, gather
from reports.files import FOLDER, GENERATED, REPORT, report_folder
from reports.following.evidence import KINDS, find_evidence, plain_key

NAME = f"{GENERATED}/origins.json"
Kind = Literal["survey-figure", "survey-response", "quote", "follow-up", "material", "finding"]
_FINDING = re.compile(r"(finding|evidence|recommendation)[-:](\d+)")


@dataclass(frozen=True)
class Origin:
    """What one thing in the report rests on; `details` are plain, as JSON has them."""

    id: str
    kind: Kind
    caption: str
    details: Mapping[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        return {"id": self.id, "kind": self.kind, "caption": self.caption, **self.details}


@dataclass(frozen=True)
class Explained:
    """An origin, and whether the data are still those it was made from."""

    origin: Origin
    stale: bool

    def as_dict(self) -> dict[str, Any]:
        return {**self.origin.as_dict(), "stale": self.stale}


def origins_file(origins: Iterable[Origin]) -> bytes:
    listed = [asdict(each) for each in origins]
    return (json.dumps(listed, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def quote_origins(quoted: Iterable[Quote], facts: Facts, nameless: Collection[int] = ()) -> Iterable[Origin]:
    """Each quote by the id of the coding it is shown for. What its source is called is told when somebody asks, since
    the name of a file may be a person's. nameless: codings whose quotes were chosen by what their speaker answered."""
    listed = list(quoted)
    shown = facts.codings[facts.codings["id"].isin([each.coding for each in listed])]
    codings = {int(row["id"]): row for row in shown[["id", "code", "origin"]].to_dict("records")}
    hashes = {each.name: each.sha256 for each in facts.sources}
    for each in listed:
        row = codings.get(each.coding, {})
        details = {
            "theme": each.theme,
            "words": each.words,
            "start": each.start,
            "end": each.end,
            "coding": each.coding,
            "code": str(row.get("code", "")),
            "origin": str(row.get("origin", "")),
            "question": each.question or "",
            "attribution": "" if each.coding in nameless else facts.attribution(each.participant),
            "sha256": hashes.get(each.source, ""),
        }
        yield Origin(
            f"quote-{each.coding}" if each.coding else f"evidence-{each.evidence}", "quote", each.words, details
        )


def read_origins(study: Study, folder: str = FOLDER) -> tuple[Origin, ...]:
    """Those of the report as it was last renewed. Raises REPORT-001 without one, CHAPTER-021 before its renewal."""
    place = report_folder(study, folder)
    if not (place / REPORT).is_file():
        raise fail("REPORT-001", file=place / REPORT)
    try:
        return TypeAdapter(tuple[Origin, ...]).validate_json((place / NAME).read_bytes())
    except (OSError, ValidationError) as error:
        raise fail("CHAPTER-021", file=place / NAME) from error


def explain(study: Study, id_: str, folder: str = FOLDER) -> Explained:
    """What an id of the report in the folder rests on; `fig-` or `tbl-` before it is fine.

    `conclusion:12`, `action:7`, `task:34` and `report:ROUND/PARTY` are rows of the follow-up; `finding-3`, `evidence-8`
    and `recommendation-2` lead to a finding. Raises CHAPTER-020 with the nearest id, ROUNDS-014 for such a row and
    FINDING-001 or 009 for such a finding that is not there.
    """
    if own := _FINDING.fullmatch(id_.lstrip("#@").lower()):
        return _of_finding(study, own[1], int(own[2]))
    if (plain := plain_key(id_)).partition(":")[0] in KINDS and ":" in plain:
        return Explained(_followed(study, plain), stale=False)
    origins = read_origins(study, folder)
    wanted = id_.lstrip("@").removeprefix("fig-").removeprefix("tbl-").lower()
    wanted = f"quote-{wanted}" if wanted.isdigit() else wanted
    for each in origins:
        if each.id == wanted:
            return _of_quote(each, study) if each.kind == "quote" else _of_data(each, study, folder)
    raise fail("CHAPTER-020", name=id_, known=near(wanted, [each.id for each in origins]))


def _followed(study: Study, key: str) -> Origin:
    """A conclusion, an action point, a task or a party's report, with the words it rests on."""
    found = find_evidence(study, key)
    place = (found.source, found.start, found.end)
    text = study.source(found.source).text[found.start : found.end] if found.source and found.end else found.words
    details = dict(zip(("source", "start", "end"), place, strict=True)) | {"words": text, "date": found.day}
    return Origin(key, "follow-up", found.title, details)


def _of_quote(origin: Origin, study: Study) -> Explained:
    """A quote with its source, and whether its words still stand there."""
    name = next((each.source for each in study.codings() if each.id == origin.details["coding"]), "")
    told = replace(origin, details={**origin.details, "source": name})
    place = slice(int(origin.details["start"]), int(origin.details["end"]))
    words = " ".join(study.source(name).text[place].split()) if name else ""
    return Explained(told, words != origin.details["words"])


def _of_finding(study: Study, kind: str, number: int) -> Explained:
    """A finding with all it rests on, as that is now; it is out of date where some of that has changed."""
    from reports.findings.explaining import explained_finding

    id_, caption, details = explained_finding(study, kind, number)
    changed = any(each["status"] != "same" for each in details["evidence"])
    return Explained(Origin(id_, "finding", caption, details), stale=changed)


def _of_data(origin: Origin, study: Study, folder: str) -> Explained:
    """A figure or table; the texts it rests on with what they are called."""
    names = {each.sha256: each.name for each in study.list_sources()}
    texts = [{**each, "source": names.get(each["sha256"], "")} for each in origin.details.get("texts", ())]
    told = replace(origin, details={**origin.details, "texts": texts}) if texts else origin
    return Explained(told, _is_stale(origin, study, folder))


def _is_stale(origin: Origin, study: Study, folder: str) -> bool:
    """Whether the data file is another than it was, or what was counted in the study."""
    if origin.kind == "material":
        return _digest(origin, study, folder) != str(origin.details["digest"])
    kept = origin.details["data"]
    if not kept["file"]:
        return False
    file: Path = study.folder / kept["file"]
    return not file.is_file() or sha256_of(file) != kept["sha256"]


def _digest(origin: Origin, study: Study, folder: str) -> str:
    """What it rests on now, as a hash: of what a part of the template tells, that is what the table says."""
    from reports.material import digest_of, is_of_part, tables_of
    from reports.update import report_language, tell_parts

    place = report_folder(study, folder)
    facts = gather(study, report_language(place, study), place / REPORT)
    if not is_of_part(origin.id):
        return digest_of(origin.id, facts)
    told = tables_of(tell_parts(study, facts, place)).get(origin.id)
    return told.digest if told else ""
