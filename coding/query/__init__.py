"""The query language: codes, words, and how they stand to each other, in the terminal, in Python and in the browser."""

from coding.query.result import Hit, Result, run

__all__ = ["Hit", "Result", "run"]
