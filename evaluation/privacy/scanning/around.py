"""What stands around a word and tells whether it is somebody's name there."""

from __future__ import annotations

import re

from evaluation.privacy.scanning.lists import listed
from evaluation.privacy.scanning.register import Register
from evaluation.privacy.scanning.spelling import folded
from evaluation.privacy.scanning.vocabulary import BOTH, Tongues, in_dictionary, is_ordinary, is_verb
from evaluation.privacy.scanning.words import Word

_FOLLOWING = re.compile(r"[ \u00a0]([^\W\d_]+)(?:[ \u00a0]([^\W\d_]+))?")
_BESIDE = re.compile(
    r"[ \u00a0](?:og|eller|and|or|&)[ \u00a0](?:(?P<who>jeg|eg|meg|hun|ho|henne|han|ham|I|she|he)(?!\w)|"
    r"(?P<name>[^\W\d_]+(?:-[^\W\d_]+)*))"
)
_CLOCK = r"[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?[\])]?"
_BEFORE_LABEL = re.compile(rf"(?:^|\n)(?:[ \t]|{_CLOCK}|[-–•*>#]|\d{{1,3}}[.)]|<v[ ])*$")
_AFTER_LABEL = re.compile(rf"(?:[ ]?\([^)\n]{{1,30}}\))?(?:[ ]?{_CLOCK})?[ ]?:|[ \t]+{_CLOCK}[ \t]*(?:\n|$)|>")
_BEFORE_ALONE = re.compile(r"(?:^|[\n;|(\t/]|(?:^|\n)[^\n:.!?]{1,24}:)[ ]*(?:[-–•*][ ])?(?:\d{1,3}[.)][ ])?$")
_AFTER_ALONE = re.compile(r"(?:[ ]\([^)\n]{1,40}\))?[ .]*(?:$|[\n;|)\t/])")
_OWNER = re.compile(r"[ \u00a0](?:sin|sitt|si|sine|(?:fra|frå|hos|ved|from)[ \u00a0][A-ZÆØÅ][^\W\d_])")
_NAMED = re.compile(
    r"(?:@|(?<!\w)(?:heter|heiter|heitte|hette|het|kalles|kalla|kalt|hei|kjære|hilsen|helsing|mvh|fru|herr)[ ])$",
    re.IGNORECASE,
)
_GREETED = re.compile(r"(?:^|\n|[.!?][ ])(?:hei|hallo|heisann|kjære|hi|dear)[ ]$", re.IGNORECASE)
_SPOKEN_TO = re.compile(
    r"(?<!\w)(?:spør|spurte|spurde|ring|ringte|ringde|takk|takk til|ho|hun|han|"
    r"(?:snakk|prat|avtal|møt)\w*[ ](?:litt[ ])?med)[ ]$",
    re.IGNORECASE,
)
_LOOK_BACK = 40
SAYING = frozenset(("sa", "sier", "seier", "mente", "meinte", "mener", "meiner", "fortalte", "forteller", "fortel",
                    "spurte", "spør", "spurde", "svarte", "svarer", "svara"))  # fmt: skip
_SAID_BY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(SAYING))})[ ]$", re.IGNORECASE)
_AFTER_SAYING = frozenset(("hun", "ho", "han", "jeg", "eg", "de", "dei", "vi", "du"))
POSSESSIVE = frozenset({"hans", "var"})  # folded; before nouns in the plural, which look like verbs
_PHRASE = re.compile(
    r"[ \u00a0](?:\d|(?:i|no|nå|stk|år|dag|døgn|uke|veke|måned|månad|person|hode|hovud|telefon|brev|post|e-post|"
    r"mail|dato|definisjon|time|gang|m|km|nok|en|én|ein|to|tre|etter|for|på|og|ut|inn)(?!\w)(?![ ][A-ZÆØÅ]))"
)

_DONE = re.compile(r"(?<!\w)(?:å|ikke|ikkje|to)[ ]$")
_AWAY = re.compile(r"[ ](?:ned|opp|ut|bort|sammen|saman|løs|laus|fast)(?!\w)")
_COUNTED = re.compile(
    r"(?<!\w)(?:en|ei|et|ein|eit|å|den|det|dei|denne|dette|ei|i|på|ikke|ikkje|kan|vil|må|skal|er|var|ble|blei|vart|blir|så|"
    r"veldig|litt|mye|mykje|mer|meir|min|mi|din|di|sin|si|noe|noko|ingen|av|to|a|an|the|all|god|en[ ]god)[ ]$"
)


