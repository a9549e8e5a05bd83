"""A query read for a study: its codes and words checked before anything is looked for."""

from __future__ import annotations

from collections.abc import Iterator

from coding.indicators import faults
from coding.query.parser import parse
from coding.query.syntax import And, CodeTerm, Expression, Not, Or, Query, Related, WordTerm
from coding.query.tokens import fault, suggested, tokens
from evaluation.errors import EvaluationError, Problem, fail, problem
from evaluation.model import Codebook
from evaluation.settings.nearness import nearest

# What an indicator may hold beside letters, so that it can be written without quotation marks.
_SIGNS_OF_WORDS = frozenset("=~<>!*'-")


def read(text: str, codebook: Codebook) -> Query:
    """The query. Raises one error with the place: what cannot be read, an unknown code, faulty words."""
    query = parse(text)
    known = [code.name for code in codebook]
    for term in terms(query.expression):
        if isinstance(term, WordTerm):
            _refuse_faulty(text, term)
        elif term.name not in known:
            raise fault("QUERY-005", text, term.at, name=term.name, known=suggested(term.name, known))
    return query


def read_loosely(text: str, codebook: Codebook) -> tuple[Query, tuple[Problem, ...]]:
    """As `read`, but plain words that are no query of codes are looked for as words.

    Returns a note beside it when such a word resembles a code.
    """
    if not text.strip():
        raise fail("QUERY-015")
    try:
        return read(text, codebook), ()
    except EvaluationError:
        if not _is_plain(text):
            raise
    if wrong := faults(text):
        raise EvaluationError(*wrong)
    near = nearest(text, [code.name for code in codebook]) if text.strip().isalpha() else []
    note = problem("QUERY-013", severity="note", words=text, known=", ".join(near))
    return Query(WordTerm(text), None, text), (note,) if near else ()


def terms(expression: Expression | None) -> Iterator[CodeTerm | WordTerm]:
    """The codes and words of an expression, as they stand from left to right."""
    waiting = [expression] if expression else []
    while waiting:
        match waiting.pop():
            case CodeTerm() | WordTerm() as term:
                yield term
            case Not(part):
                waiting.append(part)
            case And(parts) | Or(parts):
                waiting += reversed(parts)
            case Related(left, _, right):
                waiting += [right, left]


def _is_plain(text: str) -> bool:
    """Whether this can be read as an indicator: words and its own signs, no keyword, no bracket, no quotation mark."""
    if any(not letter.isalnum() and not letter.isspace() and letter not in _SIGNS_OF_WORDS for letter in text):
        return False
    bare = "".join(" " if letter in _SIGNS_OF_WORDS else letter for letter in text)
    return not any(token.kind == "keyword" for token in tokens(bare)) and text[:1] != "!"


def _refuse_faulty(text: str, term: WordTerm) -> None:
    if not any(letter.isalnum() for letter in term.words) or term.words.lstrip().startswith("!"):
        raise fault("QUERY-006", text, term.at, words=term.words)
    for wrong in faults(term.words):
        raise fault("QUERY-007", text, term.at, words=term.words, remedy=wrong.remedy())
