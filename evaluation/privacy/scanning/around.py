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
_PAIRED = re.compile(r"(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)*)[ \u00a0](?:og|eller|and|or|&|\+)[ \u00a0]$")
_CLAUSE = re.compile(
    r"(?<!\w)(?:at|om|hvis|viss|når|fordi|mens|medan|men|that|if|when|because|while|but)[ ]$", re.IGNORECASE
)
_PLACED = re.compile(
    r"[ \u00a0](?:i|på|fra|frå|ved|hos|in|at|from)[ \u00a0]"
    r"(?!dag|morgen|morgon|kveld|helga|natt|fjor|våre?|sommer|sommar|høst|haust|sted|stad)"
    r"(?:[A-ZÆØÅ]\w+|[a-zæøå]{3,}(?:en|et|a))(?!\w)"
)
_CLOCK = r"[\[(]?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?[\])]?"
_BEFORE_LABEL = re.compile(rf"(?:^|\n)(?:[ \t]|{_CLOCK}|[-–•*>#]|\d{{1,3}}[.)]|<v[ ])*$")
_AFTER_LABEL = re.compile(rf"(?:[ ]?\([^)\n]{{1,30}}\))?(?:[ ]?{_CLOCK})?[ ]?:|[ \t]+{_CLOCK}[ \t]*(?:\n|$)|>")
_BEFORE_ALONE = re.compile(r"(?:^|[\n;|(\t/]|(?:^|\n)[^\n:!?]{1,24}:)[ ]*(?:[-–•*][ ])?(?:\d{1,3}[.)][ ])?$")
_AFTER_ALONE = re.compile(r"(?:[ ]\([^)\n]{1,40}\))?[ .]*(?:$|[\n;|)\t/])")
_OWNER = re.compile(r"[ \u00a0](?:sin|sitt|si|sine|(?:fra|frå|hos|ved|from)[ \u00a0][A-ZÆØÅ][^\W\d_])")
_NAMED = re.compile(
    r"(?:@|(?<!\w)(?:heter|heiter|heitte|hette|het|kalles|kalla|kalt|hei|kjære|hilsen|helsing|mvh|fru|herr)[ ])$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?<!\w)([^\W\d_]+)\.?[ \u00a0]$")
_GREETED = re.compile(r"(?:^|\n|[.!?][ ])(?:hei|hallo|heisann|kjære|hi|dear)[ ]$", re.IGNORECASE)
_SPOKEN_TO = re.compile(
    r"(?<!\w)(?:spør|spurte|spurde|ring|ringte|ringde|takk|takk til|ho|hun|han|"
    r"(?:si|seie?|sa|sagt|hils|hilse|hels|helse|skriv|skrive|skreiv|skrev)[ ](?:det[ ])?til|hos|hjå|hils|hels|hei|"
    r"(?:snakk|prat|avtal|møt)\w*[ ](?:litt[ ])?med)[ ]$",
    re.IGNORECASE,
)
_ADVERBS = frozenset(("allerede", "allereie", "ikke", "ikkje", "også", "òg", "alltid", "aldri", "heller", "kanskje",
                      "snart", "bare", "berre", "already", "not"))  # fmt: skip
_LIKE_SAID = frozenset(("så", "vår", "både"))  # folded, they are what people did
_PREFIX = re.compile(r"^(?:av|bi|etter|for|fore|fra|fram|god|inn|med|mot|ned|om|opp|over|pa|til|unn|under|ut)(?=\w{2})")
_LOOK_BACK = 40
SAYING = frozenset(("sa", "sier", "seier", "mente", "meinte", "mener", "meiner", "fortalte", "forteller", "fortel",
                    "spurte", "spør", "spurde", "svarte", "svarer", "svara"))  # fmt: skip
