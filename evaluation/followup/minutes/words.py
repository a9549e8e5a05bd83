"""The words by which the parts of minutes are known, in bokmål, nynorsk and English, as patterns."""

from __future__ import annotations

import re
from typing import Literal

Section = Literal["presentation", "discussion", "conclusion", "action", "owner", "due"]
Block = Literal["present", "absent", "secretariat", "guest", "chair", "writer", "stop"]


def _label(words: str) -> re.Pattern[str]:
    """A label at the beginning of a row: before a colon or a dash, or alone on it."""
    return re.compile(rf"\s*(?P<label>{words})\s*(?:\([^()]*\)\s*)?(?:[:]\s*|[–—-]\s+|(?=\s*$))", re.IGNORECASE)


def _spaced(words: str) -> str:
    return "(?:" + words.replace(" ", r"\s+") + ")"


SECTIONS: dict[Section, re.Pattern[str]] = {
    "conclusion": _label(
        _spaced(
            r"konklusjon(?:er|ar|en)?|semje om|enighet om|einigheit om|vedtak(?:et)?|beslutning(?:er)?|avgjerd"
            r"|avgjørelse|besluttet|vedtatt|conclusions?"
            r"|decisions?|resolved|resolution|agreed|outcome|det ble konkludert|konkludert|samrøystes vedtak"
        )
    ),
    "discussion": _label(
        _spaced(
            r"diskusjon(?:en)?|drøfting(?:a|en)?|drøftelse|kommentar(?:er|ar)?|innspill|innspel|merknader"
            r"|merknadar|ordskifte"
            r"|discussion|comments|debate|behandling|handsaming|debatt"
        )
    ),
    "presentation": _label(
        _spaced(
            r"bakgrunn|orientering|innledning|innleiing|saksframlegg|saksopplysninger|saksopplysningar|presentasjon"
            r"|saksutredning|status|background|presentation|introduction|report"
        )
    ),
    "action": _label(
        _spaced(
            r"oppfølging(?:spunkt(?:er)?)?|oppfølgingspunkt|tiltak|aksjon(?:er|ar|spunkt(?:er)?)?|gjøremål"
            r"|gjeremål|å gjøre|å gjere"
            r"|action(?:s|\s+points?|\s+items?)?|follow-?\s?up|to\s?do|videre oppfølging|vidare oppfølging"
            r"|neste steg|next steps"
        )
    ),
    "owner": _label(_spaced(r"ansvar(?:lig|leg)?e?|ansvarshavende|responsible|owner|lead|hvem|kven|who")),
    "due": _label(_spaced(r"frist|tidsfrist|deadline|due(?: date)?|når|when|by when")),
}
_WITHIN = r"(?:ansvar(?:lig|leg|shavende)?|responsible|owner|tidsfrist|frist|deadline|due(?:\s+date)?)"
LABELLED_WITHIN = re.compile(
    rf"(?:(?<!\w)(?P<label>{_WITHIN})\s*:\s*|(?:[(;–—,]\s*|\s-\s+|^\s*"
    rf"|[.!?]\s+)(?P<bare>{_WITHIN})\s+(?=(?-i:[A-ZÆØÅ])|\d|neste|next|snarest|innen|innan))"
    rf"(?P<rest>[^;()]+?)(?=\s*[;)]|\s+[–—]\s|\s+-\s|,\s*{_WITHIN}\b|[.]?\s+{_WITHIN}\s*:|[.]?\s*$"
    rf"|[.]\s+(?-i:[A-ZÆØÅ]))",
    re.IGNORECASE,
)
INNER_LABEL = re.compile(
    r"(?<=[.!?»)])\s+(?=(?:konklusjon|vedtak|beslutning|agreed|decision|action|oppfølging|aksjon"
    r"|conclusion|drøfting|diskusjon|discussion)\s*:)",
    re.IGNORECASE,
)

