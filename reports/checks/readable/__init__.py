"""Everything that can be read in a file, also where no reader is meant to look."""

from reports.checks.readable.passage import Passage
from reports.checks.readable.reading import readable
from reports.checks.readable.standing import Read, standing

__all__ = ["Passage", "Read", "readable", "standing"]
