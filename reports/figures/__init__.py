"""The figures of a report: each is one file, which takes a plain table and gives a drawing."""

from reports.figures.drawing import Drawing, render_bytes, save

__all__ = ["Drawing", "render_bytes", "save"]