BLOCKS: tuple[tuple[Block, re.Pattern[str]], ...] = (
    (
        "absent",
        _label(
            _spaced(
                r"(?:(?:desse|disse|følgende"
                r"|følgjande)\s+)?(?:medlemm?er\s+)?(?:hadde\s+)?(?:meldt?e?\s+)?(?:forfall|frafall)"
                r"|kunne ikk?j?e komm?e|ikkje møtte|ikke møtte"
                r"|fravær(?:ende)?|fråvær(?:ande)?"
                r"|ikke til stede|ikkje til stades?|ikke møtt|ikkje møtt|apolog(?:ies"
                r"|y)(?: for absence)?(?: received)?(?: from)?|absent(?: with apologies)?"
                r"|absentees|regrets|not present|ikke tilstede"
            )
        ),
    ),
    (
        "secretariat",
        _label(_spaced(r"(?:fra |frå )?sekretariat(?:et)?|secretariat|from the secretariat")),
    ),
    (
        "guest",
        _label(
            _spaced(
                r"gjest(?:er|ar)?|innbudte?|inviterte?|innleder(?:e)?|innleiar(?:ar)?|observatør(?:er|ar)?"
                r"|også til stede|også til stades|i tillegg(?: møtte| deltok)?"
                r"|also present|also attending|in attendance|guests?|observers?|invited"
            )
        ),
    ),
    (
        "present",
        _label(
            _spaced(
                r"til ?stede(?: var)?|tilstades?|til stades?|(?:de |dei )?som møtte|(?:øvrige |andre "
                r"|møte)?delt(?:akere|akarar|agere"
                r"|akarane)|(?:desse |disse |følgende |følgjande )?(?:medlemm?er )?(?:frem|fram)?møtte"
                r"|(?:disse |desse )?var med"
                r"|oppmøte|medlemmer(?: til stede)?|medlemer|møtende|møtande|representanter|(?:members )?present"
                r"|attendees|attendance|participants|attending|members"
            )
        ),
    ),
    (
        "chair",
        _label(
            _spaced(r"møteled(?:er|et av)|møteleiar|ordstyrer|ordstyrar|leder|leiar|chair(?:man|woman|person|ed by)?")
        ),
    ),
    (
        "writer",
        _label(
            _spaced(
                r"(?:møte)?referent|sekretær|skriver|skrivar|ført av|referat ved|minutes(?: taken)? by"
                r"|minute[- ]taker|note[- ]taker|secretary|recorded by"
            )
        ),
    ),
    ("stop", _label(_spaced(r"kopi(?: til)?|sendt? til|sendes til|fordeling|distribution|cc|copy to|kopimottakere"))),
)

# What is said of the meeting itself, before its agenda.
HEAD: dict[str, re.Pattern[str]] = {
    name: re.compile(rf"(?:^|(?<=\s))(?P<label>{words})\s*:\s*", re.IGNORECASE)
    for name, words in {
        "date": _spaced(
            r"møtedato|dato og tid|date and time|dato|date|når|when|tid og sted|tid og stad|time and place"
        ),
        "time": _spaced(r"tidspunkt|klokkeslett|møtetid|tid|time|kl\.?"),
        "place": _spaced(r"møtested|møtestad|sted|stad|kvar|hvor|venue|place|location|where|lokale"),
        "group": _spaced(r"møte i|møte|gruppe|utvalg|utval|forum|organ|meeting|group|committee"),
        "number": _spaced(r"møte ?nr\.?|møtenummer|meeting no\.?|referat nr\.?"),
    }.items()
}
RECORD = re.compile(
    r"(?:møte)?referat(?:et)?|møteprotokoll|møtebok|protokoll|(?:draft\s+|approved\s+)?minutes|notes|notat",
    re.IGNORECASE,
)
# `Referat fra møte nr. 3 i …`, `Minutes of the … meeting`
RECORD_OF = re.compile(
    r"(?:møte)?(?:referat|protokoll|møtebok|notat)(?:et)?\s*(?:nr\.?\s*\S+\s+)?(?:fra|frå|av|for|til)\s+"
    r"(?:(?P<kind>(?:ordinært\s+|ekstraordinært\s+|telefon|digitalt\s+"
    r"|video)?møtet?)\s*(?:nr\.?\s*(?P<number>\d+(?:\s*[/-]\s*\d+)?))?"
    r"\s*(?:(?:i|av|for|med|mellom)\s+)?)?(?P<group>.*)",
    re.IGNORECASE,
)
MINUTES_OF = re.compile(
    r"(?:draft\s+|approved\s+)?(?:minutes|notes)\s+(?:of|from)\s+(?:(?:the"
    r"|a)\s+)?(?:meeting\s+(?:no\.?\s*(?P<number>\S+)\s+)?(?:of\s+(?:the\s+)?)?)?(?P<group>.*)",
    re.IGNORECASE,
)
BODY = re.compile(
    r"gruppe[nar]?\b|gruppa\b|utval(?:et|get|g)?\b|\bråd(?:et)?\b|rådet\b|forum(?:et)?\b"
    r"|komit[eé](?:en)?\b|nemnd[a]?\b|styret?\b|\bstyre|samarbeid(?:et)?\b"
    r"|kontaktmøte|samråd|panel(?:et)?\b|nettverk(?:et)?\b|\b(?:committee|group|council|board|forum|panel"
    r"|task force|working party|partnership)\b",
    re.IGNORECASE,
)

