"""A codebook in two branches, a text and codings on it."""

from __future__ import annotations

from pathlib import Path

from evaluation.model import Code, Codebook, Coding, Indicator, Localised, Source
from evaluation.study import Study, open_study

TEXT = "Vi satset på forebygging. Oppfølgingen tok tid. Lederen ringte hver uke. Legen svarte sent."
CODEBOOK = Codebook(
    name="bok",
    codes=(
        Code(name="tiltak", definition=Localised(nb="Det virksomheten gjør.")),
        Code(name="forebygging", parent="tiltak", indicators=Indicator(nb=("forebygg*",))),
        Code(name="oppfolging", parent="tiltak", definition=Localised(nb="Kontakt under fraværet.")),
        Code(name="lege", parent="oppfolging"),
        Code(name="roller"),
        Code(name="leder", parent="roller", parents=("tiltak",)),
    ),
)


def coded(folder: Path, *codings: Coding) -> Study:
    """A study in the folder with the codebook, one source called `a`, and these codings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evaluation.yaml").write_text("title: Prøve\n", encoding="utf-8")
    study = open_study(folder)
    study.add(Source("a", TEXT, language="nb"))
    study.import_codebook(CODEBOOK)
    if codings:
        study.add(codings)
    return study


def on(words: str, code: str, **values: str) -> Coding:
    start = TEXT.index(words)
    return Coding("a", start, start + len(words), code, **values)  # type: ignore[arg-type]


def paths(study: Study) -> list[str]:
    return [study.codebook.path(code.name) for code in study.codebook]
