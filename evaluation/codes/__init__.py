"""What a person does to the codes of a study: each is one act, and `undo` takes it back."""

from evaluation.codes.acts import (
    Merged,
    archive_codes,
    create_code,
    edit_code,
    merge_codes,
    move_code,
    relate_code,
    rename_code,
    split_code,
    unarchive_codes,
)
from evaluation.codes.history import Event, approve_codings, code_history, code_ids, outdated_codings
from evaluation.model.code_tree import Place

__all__ = [
    "Event",
    "Merged",
    "Place",
    "approve_codings",
    "archive_codes",
    "code_history",
    "code_ids",
    "create_code",
    "edit_code",
    "merge_codes",
    "move_code",
    "outdated_codings",
    "relate_code",
    "rename_code",
    "split_code",
    "unarchive_codes",
]
