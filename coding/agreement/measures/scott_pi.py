"""Scott's π: by chance both coders use the values as the two of them together do.

Scott, W. A. (1955), Reliability of content analysis: the case of nominal scale coding, Public Opinion Quarterly 19,
321–325. For more than two coders it is what Fleiss (1971) made of it, and the same as Fleiss' κ.
"""

from __future__ import annotations

from coding.agreement.measures.fleiss_kappa import disagreements, statistics
from coding.agreement.weights import GWET

__all__ = ["BY_CHANCE", "BY_CODER", "NAME", "SYMBOL", "TAKES", "WEIGHTS", "disagreements", "statistics"]

NAME = "scott-pi"
SYMBOL = "π"
TAKES = "ratings"
WEIGHTS = GWET
BY_CODER = False
BY_CHANCE = True
