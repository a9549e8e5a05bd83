"""Parquet: columns packed for tables that are larger than memory, with their meaning in the file."""

from __future__ import annotations

from instruments.responses.parquet import read_parquet, write_parquet
from instruments.responses.shape import ResponseFormat

FORMAT = ResponseFormat("parquet", (".parquet",), read_parquet, write_parquet)
