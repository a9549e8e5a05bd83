"""How a visitor wants pages to look: in which language, light or dark."""

from __future__ import annotations

from typing import Literal, get_args

from fastapi import Request

from evaluation.language import LANGUAGES, Language, current, use

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
LANGUAGE, THEME = "underveis-language", "underveis-theme"  # cookies


def language_asked(accepted: str) -> Language:
    """The first of our languages in an Accept-Language header, else the study's."""
    for part in accepted.lower().split(","):
        name = part.split(";")[0].strip()[:2]
        if name in LANGUAGES or name == "no":
            return "nb" if name == "no" else name  # type: ignore[return-value]
    return current()


def language_of(request: Request) -> Language:
    """The language chosen on a page of ours, else the browser's, else the study's."""
    chosen = request.cookies.get(LANGUAGE)
    if chosen in LANGUAGES:
        return chosen
    return language_asked(request.headers.get("accept-language", ""))


def theme_of(request: Request) -> Theme:
    chosen = request.cookies.get(THEME)
    return chosen if chosen in THEMES else "system"


async def speak(request: Request) -> None:
    """Let what is said while this request is answered be said in its language."""
    use(language_of(request))
