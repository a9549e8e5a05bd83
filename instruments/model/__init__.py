"""What is asked: instruments of sections of questions, tied to the themes of the evaluation."""

from instruments.model.instrument import Instrument, Kind, Placed, Section
from instruments.model.question import Codes, Priority, Question, QuestionType, Variable
from instruments.model.scale import Scale
from instruments.model.wording import Wording, fingerprint

__all__ = [
    "Codes",
    "Instrument",
    "Kind",
    "Placed",
    "Priority",
    "Question",
    "QuestionType",
    "Scale",
    "Section",
    "Variable",
    "Wording",
    "fingerprint",
]
