"""Coding schemes ready for use; each is one YAML file in the shape of a codebook."""

from coding.schemes.discovery import load, names

__all__ = ["load", "names"]
