"""The workbench: a text read and coded in the browser. What the page shows and does, as functions over a study."""

from coding.workbench.notebook import pane

__all__ = ["pane"]
