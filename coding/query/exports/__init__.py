"""The files the hits of a query can be written to: one module of this folder each, and those other packages declare.

A module declares the suffix it serves as SUFFIX, and `write(listing, file)`. Another package declares such a module as
an entry point of the group `underveis.query_exports`; its name is the suffix without its dot.
"""

from coding.query.exports.saving import save, suffixes

__all__ = ["save", "suffixes"]