OTHER_BUSINESS = re.compile(
    r"(?:eventuelt|eventuell|ymse|anna|annet|andre saker|ymist|a\.?o\.?b\.?|any other business"
    r"|other business|other matters|miscellaneous|any other matters)\s*[.:]?",
    re.IGNORECASE,
)
NO_ITEMS = re.compile(
    r"\s*(?:(?:det\s+(?:ble|vart|blei|var)\s+)?(?:ikke|ikkje)\s+(?:meldt|meld)\b.*|ingen(?:\s+(?:saker?"
    r"|ting|meldte|merknader?|merknadar)\b.*|\s*)|inga\b.*|ingenting\b.*|ingen\s+hadde\b.*"
    r"|none|nil|nothing\b.*|no (?:other|further|items?)\b.*|there (?:was|were) no\b.*)\s*\.?\s*",
    re.IGNORECASE | re.DOTALL,
)
NEXT_MEETING = re.compile(
    r"(?:tid(?:spunkt)? for |dato for |date (?:and time )?of |time of )?(?:the\s+)?(?:neste"
    r"|next)\s+(?:møte|meeting)\w*"
    r"|neste gang|vi møtes (?:igjen|neste gang)|we meet (?:again|next)",
    re.IGNORECASE,
)
NOT_ITEMS = re.compile(
    r"(?:(?:aksjons|oppfølgings|tiltaks|gjøremåls)(?:liste|oversikt|punkter|punkt)|action (?:list|log"
    r"|items|points)|actions?|oppfølging|vedlegg|attachments?|appendix|appendices"
    r"|referent|underskrift|signatur|signed|attendance|til ?stede|deltakere|deltakarar|participants"
    r"|present|forfall|apologies|møtet (?:ble )?hevet.*|move?tet vart heva.*)\s*:?",
    re.IGNORECASE,
)
AGENDA = re.compile(
    r"(?:dagsorden|sakliste|saksliste|sakliste og referat|saksliste og referat|agenda|saker"
    r"|følgende saker ble (?:diskutert|behandlet)|til behandling)\s*:?",
    re.IGNORECASE,
)
APPENDIX = re.compile(
    r"\s*(?:vedlegg|appendix|annex|attachment|bilag)\b\s*(?:nr\.?\s*)?(?P<number>\d{1,2}"
    r"|[A-Z])?\s*(?:[:–—-]\s*|\.\s+|\s+|$)(?P<title>.*)$",
    re.IGNORECASE,
)

PRESENTING = re.compile(
    r"\b(?:orient\w*|presenter\w*|la\s+(?:fram|frem)|lagt\s+(?:fram|frem)|gjennomg\w*|gjekk\s+gjennom"
    r"|gikk\s+gjennom|innle\w*|fortalte|fortalde|redegj\w*|gjorde\s+greie"
    r"|satt\s+på|tatt\s+opp|teken\s+opp|presented|reported|gave|introduced|informed|set\s+out|updated|welcomed)\b",
    re.IGNORECASE,
)
DISCUSSING = re.compile(
    r"\b(?:diskut\w*|diskusjon\w*|drøft\w*|komment\w*|mente|meinte|pekte|peika|etterlyst\w*|spurte|spurde"
    r"|spørsmål|ulike\s+syn|ulike\s+meininger|innspill|understrek\w*"
    r"|discuss\w*|asked|question\w*|members|commented|noted\s+that|argued|suggested|debat\w*|foreslo"
    r"|forslag|ønske[rt]|ønskjer|støtt\w*)\b",
    re.IGNORECASE,
)
# Sentences that are conclusions without being called so.
CONCLUDING = re.compile(
    r"\b(?:(?:ble|blei|vart|er|was|were)\s+(?:\w+\s+)?(?:godkjent\w*|godkjend\w*|vedtatt\w*|vedteke\w*"
    r"|vedtekne|approved|adopted|accepted|confirmed|agreed)|godkjennes|godkjennast"
    r"|(?:ble|vart|blei)\s+(?:tatt|teke|teken)\s+til\s+(?:orientering|etterretning|vitende|etterretning)"
    r"|ta(?:r|s|tt)?\s+(?:\w+\s+){0,3}til\s+(?:orientering|etterretning|etterretning)"
    r"|tek\s+(?:\w+\s+){0,3}til\s+(?:vitende|orientering|etterretning)|tas\s+t\.o\.|slutt(?:er|et"
    r"|a)\s+seg\s+til|enighet\s+om|var\s+(?:enige?|samde?)\s+om|er\s+(?:enige|samde)\s+om"
    r"|det\s+(?:ble|vart|blei)\s+(?:besluttet|bestemt|vedtatt|vedteke|avtalt|avgjort|enighet)"
    r"|konkluderte?\s+med|it\s+was\s+(?:agreed|decided|resolved)|took\s+note|take\s+note|rådde\s+til"
    r"|agreed\s+(?:to|that|on))\b"
    r"|^(?:godkjent|godkjend|vedtatt|vedteke|approved|agreed|adopted|noted|utsatt|utsett|utsettes)\b",
    re.IGNORECASE,
)

