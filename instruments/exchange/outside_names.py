"""Names and codes as another program takes them: told apart, and told to the user."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from evaluation.errors import Problem, problem
from instruments.show_if.dialect import write
from instruments.show_if.normal import Both, Chosen, Either, Empty, Filled, Normal, certainly
from instruments.show_if.subjects import Subject, Subjects
from instruments.show_if.targets import dialects
from instruments.show_if.tree import Condition, Value


def fitted(wanted: Iterable[str], shape: Callable[[str], str], longest: int) -> dict[str, str]:
    """Each name as `shape` makes it; those that become alike, upper and lower case apart, get a number."""
    listed = list(dict.fromkeys(wanted))
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(listed, key=lambda each: shape(each)[:longest] != each):
        base = shape(name)[:longest] or "q"
        made, number = base, 2
        while made.lower() in taken:
            made = f"{base[: longest - len(str(number))]}{number}"
            number += 1
        taken.add(made.lower())
        found[name] = made
    return {name: found[name] for name in listed}


def told_renamed(names: Mapping[str, str], program: str) -> Iterator[Problem]:
    """One note with every name that is another there."""
    changed = [f"{name} → {made}" for name, made in names.items() if name != made]
    if changed:
        yield problem("FORM-050", severity="note", program=program, n=len(changed), names=", ".join(changed))


@dataclass(frozen=True, slots=True)
class Renaming:
    """`ranked`: what says that a ranking is answered; `codes` by variable, where a code cannot stay."""

    target: str
    subjects: Subjects
    names: Mapping[str, str]
    codes: Mapping[str, Mapping[int, int]]
    ranked: Callable[[Subject], tuple[Subject, ...]]

    def compiled(self, condition: Condition) -> str:
        return write(self._renamed(certainly(condition, self.subjects)), dialects()[self.target])

    def _renamed(self, normal: Normal) -> Normal:
        if isinstance(normal, Both | Either):
            return type(normal)(tuple(self._renamed(each) for each in normal.parts))
        if isinstance(normal, Filled | Empty) and normal.subject.kind == "words":
            listed = tuple(type(normal)(each) for each in self.ranked(normal.subject))
            if listed:
                return Either(listed) if isinstance(normal, Filled) else Both(listed)
        renamed = replace(normal, subject=self._subject(normal.subject))
        if isinstance(normal, Chosen) and isinstance(renamed, Chosen):
            return replace(renamed, codes=tuple(self._code(normal.subject, each) for each in normal.codes))
        return renamed

    def _subject(self, subject: Subject) -> Subject:
        codes, missing = (tuple(int(self._code(subject, each)) for each in listed)
                          for listed in (subject.codes, subject.missing))  # fmt: skip
        grid = self.names[subject.grid] if subject.grid else None
        return replace(subject, variable=self.names[subject.variable], grid=grid, codes=codes, missing=missing)

    def _code(self, subject: Subject, code: Value) -> Value:
        own = self.codes.get(subject.grid or subject.variable, {})
        return own.get(code, code) if isinstance(code, int) else code
