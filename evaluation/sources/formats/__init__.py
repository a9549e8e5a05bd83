"""One file for each format a source may come in; each declares its SUFFIXES and reads bytes into an extract."""

from evaluation.sources.extract import Extract, Line
from evaluation.sources.read import extract, read_source

__all__ = ["Extract", "Line", "extract", "read_source"]