def is_done(text: str, word: Word, tongues: Tongues) -> bool:
    """Whether a word in small letters is done by somebody else: «ikke brekke armen», «isen rasa ned»."""
    if _DONE.search(text, max(0, word.start - _LOOK_BACK), word.start):
        return word.text.endswith(("e", "a")) and in_dictionary(word.text, tongues)
    return bool(_AWAY.match(text, word.end)) and is_verb(word.text, tongues)


def is_counted(text: str, word: Word) -> bool:
    """Whether a word in small letters stands where other words do, and names do not: en tale, å endre."""
    return bool(_COUNTED.search(text, max(0, word.start - _LOOK_BACK), word.start))


def is_label(text: str, word: Word) -> bool:
    """Whether the word stands first on its line, before a colon or a time of day: whoever speaks."""
    return bool(_BEFORE_LABEL.search(text, max(0, word.start - _LOOK_BACK), word.start)) and bool(
        _AFTER_LABEL.match(text, word.end)
    )


def is_alone(text: str, word: Word) -> bool:
    """Whether the word has a line, a cell or parentheses for itself, as who has signed or who shall do a thing has."""
    return bool(_AFTER_ALONE.match(text, word.end)) and bool(
        _BEFORE_ALONE.search(text, max(0, word.start - _LOOK_BACK), word.start)
    )


def is_named(text: str, word: Word) -> bool:
    """Whether what stands before the word is what names follow: heter, hei, @."""
    return bool(_NAMED.search(text, max(0, word.start - _LOOK_BACK), word.start))


def is_greeted(text: str, word: Word) -> bool:
    """Whether somebody is greeted by it: hei gro! It tells a name even in small letters."""
    if text[word.start - 1 : word.start] == "@":
        return True
    before = _GREETED.search(text, max(0, word.start - _LOOK_BACK), word.start)
    return bool(before) and text[word.end : word.end + 1] in ("", "!", ",", "\n", ".")


def is_spoken_to(text: str, word: Word) -> bool:
    """Whether people are asked, rung, talked with or named so in speech where it stands: snakka med odd, ho liv."""
    if is_phrase(text, word):
        return False
    return bool(_SPOKEN_TO.search(text, max(0, word.start - _LOOK_BACK), word.start))


def is_beside(text: str, word: Word, register: Register, tongues: Tongues) -> bool:
    """Whether a person stands beside it: Bjørn og Kari, Holm and I."""
    beside = _BESIDE.match(text, word.end)
    if beside is None:
        return False
    if beside["who"]:
        return True
    return bool(register.exactly(beside["name"])) and not is_ordinary(beside["name"], tongues)


def is_told_of(text: str, word: Word, tongues: Tongues) -> bool:
    """Whether what follows is what people do or have: Dag sa, Liv fortalte, Even, kan du …, Sten frå Kommunen."""
    following = _FOLLOWING.match(text, word.end)
    if text.startswith((",", "!", "?"), word.end) or following is None:
        return text.startswith((",", "!", "?"), word.end)
    if _OWNER.match(text, word.end) and folded(word.text) not in POSSESSIVE:
        return True
    if folded(following[1]) in listed("said"):
        return True
    return folded(word.text) not in POSSESSIVE and _is_done(following[1], tongues)


def _is_done(told: str, tongues: Tongues) -> bool:
    """Whether a word is what somebody does or did: vaskar, asked; «beskjed» only looks English."""
    english = "en" in tongues and told.islower() and told.endswith("ed")
    return is_verb(told, tongues) or (english and not in_dictionary(told, BOTH))


def is_saying(text: str, word: Word) -> bool:
    """Whether the word says something, and nobody else does: dag sa, sa dag, but not bra sa hun."""
    if _SAID_BY.search(text, max(0, word.start - _LOOK_BACK), word.start):
        return not is_phrase(text, word)
    following = _FOLLOWING.match(text, word.end)
    if following is None or folded(word.text) in POSSESSIVE or following[1] not in SAYING:
        return False
    return following[2] not in _AFTER_SAYING


def is_phrase(text: str, word: Word) -> bool:
    """Whether the word is as likely the language's own where it stands: Per i dag, Dag for dag, Odd nok, Tor 14.09."""
    return folded(word.text) in listed("common") or bool(_PHRASE.match(text, word.end))
