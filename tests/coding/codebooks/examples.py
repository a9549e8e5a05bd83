"""Codebooks of every kind, for round trips."""

from __future__ import annotations

from hypothesis import strategies as st

from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook, Indicator, Localised

# Control characters cannot stand in XML; a line end is the one that people write.
signs = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")) | st.sampled_from("\n=+-@;,'\"_xæøå")
texts = st.none() | st.text(signs, min_size=1, max_size=12).filter(str.strip)
localised = st.builds(Localised, nb=texts, nn=texts, en=texts) | st.sampled_from(["Plain", "=1+1", "[underveis]"]).map(
    Localised.model_validate
)
names = st.from_regex(r"[a-zæøå0-9=+@-]([a-zæøå0-9 .:;'=-]{0,8}[a-zæøå0-9;])?", fullmatch=True)
indicators = st.lists(
    st.sampled_from(["lege*", "!=no", "savn* <~3> *møte", "=yes", "on", "12", "a b", "!lege*"]), max_size=3, unique=True
).map(tuple)
guids = st.none() | st.uuids().map(str)


@st.composite
def codebooks(draw: st.DrawFn, least: int = 0) -> Codebook:
    drawn = draw(st.lists(names, unique=True, min_size=least, max_size=5))
    codes = []
    for number, name in enumerate(drawn):
        above = st.sampled_from(drawn[:number]) if number else st.nothing()
        parent = draw(st.none() | above)
        further = draw(st.lists(above, max_size=2, unique=True)) if number else []
        codes.append(
            Code(
                name=name,
                parent=parent,
                parents=tuple(each for each in further if each != parent),
                **{each: draw(localised) for each in ("label", "definition", "include", "exclude", "example")},
                colour=draw(st.sampled_from([None, "#332288", "#AAbb00"])),
                indicators=Indicator(**{language: draw(indicators) for language in LANGUAGES}),
                archived=draw(st.booleans()),
                version=draw(st.sampled_from([1, 2, 17])),
                guid=draw(guids),
            )
        )
    return Codebook(name=draw(names), title=draw(localised), version=draw(names), codes=tuple(codes))
