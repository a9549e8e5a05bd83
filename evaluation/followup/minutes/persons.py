"""People in a list, in whatever way it is written: each with an organisation, a part in the meeting, and items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from evaluation.followup.minutes.rows import Page
from evaluation.followup.parties import Parties, recognise
from evaluation.model.meetings import Capacity

_CAPITAL = "A-ZÆØÅÄÖÜÉÁŠČŽ"
_WORD = rf"[{_CAPITAL}][\w'.-]*"
_PERSON = re.compile(rf"{_WORD}(?:\s+(?:(?:von|van|de|der|den|af|la|du|bin|al)\s+)?{_WORD}){{1,4}}")
_TITLE = re.compile(
    r"(?:(?:stats(?:råd|sekretær)|direktør|ekspedisjonssjef|avdelings(?:direktør|leder|leiar)"
    r"|(?:senior)?rådgiver|(?:senior)?rådgivar"
    r"|professor|forsker|forskar|nestleder|nestleiar|leder|leiar|varamedlem|medlem|vara|personalsjef"
    r"|kommunedirektør|rådmann|mr|mrs|ms|dr|prof)\.?\s+)+",
    re.IGNORECASE,
)
_PLAIN_TITLE = re.compile(r"(?:mr|mrs|ms|medlem|varamedlem|vara)\.?", re.IGNORECASE)
_NUMBERS = r"\d+(?:[/-]\d+)?(?:\s*(?:,|og|and|&|–)\s*\d+(?:[/-]\d+)?)*"
ITEM_REFERENCE = re.compile(
    rf"\b(?:sak(?:ene|ane|er)?|(?:agenda\s+)?items?|punkt(?:ene)?|pkt\.?)\s*(?:nr\.?\s*)?(?P<numbers>{_NUMBERS})",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:til\s+og\s+med|fra\s+og\s+med|frå\s+og\s+med|t\.?o\.?m\.?|f\.?o\.?m\.?|etter|before|after|until"
    r"|from|through)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:(?:under|til|på|ved|for|kun|bare|berre|only|during|deltok|deltar|deltek|møtte|deltok|attended|joined)\b.*"
    r"|(?:fra|frå|from|til|until)\s+(?:kl|sak|item|\d).*"
    r"|(?:fra|til)\s+og\s+med.*|(?:sak|item|agenda item|punkt)\w*\s*\d.*|(?:digitalt|fysisk|via|online"
    r"|telefon|teams|gikk|gjekk|kom|left|arrived)\b.*|vara\w*\b.*|deputy\b.*|substitute\b.*|stedfortreder\b.*)",
    re.IGNORECASE,
)
_ROLES: tuple[tuple[Capacity, re.Pattern[str]], ...] = (
    ("chair", re.compile(r"(?:møte)?(?:leder|leiar|ledar)|ordstyr\w+|chair\w*|møtet leda av", re.IGNORECASE)),
    (
        "secretariat",
        re.compile(
            r"(?:møte)?referent|sekretær|sekretariat(?:et)?|secretary|secretariat|minutes|(?:minute|note)[- ]taker",
            re.IGNORECASE,
        ),
    ),
    ("guest", re.compile(r"gjest|guest|innleder|innleiar|observatør|observer|invited", re.IGNORECASE)),
)
_ORG_WORD = re.compile(
    r"(?:lag|laget|forbund|forbundet|forening|foreningen|foreninga|foreining|foreininga|råd|rådet|kommune"
    r"|kommunen|fylkeskommune|etat|etaten|verk|verket|direktorat(?:et)?|tilsyn(?:et)?"
    r"|departement(?:et)?|sentral(?:en)?|organisasjon(?:en)?|bedriftene|universitet(?:et)?"
    r"|institutt(?:et)?|kontor(?:et)?|samband(?:et)?|nettverk(?:et)?|gruppen|museet|sykehus(?:et)?|sjukehus(?:et)?"
    r"|union|council|association|authority|agency|federation|ministry|board|guild|league|committee"
    r"|institute|university|inspectorate|society|trust|company|group|department|directorate|united"
    r"|AS|ASA|SA|HF|IKS|KF|Ltd|plc|Inc)",
    re.IGNORECASE,
)
_ORG_PART = re.compile(
    r"\w{3}(?:laget|forbundet|forbund|foreningen|foreninga|foreininga|forening|tilsynet|direktoratet"
    r"|departementet|kommune|kommunen|rådet|gruppen|sambandet|bedriftene|bedriftenes|verket|huset|kontoret)$"
)
_AND = re.compile(r"\s+(?:og|and|&|samt|eller|as\s+well\s+as)\s+")
_DASH = re.compile(r"\s+[–—-]\s+|\s*,\s*$")
_BY = re.compile(r"\s+v/\s*|\s+ved\s+(?=[A-ZÆØÅ])|\s+represented\s+by\s+", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•*→]|[-–—o](?=\s)|\(?\d{1,2}[.)]|\[[ xX]\])?\s*")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as a list names them; `start` and `end` are the place of the name."""

    name: str
    start: int
    end: int
    organisation: str = ""
    capacity: Capacity | None = None
    items: tuple[str, ...] = ()
    note: str = ""


