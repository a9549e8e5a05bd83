"""`underveis finding`: what the material amounts to, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.choices import choose
from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import show_json, show_table, write_to
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command, Group, wrong
from evaluation.language import phrase

if TYPE_CHECKING:
    from evaluation.language import Language
    from evaluation.model import Localised
    from evaluation.model.finding import Finding
    from evaluation.study import Study

ORDER = 78
EVIDENCE = keys("id kind counter status words title attribution source start end coding code key figure withheld note")
FINDING = keys(
    "id theme statement detail state public position author at",
    evidence=[EVIDENCE],
    recommendations=[keys("id text to")],
)
SHAPES = {
    "finding add": FINDING,
    "finding list": [FINDING],
    "finding show": FINDING,
    "finding change": FINDING,
    "finding order": [keys("id theme position")],
    "finding publish": [keys("id public")],
    "finding withdraw": [keys("id public")],
    "finding remove": [keys("id theme statement")],
    "finding import": keys("new changed same"),
    "finding export": keys("file findings"),
    "finding figures": [keys("key figure question answer by group value base hidden says")],
    "finding evidence add": EVIDENCE,
    "finding evidence remove": [keys("id finding kind")],
    "finding evidence mark": keys("id finding counter note"),
    "finding evidence confirm": keys("id finding kind"),
    "finding recommendation add": FINDING,
    "finding recommendation remove": FINDING,
}
COLUMNS = ("id", "theme", "statement", "evidence", "counter", "recommendations", "state", "public")
Id = Annotated[int, typer.Argument(metavar="number", help="finding.cli.id")]
Ids = Annotated[list[int], typer.Argument(metavar="number", help="finding.cli.ids")]
Nb = Annotated[str | None, typer.Option("--nb", metavar="text", help="finding.cli.nb")]
Nn = Annotated[str | None, typer.Option("--nn", metavar="text", help="finding.cli.nn")]
En = Annotated[str | None, typer.Option("--en", metavar="text", help="finding.cli.en")]
Detail = Annotated[str | None, typer.Option(metavar="text", help="finding.cli.detail")]
State = Annotated[str | None, typer.Option(metavar="text", help="finding.cli.state")]
Note = Annotated[str | None, typer.Option(metavar="text", help="finding.cli.note")]


def register(app: typer.Typer) -> None:
    group = _group(app, "finding", "finding.cli.help")
    for name, call in (("add", add), ("list", list_), ("show", show), ("change", change), ("order", order),
                       ("publish", publish), ("withdraw", withdraw), ("remove", remove), ("import", import_),
                       ("export", export), ("figures", figures)):  # fmt: skip
        group.command(name, cls=Command, help=phrase(f"finding.cli.{name}"))(call)
    evidence = _group(group, "evidence", "finding.cli.evidence")
    on_evidence = (("add", add_evidence), ("remove", remove_evidence), ("mark", mark), ("confirm", confirm))
    for name, own in on_evidence:
        evidence.command(name, cls=Command, help=phrase(f"finding.cli.evidence_{name}"))(own)
    advice = _group(group, "recommendation", "finding.cli.recommendation")
    for name, its in (("add", recommend), ("remove", unrecommend)):
        advice.command(name, cls=Command, help=phrase(f"finding.cli.recommendation_{name}"))(its)


def add(
    theme: Annotated[str, typer.Argument(metavar="text", help="finding.cli.theme")],
    statement: Annotated[str | None, typer.Argument(metavar="text", help="finding.cli.statement")] = None,
    *,
    nb: Nb = None,
    nn: Nn = None,
    en: En = None,
    detail: Detail = None,
    state: State = None,
    public: Annotated[bool, typer.Option("--public", help="finding.cli.is_public")] = False,
) -> None:
    from evaluation.model import Localised
    from evaluation.model.finding import STATES, Finding
    from reports.findings.keeping import add_finding

    study = opened()
    language = shown_language(study)
    said = _written(Localised(), statement, {"nb": nb, "nn": nn, "en": en}, language)
    finding = Finding(theme, said, _written(Localised(), detail, {}, language), public=public)
    kept = add_finding(study, replace(finding, state=choose("state", state, STATES)) if state else finding)
    _tell("finding.added", lambda: _told(study, [kept])[0], id=kept.id, theme=kept.theme)


def list_(theme: Annotated[str | None, typer.Option(metavar="text", help="finding.cli.only_theme")] = None) -> None:
    from reports.findings.keeping import list_findings

    study = opened()
    found = list_findings(study, theme=theme)
    if chosen.as_json:
        show_json(_told(study, found))
    elif not found:
        print(phrase("finding.none").rstrip())
    else:
        rows = [_row(each, shown_language(study)) for each in found]
        show_table([phrase(f"finding.column.{name}") for name in COLUMNS], rows)


def show(id_: Id) -> None:
    from reports.findings.keeping import find_finding

    study = opened()
    [told] = _told(study, [find_finding(study, id_)])
    if chosen.as_json:
        show_json(told)
    else:
        print("\n\n".join(_lines(told, shown_language(study))))


def change(
    id_: Id,
    *,
    statement: Annotated[str | None, typer.Option(metavar="text", help="finding.cli.statement")] = None,
    nb: Nb = None,
    nn: Nn = None,
    en: En = None,
    detail: Detail = None,
    theme: Annotated[str | None, typer.Option(metavar="text", help="finding.cli.theme")] = None,
    state: State = None,
) -> None:
    from evaluation.model.finding import STATES
    from reports.findings.keeping import change_finding, find_finding

    if (statement, nb, nn, en, detail, theme, state) == (None,) * 7:
        raise wrong(None, "CLI-010", command="underveis finding change")
    study = opened()
    language, before = shown_language(study), find_finding(study, id_)
    kept = replace(
        before,
        statement=_written(before.statement, statement, {"nb": nb, "nn": nn, "en": en}, language),
        detail=_written(before.detail, detail, {}, language),
        theme=before.theme if theme is None else theme,
        state=choose("state", state, STATES) if state else before.state,
    )
    after = change_finding(study, kept, was=before.stamp)
    _tell("finding.changed", lambda: _told(study, [after])[0], id=id_)


def order(ids: Ids) -> None:
    from reports.findings.keeping import order_findings

    placed = order_findings(opened(), ids)
    told = [{"id": each.id, "theme": each.theme, "position": each.position} for each in placed]
    listed = ", ".join(str(each.id) for each in placed)
    _tell("finding.placed", lambda: told, theme=placed[0].theme, ids=listed)


def publish(ids: Ids) -> None:
    _publish(ids, public=True)


def withdraw(ids: Ids) -> None:
    _publish(ids, public=False)


def remove(ids: Ids) -> None:
    from reports.findings.keeping import remove_findings

    gone = remove_findings(opened(), ids)
    told = [{"id": each.id, "theme": each.theme, "statement": each.statement.as_dict()} for each in gone]
    _tell("finding.removed", lambda: told, n=len(gone))


def import_(file: Annotated[Path, typer.Argument(metavar="file", help="finding.cli.file")]) -> None:
    from reports.findings.files import import_findings

    done = import_findings(opened(), file)
    counts = {name: len(ids) for name, ids in done.as_dict().items()}
    _tell("finding.imported", done.as_dict, **counts)


def export(file: Annotated[Path, typer.Argument(metavar="file", help="finding.cli.to_file")]) -> None:
    from reports.findings.files import export_findings

    study, written = opened(), list[int]()
    write_to(file, lambda path: written.append(export_findings(study, path)))
    _tell("finding.exported", lambda: {"file": str(file), "findings": written[0]}, n=written[0], file=file)


def figures() -> None:
    from reports.findings.figures import cells, told_surveys

    study = opened()
    language = shown_language(study)
    found = list(cells(told_surveys(study, language)))
    if chosen.as_json:
        show_json([each.as_dict(language) for each in found])
    elif not found:
        print(phrase("finding.no_figures"))
    else:
        rows = [[each.key, each.sentence(language)] for each in found]
        show_table([phrase(f"finding.column.{name}") for name in ("key", "says")], rows)


def add_evidence(
    id_: Id,
    *,
    coding: Annotated[int | None, typer.Option(metavar="number", help="finding.cli.coding")] = None,
    source: Annotated[str, typer.Option(metavar="text", help="finding.cli.source")] = "",
    words: Annotated[str | None, typer.Option(metavar="text", help="finding.cli.words")] = None,
    survey: Annotated[str, typer.Option(metavar="text", help="finding.cli.survey")] = "",
    follow_up: Annotated[str, typer.Option("--follow-up", metavar="text", help="finding.cli.follow_up")] = "",
    counter: Annotated[bool, typer.Option("--counter", help="finding.cli.counter")] = False,
    note: Note = None,
) -> None:
    from reports.findings.resting import Wanted, add_evidence
    from reports.findings.telling import told_evidence

    study = opened()
    wanted = Wanted(coding, source, words, survey=survey, follow_up=follow_up, counter=counter, note=note or "")
    kept = add_evidence(study, id_, wanted)
    _tell("finding.rests", lambda: told_evidence(study, [kept], shown_language(study))[0], id=id_, evidence=kept.id)


def remove_evidence(
    ids: Annotated[list[int], typer.Argument(metavar="number", help="finding.cli.evidence_ids")],
) -> None:
    from reports.findings.resting import remove_evidence

    gone = remove_evidence(opened(), ids)
    told = [{"id": each.id, "finding": each.finding, "kind": each.kind} for each in gone]
    _tell("finding.unrests", lambda: told, n=len(gone))


def mark(
    id_: Annotated[int, typer.Argument(metavar="number", help="finding.cli.evidence_id")],
    *,
    counter: Annotated[bool | None, typer.Option("--counter/--supports", help="finding.cli.supports")] = None,
    note: Note = None,
) -> None:
    from reports.findings.resting import mark_evidence

    if counter is None and note is None:
        raise wrong(None, "CLI-010", command="underveis finding evidence mark")
    kept = mark_evidence(opened(), id_, counter=counter, note=note)
    told = {"id": id_, "finding": kept.finding, "counter": kept.counter, "note": kept.note}
    _tell("finding.marked", lambda: told, id=id_)


def confirm(id_: Annotated[int, typer.Argument(metavar="number", help="finding.cli.evidence_id")]) -> None:
    from reports.findings.resting import confirm_evidence

    kept = confirm_evidence(opened(), id_)
    _tell("finding.confirmed", lambda: {"id": id_, "finding": kept.finding, "kind": kept.kind}, id=id_)


def recommend(
    id_: Id,
    text: Annotated[str | None, typer.Argument(metavar="text", help="finding.cli.advice")] = None,
    *,
    to: Annotated[list[str] | None, typer.Option(metavar="text", help="finding.cli.to")] = None,
    nb: Nb = None,
    nn: Nn = None,
    en: En = None,
) -> None:
    from evaluation.model import Localised
    from evaluation.model.finding import Recommendation
    from reports.findings.keeping import recommend

    study = opened()
    language = shown_language(study)
    said = _written(Localised(), text, {"nb": nb, "nn": nn, "en": en}, language)
    addressees = tuple(Localised.model_validate(each) for each in to or ())
    after = recommend(study, id_, Recommendation(said, addressees))
    _tell("finding.changed", lambda: _told(study, [after])[0], id=id_)


def unrecommend(id_: Id, number: Annotated[int, typer.Argument(metavar="number", help="finding.cli.number")]) -> None:
    from reports.findings.keeping import remove_recommendation

    study = opened()
    after = remove_recommendation(study, id_, number)
    _tell("finding.changed", lambda: _told(study, [after])[0], id=id_)


def _group(app: typer.Typer, name: str, help_: str) -> typer.Typer:
    group = typer.Typer(cls=Group, help=phrase(help_), no_args_is_help=True, rich_markup_mode=None)
    app.add_typer(group, name=name)
    return group


def _publish(ids: list[int], *, public: bool) -> None:
    from reports.findings.keeping import publish_findings

    done = publish_findings(opened(), ids, public=public)
    told = [{"id": each.id, "public": each.public} for each in done]
    _tell("finding.published" if public else "finding.withdrawn", lambda: told, n=len(done))


def _written(before: Localised, text: str | None, given: dict[str, str | None], language: Language) -> Localised:
    """The text with what is given put in; the plain one is in the language shown."""
    from evaluation.model import Localised

    plain: dict[str, str] = {language: text} if text is not None else {}
    told = plain | {key: said for key, said in given.items() if said is not None}
    return Localised(**{**before.as_dict(), **told})


def _told(study: Study, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    from reports.findings.telling import told_findings

    return told_findings(study, findings, shown_language(study))


def _row(finding: Finding, language: Language) -> list[Any]:
    against = sum(each.counter for each in finding.evidence)
    return [
        finding.id,
        finding.theme,
        finding.statement.text(language),
        len(finding.evidence) - against,
        against or "",
        len(finding.recommendations) or "",
        phrase(f"finding.state.{finding.state}"),
        phrase("finding.public" if finding.public else "finding.internal"),
    ]


def _lines(told: dict[str, Any], language: Language) -> list[str]:
    from evaluation.model import Localised

    def text(words: dict[str, str]) -> str:
        return Localised(**words).text(language)

    seen = phrase("finding.public" if told["public"] else "finding.internal")
    head = [text(told["statement"]), " · ".join((told["theme"], phrase(f"finding.state.{told['state']}"), seen))]
    lines = [*head, text(told["detail"])]
    for each in told["evidence"]:
        lines.append(_evidence_line(each))
    for each in told["recommendations"]:
        names = ", ".join(text(one) for one in each["to"])
        to = f" {phrase('finding.for', names=names)}" if names else ""
        lines.append(f"→ {each['id']}. {text(each['text'])}{to}")
    return [each for each in lines if each]


def _evidence_line(told: dict[str, Any]) -> str:
    words = f"«{told['words']}»" if told["kind"] == "quote" and told["words"] else told["words"]
    marks = [phrase(f"finding.kind.{told['kind']}"), phrase("finding.counter") if told["counter"] else ""]
    marks += ["" if told["status"] == "same" else phrase(f"finding.status.{told['status']}")]
    marks += [phrase(f"finding.withheld.{told['withheld']}") if told["withheld"] else "", told["attribution"]]
    said = ": ".join(part for part in (told["title"], words) if part)
    note = f"\n   {told['note']}" if told["note"] else ""
    return f"[{told['id']}] {said}\n   {' · '.join(each for each in marks if each)}{note}"


def _tell(key: str, content: Any, **values: object) -> None:
    """content: what makes the JSON, called where it is wanted."""
    if chosen.as_json:
        show_json(content())
    else:
        print(phrase(key, None, **values))
