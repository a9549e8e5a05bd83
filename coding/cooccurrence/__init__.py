"""Which codes stand together: counted at boundaries, in units, and weighed by coefficients."""

from coding.cooccurrence.coefficients import COEFFICIENTS, coefficient
from coding.cooccurrence.overlap import overlapping, pairs, within
from coding.cooccurrence.table import listed
from coding.cooccurrence.units import placed, shared, sharing

__all__ = ["COEFFICIENTS", "coefficient", "listed", "overlapping", "pairs", "placed", "shared", "sharing", "within"]
