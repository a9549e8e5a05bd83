"""Ways to reach somebody: e-mail, telephone, street."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evaluation.privacy.scanning.addresses import whose
from evaluation.privacy.scanning.find import Certainty, Find
from evaluation.privacy.scanning.scan import Reading

NAME = "contacts"
_ACCOUNT = re.compile(
    r"(?<!\w)(?:https?://)?(?:www\.)?(?:linkedin\.com/in|facebook\.com|instagram\.com|x\.com|twitter\.com)/[\w./-]+",
    re.IGNORECASE,
)
# What people are called in chats, @kari.nordmann, as what is no address.
_HANDLE = re.compile(r"(?<![\w.@])@(?P<name>[^\W\d][\w.-]*\w)(?!@)")
_STREET = re.compile(
    r"(?<!\w)[A-ZÆØÅ][\wæøå]+(?:[ -][A-ZÆØÅ][\wæøå]+)*[ ]?(?:gata|gaten|gate|veien|vegen|vei|veg|allé|alleen|"
    r"plass|plassen|bakken|stien|svingen|terrasse|tunet|brygge|torg|kroken)[ ]\d{1,4}[ ]?[A-Za-z]?(?!\w)"
)
_POST = re.compile(r"(?<![\w.])\d{4} [A-ZÆØÅ][A-Za-zæøåÆØÅ]{2,}(?!\w)")
_POST_CUE = re.compile(r"(?:\d[ ]?[A-Za-z]?, ?|\n|post(?:boks|nummer|nr)[^\n]{0,20})$", re.IGNORECASE)
_TELEPHONE_CUE = re.compile(r"tlf|telefon|mobil|ring|nummer|phone|call|sms|vipps", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Find]:
    text = reading.text.text
    for match in reading.text.addresses:
        who = whose(reading.register, match[0])
        yield Find(match.start(), match.end(), match[0], "e-mail", "sure", "looks-like", who)
    for match in _ACCOUNT.finditer(text):
        who = whose(reading.register, match[0].rstrip("/").rpartition("/")[2])
        yield Find(match.start(), match.end(), match[0], "e-mail", "likely", "account", who)
    for match in _HANDLE.finditer(text) if "@" in text else ():
        if who := whose(reading.register, match["name"]):
            yield Find(match.start("name"), match.end("name"), match["name"], "person", "likely", "account", who)
    for match in _STREET.finditer(text):
        yield Find(match.start(), match.end(), match[0], "address", "likely", "street")
    for match in _POST.finditer(text):
        if _POST_CUE.search(text[max(0, match.start() - 24) : match.start()]):
            yield Find(match.start(), match.end(), match[0], "address", "likely", "post-code")
    yield from _telephones(text)


def _telephones(text: str) -> Iterator[Find]:
    """Numbers that somebody may have: with a country code or a word that tells, or written in groups as such are."""
    if not re.search(r"\d{2}[ \u00a0]?\d", text):
        return
    from phonenumbers import Leniency, PhoneNumberMatcher

    for match in PhoneNumberMatcher(text, "NO", leniency=Leniency.VALID, max_tries=1_000_000):
        written, before = match.raw_string, text[max(0, match.start - 30) : match.start]
        told = written.startswith(("+", "00")) or _TELEPHONE_CUE.search(before)
        grouped = re.fullmatch(r"\d{3}[ \u00a0]\d{2}[ \u00a0]\d{3}|\d{2}(?:[ \u00a0]\d{2}){3}", written)
        if told or grouped or len(re.sub(r"\D", "", written)) == 8:
            certainty: Certainty = "sure" if told else "likely" if grouped else "possible"
            yield Find(match.start, match.end, written, "telephone", certainty, "looks-like")
