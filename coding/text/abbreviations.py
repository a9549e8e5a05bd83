"""Abbreviations whose full stop ends no sentence, and the words after a number that make it an ordinal."""

from __future__ import annotations

from evaluation.language import Language

# After these the sentence always goes on.
_NORWEGIAN = """
adm ang art avd bd bl.a bla ca d.v.s dvs dr e.kr eks ekskl el ev evt f f.eks f.kr f.o.m fhv fom forts fung hhv hr if
ifb ifm ift iht ifbm inkl int jf jfr jur kap kgl kl kol m.a m.h.p m.h.t m.o.t ma mht nr okt o.l.a p.g.a p.t pga pkt
prof red ref resp rev sept sign sml spm st st.meld stk t.d t.eks t.o t.o.m tidl tlf tilsv tom utg v.h.a v.s.a vedr vha
vol vsa årg
"""
# These may be the last words of a sentence: it goes on where no capital letter follows.
_NORWEGIAN_LAST = """
dir e.l el.l etc flg m.fl m.m m.v mfl mill min mm mrd mv o.a o.fl o.l o.s.b o.s.v ofl ol osb osv pr pst s.d
"""
_ENGLISH = """
approx apr aug cf ch dec dept dr e.g ed eds esp est feb fig figs gen gov hon i.e ibid jan lt mr mrs ms mt nov oct
pp prof resp rev sec sen sep sept sr st viz vol vols vs
"""
_ENGLISH_LAST = "a.m al co corp etc inc jr ltd no p.m ph.d u.k u.s"

# What makes an ordinal of the number before it, also when written with a capital letter.
_TIMES = """
januar februar mars april mai juni juli august september oktober november desember
jan feb mar apr jun jul aug sep sept okt nov des kvartal halvår tertial termin uke veke
"""

_norwegian, _norwegian_last = frozenset(_NORWEGIAN.split()), frozenset(_NORWEGIAN_LAST.split())
ABBREVIATIONS: dict[Language, frozenset[str]] = {
    "nb": _norwegian,
    "nn": _norwegian,
    "en": frozenset(_ENGLISH.split()),
}
LAST_WORDS: dict[Language, frozenset[str]] = {
    "nb": _norwegian_last,
    "nn": _norwegian_last,
    "en": frozenset(_ENGLISH_LAST.split()),
}
AFTER_ORDINAL = frozenset(_TIMES.split())
