"""Projects and codebooks spoilt in every way hypothesis thinks of: each is read or refused, and no store is changed.

A mutation cuts, doubles, moves or nests elements, puts hostile words into attributes and texts, and flips, cuts or adds
bytes of the archive itself. What can be read is brought into a study now and then; what is refused leaves the study as
it was. The figure is how many inputs ended in anything but a project or a message.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from lxml import etree
from measuring import figure, tell

from coding.codebook import import_codebook
from coding.exchange.exporting import export_file
from coding.exchange.formats import qdpx
from coding.exchange.importing import import_file
from evaluation.app.templates import create
from evaluation.errors import EvaluationError
from evaluation.memos import add_memo
from evaluation.model import Code, Codebook, Coding, Memo, Source
from evaluation.study import Study, open_study

INPUTS, FEW = 10_000, 200
IMPORTED = 25  # of those that can be read, one in so many is brought into a study
HOSTILE = [
    "", " ", "-1", "0", "99999999999999999999999", "NaN", "1e9", "0x10", "true", "None", "{}",
    "../../../etc/passwd", "/etc/passwd",
    "internal://../x", "http://example.org/a.txt", "file:///etc/passwd", "a" * 5000, "\u202eabc", "🙂" * 50, "%s%n",
    "{00000000-0000-0000-0000-000000000000}", "00000000-0000-0000-0000-000000000000", "<![CDATA[", "]]>", "&lt;", "CON",
    "kode/med/skråstrek", "\t\n", "#GGGGGG", "2026-13-45T99:99:99Z",
]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--small", action="store_true")
    warnings.filterwarnings("ignore", "Duplicate name")
    inputs = FEW if parser.parse_args().small else INPUTS
    with TemporaryDirectory(prefix="underveis-") as folder:
        set_hypothesis_home_dir(Path(folder) / "hypothesis")
        fuzz = Fuzz(Path(folder))
        fuzz.run(inputs)
    ended = {"read": fuzz.ended["read"], "imported": fuzz.ended["imported"], "refused": fuzz.ended["refused"]}
    told = figure(
        "spoilt projects and codebooks that end in a traceback",
        limit=1,
        ours=fuzz.ended["broken"],
        peer=None,
        unit="inputs",
        inputs=inputs,
        **ended,
        changed_store=fuzz.ended["changed"],
    )
    tell(told)
    sys.exit(1 if fuzz.ended["broken"] or fuzz.ended["changed"] else 0)


class Fuzz:
    """The studies and files that inputs are made of, and how each ended."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ended: Counter[str] = Counter()
        self.study = open_study(create(folder / "study", "focus-group"))
        self.project = _exported(open_study(create(folder / "origin", "focus-group")), folder / "base.qdpx")
        self.codebook = folder / "base.qdc"
        from coding.codebook import write_codebook

        write_codebook(_codebook(), self.codebook)

    def run(self, inputs: int) -> None:
        @seed(2026)
        @settings(
            max_examples=inputs,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(st.integers(0, 2**32), st.integers(1, 6), st.booleans(), st.sampled_from(HOSTILE), st.text(max_size=20))
        def one(number: int, changes: int, codebook: bool, hostile: str, drawn: str) -> None:  # noqa: FBT001
            self.take(random.Random(number), changes, codebook=codebook, words=[hostile, drawn])

        one()

    def take(self, chance: random.Random, changes: int, *, codebook: bool, words: list[str]) -> None:
        base = self.codebook if codebook else self.project
        file = self.folder / f"spoilt{base.suffix}"
        file.write_bytes(_spoilt(base.read_bytes(), chance, changes, words, zipped=not codebook))
        try:
            if codebook:
                import_codebook(file)
            else:
                qdpx.read(file)
            self.ended["read"] += 1
            if not codebook and chance.randrange(IMPORTED) == 0:
                self.bring_in(file)
        except EvaluationError as error:
            str(error)
            self.ended["refused"] += 1
        except Exception:  # noqa: BLE001  # this is what is looked for
            self.ended["broken"] += 1
            (
                Path(os.environ.get("UNDERVEIS_FUZZ", self.folder)) / f"broken-{self.ended['broken']}{base.suffix}"
            ).write_bytes(file.read_bytes())
            traceback.print_exc(file=sys.stderr)

    def bring_in(self, file: Path) -> None:
        """An import that is taken back leaves the store as it was; one that is refused leaves no file either."""
        before = _state(self.study)
        try:
            import_file(self.study, file)
        except EvaluationError:
            self.ended["changed"] += _state(self.study) != before
            raise
        self.ended["imported"] += 1
        self.study.undo()
        self.ended["changed"] += _state(self.study)[:-1] != before[:-1]


def _spoilt(content: bytes, chance: random.Random, changes: int, words: list[str], *, zipped: bool) -> bytes:
    if chance.randrange(10) == 0:
        return _flipped(content, chance, changes)
    if not zipped:
        return _spoilt_xml(content, chance, changes, words)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            part = archive.read(name)
            if name.endswith(".qde"):
                part = _spoilt_xml(part, chance, changes, words)
            elif name.endswith(".json") and chance.random() < 0.6:
                part = b"" if chance.random() < 0.5 else _flipped(part, chance, changes)
            elif chance.random() < 0.1:
                part = _flipped(part, chance, 2)
            if part or chance.random() < 0.7:
                other = chance.choice(words).replace("\0", "?") or "x"
                target.writestr(name if chance.random() < 0.97 else other, part)
    return out.getvalue()


def _flipped(content: bytes, chance: random.Random, changes: int) -> bytes:
    changed = bytearray(content)
    for _ in range(changes):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(3):
            case 0:
                del changed[at : at + chance.randrange(1, 200)]
            case 1:
                changed[at:at] = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 20)))
            case _ if changed:
                changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _spoilt_xml(content: bytes, chance: random.Random, changes: int, words: list[str]) -> bytes:
    root = etree.fromstring(content)
    for _ in range(changes):
        listed = [each for each in root.iter() if isinstance(each.tag, str)]
        chance.choice(CHANGES)(chance.choice(listed), chance.choice(listed), chance, words)
    return etree.tostring(root)