_SAID_BY = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(SAYING))})[ ]$", re.IGNORECASE)
_AFTER_SAYING = frozenset(("hun", "ho", "han", "jeg", "eg", "de", "dei", "vi", "du"))
POSSESSIVE = frozenset({"hans", "var"})  # folded; before nouns in the plural, which look like verbs
_PHRASE = re.compile(
    r"[ \u00a0](?:\d|(?:i|no|nå|dags|stk|år|dag|døgn|uke|veke|måned|månad|kvartal|halvår|vakt|skift|årsverk|person|"
    r"hode|hovud|ansatt|tilsett|innbygger|innbyggjar|enhet|eining|tonn|kilo|kg|liter|telefon|brev|post|e-post|mail|dato|"
    r"definisjon|time|gang|m|km|nok|en|én|ein|to|tre|etter|for|på|og|ut|inn)(?!\w)(?![ ][A-ZÆØÅ]))"
)
_DONE = re.compile(r"(?<!\w)(?:å|ikke|ikkje|to)[ ]$")
_AWAY = re.compile(r"[ ](?:ned|opp|ut|bort|sammen|saman|løs|laus|fast)(?!\w)")
_COUNTED = re.compile(
    r"(?<!\w)(?:en|ei|et|ein|eit|å|den|det|dei|denne|dette|i|på|ikke|ikkje|kan|vil|må|skal|er|var|ble|blei|vart|blir|så|"
    r"veldig|litt|mye|mykje|mer|meir|min|mi|din|di|sin|si|noe|noko|ingen|to|a|an|the|all|god)[ ]$"
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


def is_titled(text: str, word: Word) -> bool:
    """Whether a title stands before it: dr. Ness, rektor Lien."""
    before = _TITLE.search(text, max(0, word.start - _LOOK_BACK), word.start)
    return before is not None and folded(before[1]) in listed("titles")


def is_greeted(text: str, word: Word) -> bool:
    """Whether somebody is greeted by it: hei gro! It tells a name even in small letters."""
    if text[word.start - 1 : word.start] == "@":
        return True
    before = _GREETED.search(text, max(0, word.start - _LOOK_BACK), word.start)
    return bool(before) and text[word.end : word.end + 1] in ("", "!", ",", "\n", ".")


def is_spoken_to(text: str, word: Word) -> bool:
    """Whether people are asked, rung, talked with or named so in speech where it stands: snakka med odd, ho liv."""
    return folded(word.text) not in listed("common") and bool(
        _SPOKEN_TO.search(text, max(0, word.start - _LOOK_BACK), word.start)
    )


def is_beside(text: str, word: Word, register: Register, tongues: Tongues) -> bool:
    """Whether a person stands beside it: Bjørn og Kari, Holm and I."""
    beside = _BESIDE.match(text, word.end)
    if beside is None:
        return False
    if beside["who"]:
        return True
    name = beside["name"]
    return bool(register.exactly(name)) and (name[:1].isupper() or not is_ordinary(name, tongues))


def is_paired(text: str, word: Word, register: Register) -> bool:
    """Whether first names alone stand on both sides of an «og»: bo og siv."""
    beside = _BESIDE.match(text, word.end)
    before = _PAIRED.search(text, max(0, word.start - _LOOK_BACK), word.start)
    names = (found for found in (beside and beside["name"], before and before[1]) if found)
    return any(part.place == "first" for name in names for part in register.exactly(name))


def is_told_of(text: str, word: Word, tongues: Tongues) -> bool:
    """Whether what follows is what people do or have: Dag sa, Liv fortalte, Even, kan du …, Sten frå Kommunen."""
    following = _FOLLOWING.match(text, word.end)
    if text.startswith((",", "!", "?"), word.end) or following is None:
        return text.startswith((",", "!", "?"), word.end)
    if _OWNER.match(text, word.end) and folded(word.text) not in POSSESSIVE:
        return True
    told = following[2] if following[2] and following[1] in _ADVERBS else following[1]
    if told in _LIKE_SAID:
        return False
    if folded(told) in listed("said") or _PREFIX.sub("", folded(told)) in listed("said"):
        return True
    return folded(word.text) not in POSSESSIVE and _is_done(told, tongues)


def _is_done(told: str, tongues: Tongues) -> bool:
    """Whether a word is what somebody does or did: vaskar, asked; «beskjed» only looks English."""
    english = "en" in tongues and told.islower() and told.endswith("ed")
    return is_verb(told, tongues) or (english and not in_dictionary(told, BOTH))


def is_placed(text: str, word: Word) -> bool:
    """Whether it is told where it is or comes from: Rita i Tingstua, Per på lageret; but not Per i dag."""
    return bool(_PLACED.match(text, word.end))


def is_subject(text: str, word: Word, tongues: Tongues) -> bool:
    """Whether a word without an article does something in a clause: mulig at nes vet, seier at ask er den beste."""
    clause = _CLAUSE.search(text, max(0, word.start - _LOOK_BACK), word.start)
    return bool(clause) and not is_phrase(text, word) and is_told_of(text, word, tongues)


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
