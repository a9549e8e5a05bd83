"""A short conversation to code: two languages, an emoji, an abbreviation that ends no sentence."""

from __future__ import annotations

from evaluation.model import Code, Codebook, Localised, Source
from evaluation.study import open_study

TALK = """\
Ida: Da begynte vi i det små. Det ble færre møter 👍 hos oss.

Kari: Ho tykte ikkje det. Leiaren ringde kvar veke, bl.a. om vaktene.

Ida: Nei.
"""
BOOK = Codebook(
    name="bok",
    codes=(
        Code(
            name="tiltak",
            label=Localised(nb="Tiltak", nn="Tiltak", en="Measures"),
            definition=Localised(nb="Det som er gjort.", nn="Det som er gjort.", en="What was done."),
            colour="#117733",
        ),
        Code(name="oppfolging", label=Localised(nb="Oppfølging"), colour="#cc6677", parent="tiltak"),
    ),
)


def talked(folder):
    """A study with the conversation and a note, made in the folder."""
    from coding.transcripts import read

    (folder / "evaluation.yaml").write_text("title: Samtalen\nlanguages: [nb, nn, en]\n", encoding="utf-8")
    (folder / "samtale.txt").write_text(TALK, encoding="utf-8")
    study = open_study(folder)
    study.add(read(folder / "samtale.txt"))
    study.add(Source("notat", "Et notat. Det har to setninger."))
    study.import_codebook(BOOK)
    return folder
