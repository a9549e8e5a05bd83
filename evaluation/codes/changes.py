"""A codebook changed: pure functions from the codebook there was to the one there is to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pydantic import ValidationError

from evaluation.errors import fail
from evaluation.language import LANGUAGES
from evaluation.model import Code, Codebook, Indicator
from evaluation.model.code_tree import Place, above, below, branch, parents_first, placed
from evaluation.model.guid import guids
from evaluation.settings.nearness import nearest


def find(codebook: Codebook, name: str) -> Code:
    """The code of this name. A misspelled name raises an error that suggests the nearest."""
    if name in codebook:
        return codebook.code(name)
    known = [code.name for code in codebook]
    raise fail("CODEBOOK-001", name=name, known=", ".join(nearest(name, known) or known[:8]) or "–")


def created(codebook: Codebook, code: Code, place: Place) -> Codebook:
    """With a new code at a place."""
    new = _named(code, code.name)
    _refuse_taken(codebook, new.name)
    for name in (place.under, place.before, place.after, *code.parents):
        if name is not None:
            find(codebook, name)
    return _with(codebook, placed([*codebook, new], new.name, place))


def renamed(codebook: Codebook, old: str, new: str) -> Codebook:
    """With a code under another name; what other programs know it by stays the same."""
    code = find(codebook, old)
    named = _named(code, new).model_copy(update={"guid": guids(codebook)[old]})
    if named.name == old:
        return codebook
    _refuse_taken(codebook, named.name)
    return _with(codebook, (_repointed(named if each is code else each, {old: named.name}) for each in codebook))


def moved(codebook: Codebook, name: str, place: Place) -> Codebook:
    """With a code, and all under it, elsewhere."""
    find(codebook, name)
    beside = place.before or place.after
    under = find(codebook, beside).parent if beside else place.under
    for other in (under, beside):
        _refuse_circle(codebook, name, other)
    return _with(codebook, placed(codebook, name, place))


def related(codebook: Codebook, name: str, *, also: Collection[str] = (), no_longer: Collection[str] = ()) -> Codebook:
    """With a code under further parents, or no longer under some it had."""
    code = find(codebook, name)
    for parent in also:
        find(codebook, parent)
        _refuse_circle(codebook, name, parent)
    for parent in no_longer:
        if parent not in code.parents:
            raise fail("CODEBOOK-008", name=name, parent=parent, known=", ".join(code.parents) or "–")
    wanted = [each for each in (*code.parents, *also) if each not in no_longer and each != code.parent]
    return replaced(codebook, code.model_copy(update={"parents": tuple(dict.fromkeys(wanted))}))


def merged(codebook: Codebook, names: Sequence[str], into: str, *, indicators: bool = False) -> Codebook:
    """Without the codes `names`: what stood under them stands under `into`, which keeps its own definition.

    indicators: let `into` have their indicators too, so that coding by rule finds what it found before.
    """
    survivor = find(codebook, into)
    for name in names:
        find(codebook, name)
        if name == into or into in below(codebook, name):
            raise fail("CODEBOOK-005", name=name, into=into)
    to = dict.fromkeys(names, into)
    if indicators:
        gone = [codebook.code(name) for name in names]
        codebook = replaced(codebook, survivor.model_copy(update={"indicators": _joined([survivor, *gone])}))
    return _with(codebook, parents_first(_repointed(code, to) for code in codebook if code.name not in to))


def archived(codebook: Codebook, names: Iterable[str], *, away: bool) -> Codebook:
    """With codes, and all under them, put away or taken out again; what comes out brings those over it along."""
    touched: set[str] = set()
    for name in names:
        find(codebook, name)
        touched.update(branch(codebook, name), () if away else above(codebook, name))
    changed = (code.model_copy(update={"archived": away}) if code.name in touched else code for code in codebook)
    return _with(codebook, changed)


def replaced(codebook: Codebook, code: Code) -> Codebook:
    """With another content of the code of this name; its place, parents and version stay."""
    find(codebook, code.name)
    return _with(codebook, (code if each.name == code.name else each for each in codebook))


def _with(codebook: Codebook, codes: Iterable[Code]) -> Codebook:
    return codebook.model_copy(update={"codes": tuple(codes)})


def _named(code: Code, name: str) -> Code:
    try:
        return Code.model_validate({**code.model_dump(), "name": name.strip()})
    except ValidationError as error:
        raise fail("CODEBOOK-003", name=name) from error


def _refuse_taken(codebook: Codebook, name: str) -> None:
    if name in codebook:
        raise fail("CODEBOOK-002", name=name, path=codebook.path(name))


def _refuse_circle(codebook: Codebook, name: str, other: str | None) -> None:
    if other is None:
        return
    find(codebook, other)
    if other == name or other in below(codebook, name):
        raise fail("CODEBOOK-004", name=name, other=other)


def _repointed(code: Code, to: dict[str, str]) -> Code:
    """The code with other names for its parents, none of them twice and none its own."""
    parent = to.get(code.parent, code.parent) if code.parent else None
    further = dict.fromkeys(to.get(each, each) for each in code.parents)
    parents = tuple(each for each in further if each not in (parent, code.name))
    return code.model_copy(update={"parent": parent, "parents": parents})


def _joined(codes: Sequence[Code]) -> Indicator:
    """Their indicators in order, without the exclusions that one of them makes of another's."""
    found = {}
    for language in LANGUAGES:
        written = dict.fromkeys(each for code in codes for each in getattr(code.indicators, language))
        found[language] = tuple(each for each in written if each.removeprefix("!") not in written or each[0] != "!")
    return Indicator(**found)
