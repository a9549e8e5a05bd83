"""Codings made by rule, from the indicators of a codebook."""

from coding.rules.codings import Unit, apply

__all__ = ["Unit", "apply"]