def _cut(one: Any, _other: Any, _chance: random.Random, _words: list[str]) -> None:
    if one.getparent() is not None:
        one.getparent().remove(one)


def _double(one: Any, other: Any, _chance: random.Random, _words: list[str]) -> None:
    if len(other.getroottree().findall(".//*")) < 3000:
        other.append(etree.fromstring(etree.tostring(one)))


def _say(one: Any, _other: Any, chance: random.Random, words: list[str]) -> None:
    names = [*one.attrib, "guid", "name", "startPosition", "targetGUID", "path"]
    _write(lambda said: one.set(chance.choice(names), said), chance.choice(words))


def _swap(one: Any, other: Any, _chance: random.Random, _words: list[str]) -> None:
    for name in set(one.attrib) & set(other.attrib):
        one.attrib[name], other.attrib[name] = other.attrib[name], one.attrib[name]


def _text(one: Any, _other: Any, chance: random.Random, words: list[str]) -> None:
    _write(lambda said: setattr(one, "text", said), chance.choice(words))


def _forget(one: Any, _other: Any, chance: random.Random, _words: list[str]) -> None:
    if one.attrib:
        del one.attrib[chance.choice(list(one.attrib))]


def _rename(one: Any, other: Any, _chance: random.Random, _words: list[str]) -> None:
    one.tag = other.tag


CHANGES: list[Callable[[Any, Any, random.Random, list[str]], None]] = [
    _cut,
    _double,
    _say,
    _say,
    _swap,
    _text,
    _forget,
    _rename,
]


def _write(put: Callable[[str], None], said: str) -> None:
    """Put words into the XML, without what it cannot hold: hostile files are valid ones."""
    try:
        put(said)
    except ValueError:
        put("?")