class _Piece(NamedTuple):
    """What stands between two separators: [start, end), and whether a new entry surely begins here."""

    start: int
    end: int
    opens: bool


@dataclass
class _Reading:
    """The people of one list, while it is read."""

    found: list[Person] = field(default_factory=list)
    paired: bool = False  # a name and an organisation take turns
    waiting: int = 0  # how many at the end still have no organisation
    of: str = ""  # the organisation that a row began with

    def add(self, person: Person) -> None:
        if not person.organisation and self.of:
            person = replace(person, organisation=self.of)
        self.found.append(person)
        if person.organisation:
            self.give(person.organisation)
        else:
            self.waiting += 1

    def give(self, organisation: str) -> None:
        """One organisation after several names counts for all of them."""
        for at in range(len(self.found) - 1, -1, -1):
            if self.found[at].organisation:
                if at == len(self.found) - 1 and self.waiting:
                    continue
                break
            self.found[at] = replace(self.found[at], organisation=organisation)
        self.waiting = 0

    def tell(self, note: str) -> None:
        """What is said of the last one named."""
        if self.found:
            self.found[-1] = noted(self.found[-1], note)


def is_person(words: str, known: Parties | None = None) -> bool:
    """Whether words look like the name of a person, and not like that of an organisation."""
    plain = _TITLE.sub("", words.strip(), count=1)
    if not _PERSON.fullmatch(plain) or any(char.isdigit() for char in plain):
        return False
    return not is_organisation(plain, known)


def is_organisation(words: str, known: Parties | None = None) -> bool:
    plain = words.strip()
    parts = plain.split()
    if not parts:
        return False
    ends = bool(_ORG_WORD.fullmatch(parts[-1])) or any(_ORG_PART.search(part) for part in parts)
    return ends or recognise(plain, known) is not None


def people_in(page: Page, start: int, end: int, known: Parties | None = None, *, of: str = "") -> list[Person]:
    """Everyone named in [start, end) of the text, row by row or running on. of: whose list it is."""
    rows = _rows(page, start, end)
    by_rows = len(rows) == 1 or _is_by_rows(page, start, end, known)
    stretches = rows if by_rows else [(start, end)]
    reading = _Reading(of=of, paired=by_rows and _is_paired(page, stretches, known))
    for begin, last in stretches:
        title = _TITLE.match(page.text, _trimmed(page.text, begin, last)[0], last) if by_rows else None
        first = title.end() if title and title.end() < last else begin
        number = len(reading.found)
        reading.of = of
        reading.waiting = 0 if by_rows else reading.waiting
        for piece in _pieces(page, first, last, known, columns=by_rows):
            _read_piece(page, piece, reading, known)
        if title and first > begin and len(reading.found) > number:
            reading.found[number] = _titled(reading.found[number], title[0])
    return reading.found


def noted(person: Person, note: str) -> Person:
    """The same with what a note says: a part in the meeting, or the only items somebody was there for."""
    plain = " ".join(note.split()).strip(" .,;()")
    capacity = next((capacity for capacity, words in _ROLES if words.search(plain)), person.capacity)
    match = ITEM_REFERENCE.search(plain)
    items = person.items
    if match and not _PARTLY.search(plain):
        items = tuple(dict.fromkeys((*items, *re.split(r"\s*(?:,|og|and|&)\s*", match["numbers"]))))
    told = plain if not match or _PARTLY.search(plain) else ""
    is_role = any(words.fullmatch(plain) for _, words in _ROLES)
    return replace(
        person, capacity=capacity, items=items, note=", ".join(filter(None, (person.note, "" if is_role else told)))
    )


