"""The one place where a text that is coded already is changed, with all that stands off from it."""

from evaluation.editing.text import Changed, CodingMove, change_text, preview_change, retell
from evaluation.editing.turns import Retold, give_label, give_turn, join_turns, split_turn
from evaluation.editing.words import correct_words, join_words

__all__ = [
    "Changed",
    "CodingMove",
    "Retold",
    "change_text",
    "correct_words",
    "give_label",
    "give_turn",
    "join_turns",
    "join_words",
    "preview_change",
    "retell",
    "split_turn",
]