def _codebook() -> Codebook:
    codes = (
        Code(name="hjelp", colour="#112233"),
        Code(name="tillit", parent="hjelp"),
        Code(name="tid", parents=("hjelp",)),
    )
    return Codebook(name="egen", codes=codes)


def _exported(study: Study, file: Path) -> Path:
    study.import_codebook(_codebook())
    study.add([Source("samtale", "Vi fikk hjelp 🙂 av naboen.\nDet var fint.\n" * 3), Source("notat", "Et notat.")])
    study.add(
        [Coding("samtale", at, at + 9, code, "ida", note="Hm") for at in (0, 9, 30) for code in ("hjelp", "tillit")]
    )
    add_memo(study, Memo("På ord.", on="source", on_id="samtale", start=0, end=5))
    export_file(study, file)
    import_file(study, _with_media(file))
    export_file(study, file.with_name("full.qdpx"))
    return file.with_name("full.qdpx")


def _with_media(file: Path) -> Path:
    """The same with a picture, a recording with its transcript, a case, a link, a set and a graph."""

    def guid(number: int) -> str:
        return f"{number:08x}-0000-4000-8000-000000000000"

    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith(".json")}
    root = etree.fromstring(parts["project.qde"])
    code = root.find(".//{*}Code").get("guid")
    coding = f'<Coding guid="{guid(1)}"><CodeRef targetGUID="{code}"/></Coding>'
    value = f'<VariableValue><VariableRef targetGUID="{guid(2)}"/><IntegerValue>4</IntegerValue></VariableValue>'
    place = 'firstX="1" firstY="2" secondX="3" secondY="4"'
    picture = f'<PictureSelection guid="{guid(5)}" {place}>{coding}</PictureSelection>'
    points = f'<SyncPoint guid="{guid(8)}" position="0" timeStamp="0"/><SyncPoint guid="{guid(9)}" position="3"/>'
    spoken = f'<TranscriptSelection guid="{guid(10)}" fromSyncPoint="{guid(8)}" toSyncPoint="{guid(9)}"/>'
    transcript = (
        f'<Transcript guid="{guid(7)}"><PlainTextContent>Ord her.</PlainTextContent>{points}{spoken}</Transcript>'
    )
    added = (
        '<a xmlns="urn:QDA-XML:project:1.0">'
        f'<Variables><Variable guid="{guid(2)}" name="alder" typeOfVariable="Integer"/></Variables>'
        f'<Cases><Case guid="{guid(3)}" name="Ada">{value}</Case></Cases>'
        f'<Sources><PictureSource guid="{guid(4)}" name="b" path="internal://b.png">{picture}</PictureSource>'
        f'<AudioSource guid="{guid(6)}" name="lyd">{transcript}</AudioSource></Sources>'
        f'<Links><Link guid="{guid(11)}" originGUID="{code}" targetGUID="{guid(4)}"/></Links>'
        f'<Sets><Set guid="{guid(12)}" name="s"><MemberCode targetGUID="{code}"/></Set></Sets>'
        f'<Graphs><Graph guid="{guid(13)}"><Vertex guid="{guid(14)}" firstX="1" firstY="1"/></Graph></Graphs></a>'
    )
    sources = root.find("{*}Sources")
    for each in etree.fromstring(added):
        if each.tag == sources.tag:
            sources.extend(list(each))
        else:
            root.append(each)
    target = file.with_name("media.qdpx")
    with zipfile.ZipFile(target, "w") as archive:
        for name, part in {**parts, "project.qde": etree.tostring(root), "sources/b.png": b"bilde"}.items():
            archive.writestr(name, part)
    return target


def _state(study: Study) -> tuple[Any, ...]:
    files = sorted(each.name for each in (study.folder / "sources").iterdir())
    return (len(study.codings()), [each.name for each in study.list_sources()], study.has_codebook(), files)


if __name__ == "__main__":
    main()
