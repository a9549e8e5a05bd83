"""Agreement between coders: plain tables in, plain values out."""

from coding.agreement.continuum import Continuum
from coding.agreement.discover import measure, measure_names
from coding.agreement.figures import Drawn, agreement, agreements
from coding.agreement.ratings import Ratings
from coding.agreement.result import Agreement
from coding.agreement.unitised import unitised
from coding.agreement.units import rated, rated_by_character

__all__ = [
    "Agreement",
    "Continuum",
    "Drawn",
    "Ratings",
    "agreement",
    "agreements",
    "measure",
    "measure_names",
    "rated",
    "rated_by_character",
    "unitised",
]
