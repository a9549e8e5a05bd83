"""DDI-Codebook 2.5: the questionnaire as data archives describe it."""

from __future__ import annotations

from instruments.exchange.ddi.asking import variables_of
from instruments.exchange.ddi.codebook import codebook
from instruments.exchange.shape import ExchangeFormat, Exported, lost, lost_of_form
from instruments.model import Instrument

PARTS = ("audience", "priority", "required", "parallel")
PARTS_OF_FORM = ("mode", "minutes", "roles", "closing")


def write(instrument: Instrument) -> Exported:
    told = (*lost(instrument, "DDI", PARTS), *lost_of_form(instrument, "DDI", PARTS_OF_FORM, ("minutes",)))
    return Exported(codebook(instrument, variables_of(instrument)), told)


FORMAT = ExchangeFormat("ddi", ".xml", write)