_LATER = (
    r"(?:(?:til|på|i|ved|at|to|until|for|of|on)\s+)?(?:(?:det|the|eit|et|a)\s+)?(?:neste|første"
    r"|komm[ea]nde|sei?nere|seinare|next|later|following|subsequent|future|coming)\s+(?:\w+\s+)?(?:møte\w*"
    r"|meeting\w*|dagsorden\w*|agenda)"
)
LATER = re.compile(_LATER, re.IGNORECASE)
_SUBJECT = (
    r"(?:(?:sak(?:en|a|ene)|punkt(?:et|a)?|tema(?:et)?|spørsmålet|behandling(?:en|a)|handsaminga|den|det"
    r"|dette|ho|han|desse|disse|(?:the|this)\s+(?:item|matter|question|point|topic|discussion)|it)\b[^.]{0,60}?)"
)
_PUT_OFF = (
    r"(?:settes|setjast|sett(?:es)?|satt|tas|takast|teken|tatt|føres|flyttes|flyttast|skyves|går|overføres"
    r"|overførast|utsettes|utsatt|utsett|kommer|kjem|behandles|handsamast|drøftes|drøftast"
    r"|deferred|postponed|carried|placed|put|held|come|taken|considered|discussed|moved|return(?:ed)?)"
)
TO_NEXT = (
    re.compile(
        rf"^\W*(?:vert|blir|blei|ble|vart|to\s+be)\s+(?:teke|teken|tatt|sett|satt|taken|considered)\b[^.]*?\b{_LATER}",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:tar|tek)\s+(?:den|det|denne|dette|saken|saka|ho|han)\b[^.]*?\b{_LATER}", re.IGNORECASE),
    re.compile(rf"^(?:\W*){_SUBJECT}\b{_PUT_OFF}\b[^.]*?\b{_LATER}", re.IGNORECASE),
    re.compile(
        rf"^\W*(?:saken\s+|saka\s+)?(?:(?:er|ble|vart|blir)\s+)?(?:utsettes|utsatt|utsett|settes|tas\s+opp"
        rf"|takast\s+opp|føres\s+opp|deferred|postponed|carried\s+(?:over|forward)|held\s+over"
        rf"|to\s+be\s+(?:taken|discussed|considered))\b[^.]*?\b{_LATER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:kommer?|kjem|kome)\s+(?:tilbake|attende)\s+til\s+(?:saken|saka|\w+et|\w+en|\w+a"
        rf"|punktet)\b[^.]*?\b{_LATER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:sett|settes|satt|føres|placed|put)\s+(?:opp\s+)?(?:på|on)\s+(?:the\s+)?(?:dagsorden\w*"
        rf"|saks?listen?a?|agenda\w*)\b[^.]*?\b{_LATER}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:will|to)\s+(?:be\s+)?(?:come\s+back|return|carried|revisited|resumed)\b[^.]*?\b{_LATER}", re.IGNORECASE
    ),
)
NOT_TREATED = re.compile(
    r"\b(?:ikke|ikkje)\s+(?:\w+\s+){0,2}?(?:\w*behandlet|\w*behandla|\w*handsama|behandlast|drøftet|drøfta"
    r"|gjennomgått)\b"
    r"|\b(?:ikke|ikkje)\s+tid\s+til\b|\brakk\s+(?:vi\s+|man\s+)?(?:ikke|ikkje)\b|\bikke\s+rukket\b"
    r"|\bikkje\s+nådd\b|\bnot\s+(?:discussed"
    r"|considered|reached|taken\s+up|treated|dealt\s+with|addressed)\b"
    r"|\b(?:did\s+)?not\s+(?:reach|discuss|consider|address)\b|\bran\s+out\s+of\s+time\b|\b(?:no"
    r"|insufficient)\s+time\s+to\b"
    r"|^\W*(?:saken\s+|saka\s+|punktet\s+|the\s+item\s+)?(?:(?:er|ble|vart|blei|blir|vert|was"
    r"|is)\s+)?(?:utsatt|utsett|utsettes|deferred|postponed|held\s+over|carried\s+(?:over|forward))\b",
    re.IGNORECASE,
)
