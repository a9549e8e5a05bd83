"""Reads a condition: `a_1 = 2 and not (answered(b) or count(c) >= 3)`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from instruments.show_if.faults import Unreadable
from instruments.show_if.lexer import Token, tokens
from instruments.show_if.tree import (
    And,
    Answered,
    Compare,
    Comparison,
    Condition,
    Count,
    Literally,
    Name,
    Not,
    Or,
    Within,
)

DEEPEST = 40
COMPARISONS: dict[str, Comparison] = {each: each for each in ("=", "!=", "<", "<=", ">", ">=")}


def parse(text: str) -> Condition:
    """The condition as a tree. Raises Unreadable with the column, what was found there and what was expected.

    or, and, not bind in this order, the loosest first; parentheses as usual.
    """
    return _Reading(list(tokens(text))).whole()


class _Reading:
    """Takes one word or sign after the other."""

    def __init__(self, listed: list[Token]) -> None:
        self.listed = listed
        self.place = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.listed[self.place]

    def whole(self) -> Condition:
        found = self.alternatives()
        if self.here.kind != "end":
            raise self.unexpected("and_or_end")
        return found

    def alternatives(self) -> Condition:
        parts = self.joined("or", self.conjunction)
        return parts[0] if len(parts) == 1 else Or(parts)

    def conjunction(self) -> Condition:
        parts = self.joined("and", self.negation)
        return parts[0] if len(parts) == 1 else And(parts)

    def joined(self, word: str, part: Callable[[], Condition]) -> tuple[Condition, ...]:
        parts = [part()]
        while self.took(word):
            parts.append(part())
        return tuple(parts)

    def negation(self) -> Condition:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("ROUTE-003", self.here.at, most=DEEPEST)
        found = Not(self.negation()) if self.took("not") else self.statement()
        self.depth -= 1
        return found

    def statement(self) -> Condition:
        if self.took("("):
            found = self.alternatives()
            self.expect(")")
            return found
        if self.took("answered"):
            return Answered(self.in_brackets())
        if self.took("count"):
            name = self.in_brackets()
            return Count(name, self.comparison(), self.value("number"))
        if self.here.kind != "name":
            raise self.unexpected("statement")
        return self.about(self.name())

    def about(self, name: Name) -> Condition:
        if self.took("not"):
            self.expect("in")
            return Not(Within(name, self.values()))
        if self.took("in"):
            return Within(name, self.values())
        return Compare(name, self.comparison(), self.value("value"))

    def in_brackets(self) -> Name:
        self.expect("(")
        name = self.name()
        self.expect(")")
        return name

    def name(self) -> Name:
        token = self.here
        if token.kind != "name":
            raise self.unexpected("name")
        self.place += 1
        return Name(token.text, token.at)

    def comparison(self) -> Comparison:
        found = COMPARISONS.get(self.here.text) if self.here.kind == "sign" else None
        if found is None:
            raise self.unexpected("comparison")
        self.place += 1
        return found

    def values(self) -> tuple[Literally, ...]:
        self.expect("[")
        found = [self.value("value")]
        while self.took(","):
            found.append(self.value("value"))
        self.expect("]")
        return tuple(found)

    def value(self, expected: str) -> Literally:
        token = self.here
        if token.kind not in (("number",) if expected == "number" else ("number", "text", "date")):
            raise self.unexpected(expected)
        self.place += 1
        if token.kind == "number":
            return Literally(float(token.text) if "." in token.text else int(token.text), "number", token.at)
        if token.kind == "date":
            return Literally(_date(token), "date", token.at)
        return Literally(token.text[1:-1], "text", token.at)

    def took(self, text: str) -> bool:
        if self.here.kind in ("word", "sign") and self.here.text == text:
            self.place += 1
            return True
        return False

    def expect(self, text: str) -> None:
        if not self.took(text):
            raise self.unexpected(f"«{text}»")

    def unexpected(self, expected: str) -> Unreadable:
        return Unreadable("ROUTE-001", self.here.at, found=self.here.text, expected=expected)


def _date(token: Token) -> str:
    try:
        return dt.date.fromisoformat(token.text).isoformat()
    except ValueError as error:
        raise Unreadable("ROUTE-004", token.at, found=token.text) from error
