"""A form, or an instrument that is not held open, as one file that works without a network."""

from __future__ import annotations

from typing import Any

from evaluation.errors import EvaluationError, fail
from evaluation.language import LANGUAGES
from evaluation.settings.nearness import near
from evaluation.sources.received import keep_version, kept_version
from evaluation.study import Study
from instruments.check.usable import read_usable
from instruments.form.opening import find_form, list_forms
from instruments.form.page import information_of
from instruments.form.static_form import write_static
from instruments.load import FOLDER, files_in
from instruments.translations import languages_of


def static_form(study: Study, name: str) -> bytes:
    """The page for a form of this name, in the version it has now, else for the study's instrument of this name.

    Raises ANSWER-020 where those who answer would not be told enough, and ANSWER-021 where neither is known.
    """
    if missing := study.evaluation.information.missing:
        raise fail("ANSWER-020", file=study.settings.path, fields=", ".join(missing))
    stem, sha256 = _version(study, name)
    instrument = read_usable(kept_version(study.folder / FOLDER, stem, sha256))
    languages = list(languages_of(instrument)) or [instrument.original]
    return write_static(instrument, _told(information_of(study)), languages, form=name, sha256=sha256)


def _version(study: Study, name: str) -> tuple[str, str]:
    """The instrument that goes by this name, and the hash of its version."""
    try:
        form = find_form(study, name)
    except EvaluationError:
        files = {each.stem: each for each in files_in(study.folder)}
        if name not in files:
            known = [*files, *(each.form.name for each in list_forms(study))]
            raise fail("ANSWER-021", name=name, known=near(name, known)) from None
        return name, keep_version(files[name])
    return form.instrument, form.sha256


def _told(information: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What is told, by language throughout: names and dates are the same in each."""
    plain = {key: told for key, told in information.items() if told}
    return {key: told if isinstance(told, dict) else dict.fromkeys(LANGUAGES, told) for key, told in plain.items()}
