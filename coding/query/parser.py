"""Reading a query: `forebygging AND (NOT seniorer) NEAR/turn "tillitsvalgt*" WHERE sector = renhold`.

From the tightest to the loosest: NOT, AND, OR, the relations (NEAR, WITHIN, OVERLAPPING, FOLLOWED BY), WHERE.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, get_args

from coding.query.syntax import (
    AllOf,
    And,
    AnyOf,
    CodeTerm,
    Comparison,
    Condition,
    Expression,
    NoneOf,
    Not,
    Or,
    Query,
    Related,
    Relation,
    Sign,
    Unit,
    WordTerm,
)
from coding.query.tokens import Token, fault, tokens

Part = TypeVar("Part")
RELATIONS: dict[str, Relation] = {
    "NEAR": "near",
    "WITHIN": "within",
    "OVERLAPPING": "overlapping",
    "FOLLOWED": "followed",
}
UNITS = {
    "sentence": "sentence", "setning": "sentence", "turn": "turn", "ytring": "turn",
    "question": "question", "spørsmål": "question",
}  # fmt: skip
FURTHEST, DEEPEST = 100_000, 50


def parse(text: str) -> Query:
    """The query. Raises one error with the place, what was found there and what was expected (QUERY-001 … 004)."""
    return _Reader(text).query()


class _Reader:
    """Goes through the tokens from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def query(self) -> Query:
        expression = None if self._is("WHERE") else self._relations()
        where = self._any(self._all_conditions, AnyOf) if self._take("WHERE") else None
        if self.here.kind != "end":
            raise self._unexpected("AND, OR, NEAR, WITHIN, OVERLAPPING, FOLLOWED BY, WHERE")
        return Query(expression, where, self.text)

    # What is looked for

    def _relations(self) -> Expression:
        left = self._alternatives()
        while self.here.kind == "keyword" and self.here.text in RELATIONS:
            relation = RELATIONS[self._next().text]
            if relation == "followed" and not self._take("BY"):
                raise self._unexpected("BY")
            unit, distance = self._reach(relation)
            left = Related(left, relation, self._alternatives(), unit, distance)
        return left

    def _alternatives(self) -> Expression:
        return self._several("OR", self._together, Or)

    def _together(self) -> Expression:
        return self._several("AND", self._denied, And)

    def _denied(self) -> Expression:
        """A term with any number of NOTs before it: three say what one says, for they deny whole turns."""
        denials = self._denials()
        term = self._term()
        if not denials:
            return term
        return Not(term) if denials % 2 else Not(Not(term))

    def _denials(self) -> int:
        count = 0
        while self._take("NOT"):
            count += 1
        return count

    def _term(self) -> Expression:
        token = self._next()
        if token.text == "(" and token.kind == "sign":
            return self._in_brackets(self._relations)
        if token.kind == "words":
            return WordTerm(token.text, token.at)
        if token.kind == "sign" and token.text == "=" and self.here.kind in ("name", "bracketed"):
            return CodeTerm(self._next().text, alone=True, at=token.at)
        if token.kind in ("name", "bracketed"):
            return CodeTerm(token.text, at=token.at)
        self.at -= 1
        raise self._unexpected('code, "…", (, NOT')

    def _reach(self, relation: Relation) -> tuple[Unit, int]:
        if relation not in ("near", "followed") or not self._take_sign("/"):
            return "turn", 0
        token = self._next()
        if token.text.isdecimal() and int(token.text) <= FURTHEST:
            return "characters", int(token.text)
        unit = UNITS.get(token.text.casefold())
        if unit is None:
            self.at -= 1
            raise self._unexpected(f"1–{FURTHEST}, {', '.join(get_args(Unit)[1:])}")
        return unit, 0  # type: ignore[return-value]

    # Whose it is

    def _all_conditions(self) -> Condition:
        return self._several("AND", self._condition, AllOf)

    def _condition(self) -> Condition:
        denied = self._denials() % 2
        return NoneOf(self._comparison()) if denied else self._comparison()

    def _comparison(self) -> Condition:
        if self._take_sign("("):
            return self._in_brackets(lambda: self._any(self._all_conditions, AnyOf))
        token = self._next()
        if token.kind != "name":
            self.at -= 1
            raise self._unexpected("speaker, organisation, sector, session, source, coder …")
        sign = self._sign()
        values = self._values(sign)
        written = tuple(value.text if value.kind != "keyword" else value.written for value in values)
        return Comparison(token.text.casefold(), sign, written, token.at, tuple(value.at for value in values))

    def _sign(self) -> Sign:
        token = self._next()
        if token.kind == "keyword" and token.text in ("IN", "LIKE"):
            return "in" if token.text == "IN" else "~"
        if token.kind == "sign" and token.text in get_args(Sign):
            return token.text  # type: ignore[return-value]
        self.at -= 1
        raise self._unexpected("=, !=, <, <=, >, >=, ~, IN")

    def _values(self, sign: Sign) -> tuple[Token, ...]:
        if sign != "in":
            return (self._value(),)
        if not self._take_sign("("):
            raise self._unexpected("(")
        values = [self._value()]
        while self._take_sign(","):
            values.append(self._value())
        if not self._take_sign(")"):
            raise self._unexpected(", )")
        return tuple(values)

    def _value(self) -> Token:
        token = self._next()
        if token.kind in ("name", "words", "bracketed", "keyword"):  # somebody may be called «I» or «AV»
            return token
        self.at -= 1
        raise self._unexpected('"…"')

    # Small steps

    def _several(self, keyword: str, part: Callable[[], Part], together: Callable[[tuple[Part, ...]], Part]) -> Part:
        parts = [part()]
        while self._take(keyword):
            parts.append(part())
        return parts[0] if len(parts) == 1 else together(tuple(parts))

    def _any(self, part: Callable[[], Condition], together: Callable[[tuple[Condition, ...]], Condition]) -> Condition:
        return self._several("OR", part, together)

    def _in_brackets(self, part: Callable[[], Part]) -> Part:
        self.depth += 1
        if self.depth > DEEPEST:
            raise fault("QUERY-003", self.text, self.here.at, most=DEEPEST)
        found = part()
        if not self._take_sign(")"):
            raise self._unexpected(")")
        self.depth -= 1
        return found

    def _next(self) -> Token:
        token = self.here
        if token.kind != "end":
            self.at += 1
        else:
            self.at = len(self.tokens)  # so that stepping back ends here again
            self.tokens.append(token)
        return token

    def _is(self, keyword: str) -> bool:
        return self.here.kind == "keyword" and self.here.text == keyword

    def _take(self, keyword: str) -> bool:
        found = self._is(keyword)
        self.at += found
        return found

    def _take_sign(self, sign: str) -> bool:
        found = self.here.kind == "sign" and self.here.text == sign
        self.at += found
        return found

    def _unexpected(self, expected: str) -> Exception:
        token = self.here
        code = "QUERY-004" if token.kind == "end" else "QUERY-002"
        return fault(code, self.text, token.at, found=token.written, expected=expected)
