"""Invented interviews for the benchmarks: the same words for the same number, on every machine."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

TURNS = 200
SPEAKERS = ("Moderator", "Informant 1 (helse)", "Informant 2 (lager)", "Informant 3 (hotell)", "Informant 4 (renhold)")
# Word lists of our own. The commonest words come several times, so that the text is as repetitive as speech is.
SMALL = (
    """
    det er vi har ikke og på som for jeg med til at en av den så de men da hos oss noe litt kan må blir fikk når
    etter før også bare mer hele selv uten mellom alle noen hver mange
    """.split()  # noqa: SIM905
    * 3
)
NOUNS = """
    turnus sykefravær leder avdeling uke kollega verneombud avtale kontaktperson møte skift samtale plan skjema
    lege vikar opplæring løft pause oppgave tillitsvalgt egenmelding sykmelding tilrettelegging lærling språk
    praksisplass senior budsjett kunde rutine bedriftshelsetjeneste arbeidsmiljø lager kjøkken trapp kveld vinter
    """.split()  # noqa: SIM905
ENDINGS = ("", "en", "er", "ene", "s")
VERBS = """
    prøver snakker ringer følger forebygger skriver spør venter deler bærer løser bytter tenker merker begynner
    slutter lærer savner trenger endrer planlegger bruker
    """.split()  # noqa: SIM905
OTHERS = """
    tidlig sent gradert vanskelig enkelt bedre dårlig ofte sjelden tungt ærlig uenig trygg ny gammel travel stille
    forebyggende inkluderende utvidet hjemme ute
    """.split()  # noqa: SIM905
WORD_ENDS = ("nær", "sam", "mot", "hel", "over", "del", "fast", "mid", "rund", "lang", "bred", "topp")


@dataclass(frozen=True, slots=True)
class Said:
    """One turn: when in the recording it begins, in seconds, and who says what."""

    seconds: int
    speaker: str
    words: str

    @property
    def clock(self) -> str:
        return f"{self.seconds // 3600:02d}:{self.seconds // 60 % 60:02d}:{self.seconds % 60:02d}"


def conversation(number: int, words: int, turns: int = TURNS) -> Iterator[Said]:
    """Conversation `number` of about so many words, two words a second."""
    chance = random.Random(number)
    seconds = 0
    for turn in range(turns):
        length = max(3, round(words / turns * chance.uniform(0.4, 1.6)))
        speaker = SPEAKERS[0] if turn % 5 == 0 else chance.choice(SPEAKERS[1:])
        yield Said(seconds, speaker, " ".join(_sentences(chance, length)))
        seconds += length // 2


def _sentences(chance: random.Random, words: int) -> Iterator[str]:
    while words > 0:
        length = min(words, chance.randint(4, 22))
        sentence = " ".join(_word(chance) for _ in range(length))
        yield sentence[:1].upper() + sentence[1:] + chance.choices(".?!", (8, 1, 1))[0]
        words -= length


def _word(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.5:
        return chance.choice(SMALL)
    if kind < 0.72:
        return chance.choice(NOUNS) + chance.choice(ENDINGS)
    if kind < 0.94:
        return chance.choice(VERBS if kind < 0.84 else OTHERS)
    # Rare words: compounds, as Norwegian makes them, most of them met once.
    return chance.choice(WORD_ENDS) + chance.choice(NOUNS) + chance.choice(NOUNS) + chance.choice(ENDINGS)


def as_text(said: Iterator[Said]) -> str:
    return "\n\n".join(f"[{each.clock}] {each.speaker}: {each.words}" for each in said) + "\n"


def write_texts(folder: Path, number: int, words: int) -> list[Path]:
    folder.mkdir(parents=True)
    files = [folder / f"samtale-{each:03d}.txt" for each in range(number)]
    for each, file in enumerate(files):
        file.write_text(as_text(conversation(each, words)), encoding="utf-8", newline="\n")
    return files


def write_pages(folder: Path, number: int, words: int) -> list[Path]:
    """HTML pages, a paragraph for each turn."""
    folder.mkdir(parents=True)
    files = [folder / f"samtale-{each:03d}.html" for each in range(number)]
    for each, file in enumerate(files):
        said = conversation(each, words)
        paragraphs = "\n".join(f"<p>[{it.clock}] {it.speaker}: {escape(it.words)}</p>" for it in said)
        file.write_text(f"<html><body>\n{paragraphs}\n</body></html>\n", encoding="utf-8", newline="\n")
    return files


def write_documents(folder: Path, number: int, words: int) -> list[Path]:
    """Word documents: the time and the speaker in bold, then the words, a paragraph for each turn."""
    folder.mkdir(parents=True)
    blank = _blank_document(folder)
    files = [folder / f"samtale-{each:03d}.docx" for each in range(number)]
    for each, file in enumerate(files):
        paragraphs = "".join(map(_paragraph, conversation(each, words)))
        _write_document(file, blank, paragraphs)
    return files


def _blank_document(folder: Path) -> dict[str, bytes]:
    """The parts of an empty document as python-docx makes it: styles, settings, theme and all."""
    from docx import Document

    file = folder / "blank.docx"
    Document().save(str(file))
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file.unlink()
    return parts


def _write_document(file: Path, blank: dict[str, bytes], paragraphs: str) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in blank.items():
            written = content
            if name == "word/document.xml":
                written = content.replace(b"<w:sectPr", paragraphs.encode() + b"<w:sectPr", 1)
            archive.writestr(zipfile.ZipInfo(name, (2026, 4, 22, 9, 0, 0)), written, zipfile.ZIP_DEFLATED)


def _paragraph(said: Said) -> str:
    label, words = escape(f"[{said.clock}] {said.speaker}:"), escape(f" {said.words}")
    return (
        f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{label}</w:t></w:r>"
        f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )
