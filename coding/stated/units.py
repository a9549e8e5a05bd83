"""What is counted: the unit that stands before or behind a numeral, and what tells that it counts nothing."""

from __future__ import annotations

import re

from coding.stated.numerals import Numeral

PERCENT, POINTS, KRONER = "percent", "percentage points", "NOK"
_MONTHS = (
    r"jan(?:uary?|uar)?|feb(?:ruary?|ruar)?|mars|march|apr(?:il)?|mai|may|june?|juni|july?|juli|aug(?:ust)?|sept?(?:ember)?|"
    r"o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?"
)
_PERCENT = re.compile(r"[\s-]?(?:%|(?:prosent|pst\.?|per ?cent)(?!\w))", re.IGNORECASE)
_POINTS = re.compile(r"\s?(?:prosentpoeng|percentage points?)", re.IGNORECASE)
_KRONER = re.compile(r"\s?(?:norske |norwegian )?(?:kroner|kronar|kr\b\.?(?!\w)|nok\b)", re.IGNORECASE)
_KRONER_BEFORE = re.compile(r"(?:\bkr\.?|\bnok|\bkroner)\s?$", re.IGNORECASE)
_PERCENT_BEFORE = re.compile(
    r"(?:\w*prosent\w*|prosentandel\w*|percentage)\s(?:på|er|var|of|is|was|til|to|at)\s(?:ca\.?\s|om lag\s|about\s)?$",
    re.IGNORECASE,
)
_COUNTED_BEFORE = re.compile(
    r"\b(?:antall(?:et)?|talet på|antal|(?:the )?number of)\s(?P<unit>[^\W\d_][\w-]+)\s(?:[^\W\d_]+\s){0,2}?"
    r"(?:til|på|er|var|blir|blei|ble|vart|to|is|was|at)\s"
    r"(?:(?:ca\.?|om lag|omtrent|rundt|about|around|over)\s)?$",
    re.IGNORECASE,
)
# A word before a number that makes it a label.
_LABEL = re.compile(
    r"(?<!\w)(?:delmål(?:ene|a|et)?|sub-?goals?|goals?|mål|punkt|pkt\.?|kap(?:it(?:tel|let))?\.?|chapters?|sections?|"
    r"artik(?:kel|lane|lene)|articles?|nr\.?|no\.|side|s\.|pages?|p\.|pp\.|tab(?:ell|le)\.?|fig(?:ur|ure)?\.?|vedlegg|"
    r"appendix|annex|versjon|version|sak(?:en)?|trinn|steg|step|fase|phase|nivå|level|del|part|bilag|ledd|§+|paragraf|"
    r"bokstav|week|uke|veke|kl\.?|tlf\.?|telefon|phone|alternativ|spørsmål|question|covid)\s?-?\s?"
    r"(?:\d+(?:[.,]\d+)*\s?(?:,|og|til|and|to|eller|or|-|–)\s?)*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\s(?P<word>[^\W\d_][\w-]*)", re.UNICODE)
_OF = re.compile(
    r"\s(?:av|of)\s(?:(?:de|dei|det|the|våre|vår|our|alle|all|disse|desse|these|those|sine|vore)\s)?", re.IGNORECASE
)
_SAYING = re.compile(r"\s(?:sider|sides) (?:av|of) (?:samme|same|the same) ", re.IGNORECASE)  # nothing is counted there
# Words that are never counted, and words that only tell of what kind the counted are.
_STOP = frozenset(
    """
    og i på til året åra årene forrige førre fjor samme same last previous fra frå av for med om som er var ble vart
    blei blir har hadde skal kan vil må ved mot enn men eller at når mens under over etter før fordi så da då der
    her den det de dei en ei et ein eit år gang gonger ganger the a an and or of to in on at by from with for is was
    are were be been has have had will can may must than as that which who when while after before because so but
    not ikke ikkje bare berre only også òg also fikk fekk får ga gav gir gjev gjorde gjør gjer tok tar tek kom kjem
    kommer deltok deltar møtte svarte svarer both each hver kvar per pr ca innen innan uten utan mellom between this
    these those noe noko noen nokre
    """.split()  # noqa: SIM905
)
_KINDS = frozenset(
    """
    nye ny nytt ulike ulik store stor små mindre større flere fleire andre siste første fyrste viktige regionale
    lokale nasjonale sentrale felles faste digitale fysiske forskjellige øvrige samlede samla besøkte deltakende
    deltakande aktive egne eigne gode mellomstore offentlige private registrerte gjennomførte planlagte frivillige
    unge eldre heile hele new different large small smaller larger other last first important regional local
    national central joint various further more additional registered active own young older planned whole full
    public private key
    """.split()  # noqa: SIM905
)


def unit_of(text: str, numeral: Numeral) -> tuple[str, int, int] | None:
    """The unit of a numeral with where the figure begins and ends; None where it counts nothing."""
    before, after = text[max(numeral.start - 60, 0) : numeral.start], text[numeral.end : numeral.end + 90]
    if found := _KRONER_BEFORE.search(before):
        return KRONER, numeral.start - len(before) + found.start(), numeral.end
    for unit, pattern in ((POINTS, _POINTS), (PERCENT, _PERCENT), (KRONER, _KRONER)):
        if behind := pattern.match(after):
            return unit, numeral.start, numeral.end + behind.end()
    if _is_label(text, numeral, before, after):
        return None
    if _PERCENT_BEFORE.search(before):
        return PERCENT, numeral.start, numeral.end
    if counted := _COUNTED_BEFORE.search(before):
        return counted["unit"].lower(), numeral.start, numeral.end
    return _noun(after, numeral)


def _is_label(text: str, numeral: Numeral, before: str, after: str) -> bool:
    """Whether the number names something instead of counting: a date, a year, a paragraph, a place in a list."""
    if numeral.in_words:
        return False
    line_starts = not text[text.rfind("\n", 0, numeral.start) + 1 : numeral.start].strip(" \t#*->|")
    if line_starts and re.match(r"[.)]\s|\s+[A-ZÆØÅ]|[.)]$", after):
        return True
    return bool(
        _LABEL.search(before)
        or re.match(r"\.?\s?(?:[–-]\s?\d+\.\s?)?(?:" + _MONTHS + r")\b", after, re.IGNORECASE)
        or re.match(r"\.\s?[a-zæøå]", after)
        or re.match(r"\.\d|:\d|-[^\W\d]|[–-]\d", after)
        or re.search(r"(?:" + _MONTHS + r")\s$", before, re.IGNORECASE)
        or _is_year(numeral, after)
    )


def _is_year(numeral: Numeral, after: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", numeral.written)) and numeral.value == float(numeral.written)


def _noun(after: str, numeral: Numeral) -> tuple[str, int, int] | None:
    """The word that is counted: the next, or the one after words that tell of what kind."""
    if _SAYING.match(after):
        return None
    of = _OF.match(after)
    at = of.end() - 1 if of else 0
    last: tuple[str, int, int] | None = None  # «fem unge» without a noun behind it: the young are counted
    for _ in range(3):
        found = _WORD.match(after, at)
        if found is None:
            return last
        word = found["word"].strip("-")
        if word.lower() in _STOP or (word[0].isupper() and not _is_compound(word)):
            return last
        at = found.end()
        if word.lower() in _KINDS or _tells_kind(word, after[at:]):
            last = word.lower(), numeral.start, numeral.end + at
            continue
        return word.lower() if not _is_compound(word) else word, numeral.start, numeral.end + at
    return last


def _tells_kind(word: str, rest: str) -> bool:
    """Whether a word is an adjective: it ends like one, and another plain word follows at once."""
    following = _WORD.match(rest)
    if following is None or following["word"].lower() in _STOP:
        return False
    return bool(
        re.search(r"(?:ende|ande|lige|lege|iske|erte|førte|søkte|ale|elle|ige|ful|ional|ous|ive|ed)$", word.lower())
    )


def _is_compound(word: str) -> bool:
    """`IA-avtaler`, `HMS-kurs`: capitals that are part of a common noun."""
    return bool(re.fullmatch(r"[A-ZÆØÅ][\wÆØÅ]*(?:[-‐‑][\wÆØÅ]*)*[-‐‑][a-zæøå]{3,}", word))
