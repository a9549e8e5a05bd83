"""Our Norwegian stems are those of NLTK's Snowball."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nltk.stem.snowball import NorwegianStemmer

from coding.text.norwegian_stems import norwegian_stem

SAMPLE = Path(__file__).parents[2] / "evaluation" / "app" / "demo" / "sample"
NLTK = NorwegianStemmer()
ENDINGS = """
    hetenes endes ande erte ert ede ens ers het ast en as es a e s ks sks dt vt hetslov eleg elig elov slov leg eig lig
    els lov ig t er
    """.split()  # noqa: SIM905


@pytest.mark.parametrize(
    ("word", "stem"),
    [("havnedistriktets", "havnedistrikt"), ("opninga", "opning"), ("opningsbalanse", "opningsbalans")],
)
def test_the_published_examples(word: str, stem: str) -> None:
    assert norwegian_stem(word) == stem


@example("abs", [])
@example("oss", ["ks"])
@given(st.text(alphabet="abdeghiklnorstvyæøå-'", max_size=7), st.lists(st.sampled_from(ENDINGS), max_size=3))
def test_made_up_words(beginning: str, endings: list[str]) -> None:
    word = beginning + "".join(endings)
    assert norwegian_stem(word) == NLTK.stem(word)


def test_every_word_of_the_sample() -> None:
    texts = [file.read_text(encoding="utf-8") for file in SAMPLE.rglob("*") if file.suffix in (".txt", ".md", ".yaml")]
    words = {word.lower() for text in texts for word in re.findall(r"\w+", text)}
    assert len(words) > 500
    assert {word for word in words if norwegian_stem(word) != NLTK.stem(word)} == set()


def test_neither_coding_nor_searching_in_norwegian_waits_for_nltk_to_load() -> None:
    program = (
        "import sys; from coding.rules.rulebook import rulebook; from coding import schemes, retrieval; "
        "from coding.text.sentences import sentences; rulebook(schemes.load('ia-agreement'), ('nb', 'nn')); "
        "sentences('Vi prøvde. så gikk det bra. Ja!'); print('nltk' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
