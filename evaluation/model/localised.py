"""A text that exists in one or more of the study's languages."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from evaluation.language import LANGUAGES, Language, current

# A language's readers understand these, in this order, when their own is missing.
NEIGHBOURS: dict[Language, tuple[Language, ...]] = {
    "nb": ("nb", "nn", "en"),
    "nn": ("nn", "nb", "en"),
    "en": ("en", "nb", "nn"),
}


class Localised(BaseModel):
    """`{nb: …, nn: …, en: …}`, or a plain string that serves in every language."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    nb: str | None = None
    nn: str | None = None
    en: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _accept_string(cls, value: Any) -> Any:
        return dict.fromkeys(LANGUAGES, value.strip()) if isinstance(value, str) else value

    def text(self, language: Language | None = None) -> str:
        """The text in this language, else in the nearest one there is, else an empty string."""
        texts = (getattr(self, each) for each in NEIGHBOURS[language or current()])
        return next((str(text) for text in texts if text), "")

    def __bool__(self) -> bool:
        return any((self.nb, self.nn, self.en))

    def as_dict(self) -> dict[str, str]:
        return {each: getattr(self, each) for each in LANGUAGES if getattr(self, each)}
