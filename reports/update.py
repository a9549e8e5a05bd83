"""Renewing what the data say: generated text, figures and numbers; never the researcher's own words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from evaluation.errors import fail
from evaluation.language import Language
from evaluation.store.coding_queries import codings_there
from evaluation.study import Study
from reports.appendix.discover import appendix_figures, appendix_of, appendix_text
from reports.engines.front import front_matter, language_of
from reports.engines.reading import text_of
from reports.evidence import Quote, finding_quotes, quotes
from reports.facts import Facts, gather, included_in
from reports.files import FIGURES, FOLDER, GENERATED, REPORT, content_of, report_folder
from reports.findings.explaining import finding_origins
from reports.findings.sections import findings_texts, tell_findings
from reports.illustrations import Illustration, illustrations
from reports.living.confirming import confirmations_of, theme_labels
from reports.living.difference import differences
from reports.living.evidence import Told, figures_as_now, in_folder
from reports.living.history import keep_history, read_history
from reports.living.paragraphs import paragraphs_of
from reports.living.renewed import Renewed
from reports.living.standing import remember, standings
from reports.manifest import Drawn, Manifest, read_manifest
from reports.markdown import division, figure, paragraphs
from reports.material import material_origins, part_origins
from reports.numbers import numbers_behind
from reports.origins import NAME as ORIGINS
from reports.origins import origins_file, quote_origins
from reports.parts.discover import STUDY, part_texts
from reports.parts.telling import Telling
from reports.project import project_files
from reports.renewing import renew
from reports.sections import SECTIONS, theme_evidence, theme_questions
from reports.surveys.chapter import chapter, figure_text, has_tables
from reports.surveys.joint import Beside, beside, theme_answers
from reports.surveys.origins import survey_origins
from reports.surveys.pictures import pictures
from reports.templates import declaration_of, template_names

FORMATS = ("png", "svg")


def update_report(study: Study, *, folder: str = FOLDER, gathered: Facts | None = None) -> Renewed:
    """Bring `_generated/`, `figures/`, `_variables.yml` and the extension in line with the study.

    What is told is what the report's template asks for; one that no template of ours began is told of everything the
    study itself tells. The same data give the same bytes, and a file that would not change is not written. A generated
    file that was changed by hand is put aside first. Paragraphs of the narrative that were not seen before were written
    on what the folder told until now. gathered: what has just been read of the study, in the report's language. Raises
    REPORT-001 when there is no report.qmd.
    """
    place, labels = report_folder(study, folder), theme_labels(study)
    report_language(place, study)
    before, there = in_folder(place, labels), paragraphs_of(place)
    confirmed = confirmations_of(study)
    history = read_history(place)
    files, drawn, facts = made_files(study, folder=folder, gathered=gathered)
    seen = bool(before)  # a draft has not been read by anybody before its files are there
    last = read_manifest(place)
    if seen:
        before |= figures_as_now(before, drawn, last.figures)
        history = remember(there, history, before, confirmed)
    changes = renew(place, files, drawn, last)
    after = in_folder(place, labels)
    if not seen:
        history = remember(there, history, after, confirmed)
    keep_history(place, history)
    changed = differences(before, after, silent=_silent(before, facts), gone=_gone(study, before)) if seen else ()
    return Renewed(changes, changed, tuple(standings(there, history, after, confirmed)))


def made_files(
    study: Study, *, folder: str = FOLDER, gathered: Facts | None = None
) -> tuple[dict[str, bytes | None], dict[str, Drawn], Facts]:
    """All that is generated, by path in the report folder (None: as it is), and the words of its figures."""
    place = report_folder(study, folder)
    language = report_language(place, study)
    if gathered is not None and gathered.language == language:
        facts = replace(gathered, included=included_in(place / REPORT))
    else:
        facts = gather(study, language, place / REPORT)
    parts = tell_parts(study, facts, place)
    texts: dict[str, bytes | None] = {f"{GENERATED}/{name}.qmd": text.encode() for name, text in parts.items()}
    figures: dict[str, bytes | None] = {}
    drawn: dict[str, Drawn] = {}
    if _tells_study(place, facts, texts):
        told, figures, drawn = _study(study, facts, place, read_manifest(place), parts)
        texts |= told
    else:
        texts[ORIGINS] = origins_file(part_origins(parts))
    return {**texts, **figures, **project_files(facts)}, drawn, facts


def _quoted(told: Told) -> dict[str, str]:
    """Coding → the words it was told with."""
    return {coding: words for each in told.values() if each.kind == "quotes" for coding, words in each.parts.items()}


def _gone(study: Study, told: Told) -> frozenset[str]:
    """The codings of quotes that there are no longer, whoever spoke."""
    quoted = _quoted(told)
    with study.store.reading() as connection:
        there = codings_there(connection, map(int, quoted))
    return frozenset(each for each in quoted if int(each) not in there)


def _silent(told: Told, facts: Facts) -> list[str]:
    """Words that must not be told again: nobody may quote who said them any more, or nobody knows who that was."""
    quotes = _quoted(told)
    there = facts.codings[facts.codings["id"].isin([int(each) for each in quotes])]
    may = set(there[there["participant"].isin(facts.quotable)]["id"].astype(str))
    return [words for coding, words in quotes.items() if coding not in may]


def _study(
    study: Study, facts: Facts, folder: Path, last: Manifest, parts: Mapping[str, str]
) -> tuple[dict[str, bytes | None], dict[str, bytes | None], dict[str, Drawn]]:
    """What the study's themes, people and surveys tell: texts, and figures with their words."""
    appendix = appendix_of(study)
    shown = (*illustrations(facts), *pictures(facts.surveys.surveys), *appendix_figures(appendix, facts))
    figures, drawn = _figures(shown, folder, last)
    pointers = {each.name: each.pointer for each in shown}

    def fragment(name: str) -> str:
        return _fragment(name, pointers, drawn)

    chosen = quotes(facts)
    themes = beside(facts, [each for listed in chosen.values() for each in listed])
    told = {**_texts(facts, chosen), **_survey_texts(facts, themes, fragment)}
    findings = tell_findings(study, facts)
    told |= findings_texts(findings, facts)
    told["coding"] += numbers_behind(facts)
    told["appendix"] = appendix_text(appendix, facts, fragment)
    texts: dict[str, bytes | None] = {f"{GENERATED}/{name}.qmd": text.encode() for name, text in told.items()}
    quoted = [*(each for listed in chosen.values() for each in listed), *(each.quote for each in themes if each.quote)]
    if facts.surveys:
        log = json.dumps(facts.surveys.hidings.as_dict(), ensure_ascii=False, indent=1)
        texts[f"{GENERATED}/hidden.json"] = f"{log}\n".encode()
    nameless = {each.quote.coding for each in themes if each.quote and each.chosen}
    fragments = _fragments(facts, pointers, drawn)
    known = [*survey_origins(facts.surveys), *part_origins(parts)]
    written = dict(parts) | {
        name: (text or b"").decode() for name, text in (*texts.items(), *fragments.items()) if name.endswith(".qmd")
    }
    known += material_origins(written, facts, {each.id for each in known})
    quoted += [
        each for each in finding_quotes(facts) if each.coding not in {one.coding for one in quoted} or not each.coding
    ]
    texts[ORIGINS] = origins_file([*known, *finding_origins(findings), *quote_origins(quoted, facts, nameless)])
    return {**texts, **fragments}, figures, drawn


