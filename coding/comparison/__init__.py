"""What the coders of a study agree on: who is compared, on which texts, in which units."""

from coding.comparison.agreeing import Agreed, agree, agreed
from coding.comparison.compared import Compared, compared
from coding.comparison.raters import Rater
from coding.comparison.universe import LeftOut, Universe
from coding.comparison.wanted import UNITS, Wanted

__all__ = ["UNITS", "Agreed", "Compared", "LeftOut", "Rater", "Universe", "Wanted", "agree", "agreed", "compared"]