def _is_by_rows(page: Page, start: int, end: int, known: Parties | None) -> bool:
    """Whether each row names somebody anew: no row goes on with what the one before began."""
    rows = _rows(page, start, end)
    if len(rows) < 2:
        return False
    if any(
        page.text[first:last].rstrip().endswith((",", ";")) and not _begins_bulleted(page, rows[0])
        for first, last in rows[:-1]
    ):
        return False
    return all(_begins_entry(page.raw[first:last], known) for first, last in rows)


def _is_paired(page: Page, stretches: list[tuple[int, int]], known: Parties | None) -> bool:
    """Whether each row holds a name and then an organisation, as at least one of them shows beyond doubt."""
    pieces = [
        [_trimmed(page.text, each.start, each.end) for each in _pieces(page, *row, known, columns=True)]
        for row in stretches
    ]
    second = [page.text[slice(*row[1])].split("(")[0].strip() for row in pieces if len(row) > 1]
    shown = [each for each in second if not _is_note(each)]
    return len(shown) * 2 > len(stretches) and any(not is_person(each, known) for each in shown)


def _begins_bulleted(page: Page, row: tuple[int, int]) -> bool:
    match = _BULLET.match(page.text, *row)
    return bool(match and match[0].strip())


def _begins_entry(text: str, known: Parties | None) -> bool:
    match = _BULLET.match(text)
    rest = text[match.end() if match else 0 :]
    led = re.match(r"[^:()]{2,60}:\s+(?=[A-ZÆØÅ])", rest)
    rest = rest[led.end() :] if led else rest
    title = _TITLE.match(rest)
    rest = rest[title.end() :] if title else rest
    first = re.split(r"[,(;:\t]|\s{2,}|\s[–—-]\s|\s+v/", rest, maxsplit=1)[0].strip()
    first = _AND.split(first)[0]
    return (
        is_person(first, known) or is_organisation(first, known) or bool(_TITLE.match(first)) or bool(_BY.search(rest))
    )