def _tells_study(folder: Path, facts: Facts, made: Mapping[str, bytes | None]) -> bool:
    """Whether the template asks for it, or the report draws in what nothing else has made."""
    return STUDY in _parts_of(folder) or any(f"{GENERATED}/{name}.qmd" not in made for name in facts.included)


def report_language(folder: Path, study: Study) -> Language:
    """The language the report was drafted in: `lang` in its front matter, else the study's own.

    Raises REPORT-001 when there is no report.qmd, ENGINE-009 when its front matter cannot be read.
    """
    file = folder / REPORT
    if not file.is_file():
        raise fail("REPORT-001", file=file)
    front = front_matter(text_of(folder, Path(REPORT)), str(file))
    return language_of(front, {"lang": study.evaluation.language}, None)


def _front(folder: Path) -> Mapping[str, Any]:
    return front_matter(text_of(folder, Path(REPORT)), str(folder / REPORT))


def _parts_of(folder: Path) -> tuple[str, ...]:
    """The parts the report's template asks for."""
    name = _front(folder).get("underveis-template")
    return declaration_of(str(name)).parts if name in template_names() else (STUDY,)


def tell_parts(study: Study, facts: Facts, folder: Path) -> dict[str, str]:
    """What the report's template tells beside what the study's own themes do."""
    front = _front(folder)
    name = str(front.get("underveis-template") or "")
    if name not in template_names():
        return {}
    declared = declaration_of(name)
    of = str(front.get(f"underveis-{declared.choice}") or "") if declared.choice else ""
    named = front.get("underveis-names") is True
    told = Telling(study, facts.language, of, folder / REPORT, names=named, gathered=facts)
    return part_texts(declared.parts, told)


