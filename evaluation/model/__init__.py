"""The nouns of an evaluation as values; GLOSSARY.md holds one line for each."""

from evaluation.model.codebook import Code, Codebook, Coding, Indicator
from evaluation.model.evaluation import Agreement, Evaluation, PeoplePolicy, Sample, Theme
from evaluation.model.localised import Localised
from evaluation.model.memo import Memo, Summary
from evaluation.model.people import Attendance, Consent, Organisation, Participant, People, Session
from evaluation.model.refusal import Refusal
from evaluation.model.report import Comment, Confirmation, Reply
from evaluation.model.round import Adjudication, Round
from evaluation.model.source import OffsetMap, Source, Turn

__all__ = [
    "Adjudication",
    "Agreement",
    "Attendance",
    "Code",
    "Codebook",
    "Coding",
    "Comment",
    "Confirmation",
    "Consent",
    "Evaluation",
    "Indicator",
    "Localised",
    "Memo",
    "OffsetMap",
    "Organisation",
    "Participant",
    "People",
    "PeoplePolicy",
    "Refusal",
    "Reply",
    "Round",
    "Sample",
    "Session",
    "Source",
    "Summary",
    "Theme",
    "Turn",
]