def _rows(page: Page, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = start
    for row in page.text[start:end].split("\n"):
        if row.strip():
            found.append((at, at + len(row)))
        at += len(row) + 1
    return found


def _read_piece(page: Page, piece: _Piece, reading: _Reading, known: Parties | None) -> None:
    start, end = _trimmed(page.text, piece.start, piece.end)
    words = page.words(start, end)
    if not words:
        return
    if piece.opens:
        reading.waiting = 0
    led = re.match(r"(?P<of>[^:()]{2,60}):\s+", page.text[start:end])
    if led and not is_person(led["of"], known):
        reading.of = " ".join(re.sub(r"^(?:fra|frå|for|from)\s+", "", led["of"], flags=re.IGNORECASE).split())
        _read_piece(page, _Piece(start + led.end(), end, opens=False), reading, known)
        return
    by = _BY.search(page.text, start, end)
    if by:
        reading.of = page.words(start, by.start())
        _read_piece(page, _Piece(by.end(), end, opens=False), reading, known)
        return
    _read_entry(page, start, end, reading, known)


def _read_entry(page: Page, start: int, end: int, reading: _Reading, known: Parties | None) -> None:
    bracket = page.text.find("(", start, end)
    close = page.text.rfind(")", start, end)
    words = page.words(start, end)
    dash = re.search(r"\s[–—-]\s", page.text[start:end])
    if bracket > start and close > bracket:
        _read_bracketed(page, (start, bracket, close, end), reading, known)
    elif _is_note(words):
        reading.tell(words)
    elif dash:
        before, rest = (start, start + dash.start()), (start + dash.end(), end)
        if is_organisation(page.words(*before), known) and is_person(page.words(*rest), known):
            before, rest = rest, before
        _add_named(page, *before, page.words(*rest), reading, known)
    else:
        _read_plain(page, start, end, reading, known)


def _read_bracketed(page: Page, place: tuple[int, int, int, int], reading: _Reading, known: Parties | None) -> None:
    """`Name (organisation)`, `Organisation (name)`, or an organisation with a note on the one named before it."""
    start, bracket, close, end = place
    inside, after = page.words(bracket + 1, close), page.words(close + 1, end)
    name = page.words(start, bracket)
    if is_organisation(name, known) and is_person(inside, known):
        reading.add(Person(inside, bracket + 1, close, name))
        return
    if reading.waiting and (is_organisation(name, known) or reading.paired) and all(map(_is_note, _told(inside))):
        reading.give(name)
        reading.tell(inside)
        return
    _add_named(page, start, bracket, inside, reading, known)
    if after:
        reading.tell(after)


def _read_plain(page: Page, start: int, end: int, reading: _Reading, known: Parties | None) -> None:
    words = page.words(start, end)
    if is_person(words, known) and not (reading.paired and reading.waiting):
        reading.add(_person(page, start, end))
    elif reading.waiting:
        reading.give(words)
    elif re.fullmatch(_WORD, words) and not (is_organisation(words, known) and reading.found):
        reading.add(_person(page, start, end))


def _add_named(page: Page, start: int, end: int, told: str, reading: _Reading, known: Parties | None) -> None:
    """A name, and what stands in brackets or after a dash: organisation, part in the meeting, items."""
    person = _person(page, start, end)
    organisations: list[str] = []
    for part in _told(told):
        if _is_note(part):
            person = noted(person, part)
        else:
            organisations.append(part)
    reading.add(replace(person, organisation=", ".join(organisations) or person.organisation))


def _told(told: str) -> list[str]:
    """What is told in brackets, part by part; commas within an organisation's name part nothing."""
    parts = [part.strip() for part in re.split(r"\s*[,;/]\s*|\)\s*\(|\s[–—]\s", told) if part.strip()]
    joined: list[str] = []
    for part in parts:
        if joined and (joined[-1].endswith("-") or part[:1].islower()) and not _is_note(part):
            joined[-1] = f"{joined[-1]}, {part}"
        else:
            joined.append(part)
    return joined


def _is_note(words: str) -> bool:
    return bool(_NOTE.fullmatch(words) or any(role.fullmatch(words) for _, role in _ROLES))


def _person(page: Page, start: int, end: int) -> Person:
    start, end = _trimmed(page.text, start, end)
    title = _TITLE.match(page.text, start, end)
    begin = title.end() if title and title.end() < end else start
    person = Person(page.words(begin, end), begin, end)
    return _titled(person, title[0]) if title and begin > start else person


def _titled(person: Person, title: str) -> Person:
    """The same with what stands before the name, unless it says nothing of the meeting."""
    return person if _PLAIN_TITLE.fullmatch(title.strip()) else noted(person, title)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without bullets, blanks and stops at either end."""
    match = _BULLET.match(text, start, end)
    start = match.end() if match else start
    words = text[start:end].rstrip(" \n.,;:")
    return start, start + len(words)


def _pieces(page: Page, start: int, end: int, known: Parties | None, *, columns: bool) -> Iterator[_Piece]:
    """The text parted at commas, semicolons and «and», not within brackets; and where columns are."""
    text = page.text
    begin, opens, depth = start, True, 0
    for at in range(start, end):
        sign = text[at]
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if depth == 0 and (sign in ",;" or (columns and _is_gap(page, at, start))):
            yield from _parted(text, begin, at, known, opens=opens)
            begin, opens = at + 1, sign == ";"
    yield from _parted(text, begin, end, known, opens=opens)


def _is_gap(page: Page, at: int, start: int) -> bool:
    """Whether a column ends here: at a tab, or where more than one blank follows a word."""
    if page.raw[at] in "\t|":
        return True
    return at > start and page.text[at : at + 2] == "  " and page.text[at - 1].isalnum()


def _parted(text: str, start: int, end: int, known: Parties | None, *, opens: bool) -> Iterator[_Piece]:
    """Parted at «and» where a name stands on both sides."""
    for match in _AND.finditer(text, start, end):
        before, after = text[start : match.start()], text[match.end() : end]
        ended = before.rstrip().endswith(")") or is_person(_bare(before), known)
        begun = is_person(re.split(r"[(,;]|\s[–—-]\s|" + _AND.pattern, after, maxsplit=1)[0].strip(" .\n"), known)
        if before.count("(") == before.count(")") and ((ended and begun) or (not before.strip() and begun)):
            yield _Piece(start, match.start(), opens)
            start, opens = match.end(), False
    yield _Piece(start, end, opens)


def _bare(text: str) -> str:
    match = _BULLET.match(text)
    words = text[match.end() if match else 0 :]
    return " ".join(re.sub(r"^[^:()]{2,60}:\s+", "", words).split())