def unshown_survey(study: Study) -> str:
    """The line that would draw the chapter on the surveys into `report.qmd`; nothing where it is there, or has nothing
    to tell."""
    folder = study.folder / "report"
    written = content_of(folder / GENERATED / "survey.qmd") or b""
    if not written.strip() or "survey" in included_in(folder / REPORT):
        return ""
    return f"{{{{< include {GENERATED}/survey.qmd >}}}}"


def _texts(facts: Facts, chosen: Mapping[str, list[Quote]]) -> dict[str, str]:
    told = {name: write(facts) for name, write in SECTIONS.items()}
    for theme in facts.evaluation.themes:
        told[f"theme-{theme.id}-questions"] = theme_questions(facts, theme)
        told[f"theme-{theme.id}-quotes"] = theme_evidence(facts, theme, chosen[theme.id])
    return told


def _survey_texts(facts: Facts, themes: Sequence[Beside], fragment: Callable[[str], str]) -> dict[str, str]:
    """The chapter, what it tells of each theme in the theme's own place, and each figure by itself."""
    told = {"survey": chapter(facts, themes, fragment)}
    for theme in facts.evaluation.themes:
        told[f"theme-{theme.id}-survey"] = theme_answers(facts, theme)
    told |= {
        f"figure-{each.id}": figure_text(each, fragment, tabled=has_tables(facts)) for each in facts.surveys.figures
    }
    return told


def _figures(
    shown: Iterable[Illustration], folder: Path, last: Manifest
) -> tuple[dict[str, bytes | None], dict[str, Drawn]]:
    """The figures' files (None: as they are) and words; drawn anew only where their data changed."""
    files: dict[str, bytes | None] = {}
    drawn: dict[str, Drawn] = {}
    for each in shown:
        paths = [f"{FIGURES}/{each.name}.{format_}" for format_ in FORMATS]
        known = last.figures.get(each.name)
        if known and known.key == each.key and all(last.is_untouched(folder, path) for path in paths):
            files |= dict.fromkeys(paths)
            drawn[each.name] = replace(known, values=each.values)
        else:
            made, drawn[each.name] = _drawn(each)
            files |= made
    return files, drawn


def _drawn(illustration: Illustration) -> tuple[dict[str, bytes], Drawn]:
    from reports.figures.drawing import render_bytes

    drawing = illustration.draw()
    made = {
        f"{FIGURES}/{illustration.name}.{format_}": made for format_, made in render_bytes(drawing, FORMATS).items()
    }
    return made, Drawn(illustration.key, drawing.caption, drawing.alternative, illustration.values)


def _fragments(facts: Facts, pointers: dict[str, str], drawn: dict[str, Drawn]) -> dict[str, bytes | None]:
    """One file for each figure the report may include; an empty one where there is nothing to show."""
    names = ["timeline", "talk", "heatmap", *(f"theme-{theme.id}" for theme in facts.evaluation.themes)]
    return {f"{GENERATED}/figure-{name}.qmd": _fragment(name, pointers, drawn).encode() for name in names}


def _fragment(name: str, pointers: dict[str, str], drawn: dict[str, Drawn]) -> str:
    if name not in drawn:
        return "\n"
    shown = figure(name, drawn[name].caption, drawn[name].alternative)
    return shown if name == "timeline" else paragraphs([division("pointer", pointers[name]).strip(), shown])
