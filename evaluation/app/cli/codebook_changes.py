"""The commands of `underveis codebook` that change codes: parse, call, show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evaluation.app.cli.context import chosen, opened, shown_language
from evaluation.app.cli.output import as_json, count, show_json, show_problems
from evaluation.app.cli.shapes import PROBLEM, keys
from evaluation.errors import Problem, fail
from evaluation.language import enumerate_words, phrase

if TYPE_CHECKING:
    from evaluation.model import Codebook
    from evaluation.model.code_tree import Place

SHAPES: dict[str, Any] = {
    "codebook create": keys("id name path"),
    "codebook rename": keys("name problems", problems=[PROBLEM]),
    "codebook move": keys("name path parents"),
    "codebook edit": keys("name version changed"),
    "codebook merge": keys("into moved doubled problems", problems=[PROBLEM]),
    "codebook split": keys("name to codings"),
    "codebook archive": keys("names problems", problems=[PROBLEM]),
    "codebook unarchive": keys("names"),
}
Name = Annotated[str, typer.Argument(help="codebook.help.name", metavar="code")]
Names = Annotated[list[str], typer.Argument(help="codebook.help.names", metavar="code")]
Beside = Annotated[str | None, typer.Option("--before", help="codebook.help.before", metavar="code")]
After = Annotated[str | None, typer.Option("--after", help="codebook.help.after", metavar="code")]
Under = Annotated[str | None, typer.Option("--under", help="codebook.help.under", metavar="code")]
Label = Annotated[str | None, typer.Option("--label", help="codebook.help.label", metavar="text")]
Definition = Annotated[str | None, typer.Option("--definition", help="codebook.help.definition", metavar="text")]
Include = Annotated[str | None, typer.Option("--include", help="codebook.help.include", metavar="text")]
Exclude = Annotated[str | None, typer.Option("--exclude", help="codebook.help.exclude", metavar="text")]
Example = Annotated[str | None, typer.Option("--example", help="codebook.help.example", metavar="text")]
Colour = Annotated[str | None, typer.Option("--colour", help="codebook.help.colour", metavar="text")]
Added = Annotated[list[str] | None, typer.Option("--add-indicator", help="codebook.help.add_indicator", metavar="text")]
Dropped = Annotated[
    list[str] | None, typer.Option("--drop-indicator", help="codebook.help.drop_indicator", metavar="text")
]


def say(key: str, **values: object) -> None:
    """Say a phrase of the codebook's; silent where JSON is wanted."""
    if not chosen.as_json:
        print(phrase(f"codebook.{key}", **values))


def _show(content: dict[str, Any], problems: Iterable[Problem] = ()) -> None:
    """The result for programs; for people what deserves a look."""
    if chosen.as_json:
        show_json({**content, "problems": [as_json(each) for each in problems]} if "problems" in content else content)
    else:
        show_problems(problems)


def create(
    name: Name,
    *,
    under: Under = None,
    before: Beside = None,
    after: After = None,
    label: Label = None,
    definition: Definition = None,
    include: Include = None,
    exclude: Exclude = None,
    example: Example = None,
    colour: Colour = None,
    indicator: Added = None,
) -> None:
    from coding.codebooks.editing import edited
    from evaluation.codes import Place, code_ids, create_code
    from evaluation.model import Code, Codebook

    study = opened()
    said = {"label": label, "definition": definition, "include": include, "exclude": exclude, "example": example}
    blank = Code(name="code").model_copy(update={"name": name})
    code = edited(blank, shown_language(study), said, colour=colour, add=indicator or ())
    codebook = study.codebook if study.has_codebook() else Codebook(name="")
    made = create_code(study, code, _place(codebook, name, Place(under, before, after)))
    path = study.codebook.path(made.name)
    _show({"id": code_ids(study)[made.name], "name": made.name, "path": path})
    say("done.create", path=path)


def rename(name: Name, to: Annotated[str, typer.Argument(help="codebook.help.new", metavar="text")]) -> None:
    from evaluation.codes import rename_code

    problems = rename_code(opened(), name, to)
    _show({"name": to.strip(), "problems": ()}, problems)
    say("done.rename", name=name, to=to.strip())


def move(
    name: Name,
    *,
    under: Under = None,
    top: Annotated[bool, typer.Option("--top", help="codebook.help.top")] = False,
    before: Beside = None,
    after: After = None,
    also_under: Annotated[
        list[str] | None, typer.Option("--also-under", help="codebook.help.also_under", metavar="code")
    ] = None,
    not_under: Annotated[
        list[str] | None, typer.Option("--not-under", help="codebook.help.not_under", metavar="code")
    ] = None,
) -> None:
    from evaluation.codes import Place, move_code, relate_code

    study = opened()
    place = _place(study.codebook, name, Place(under, before, after))
    moved = place != Place()
    if (moved and top) or (moved or top) == bool(also_under or not_under):
        raise fail("CODEBOOK-012", name=name)
    if moved or top:
        move_code(study, name, place)
    else:
        relate_code(study, name, also=also_under or (), no_longer=not_under or ())
    codebook = study.codebook
    code = codebook.code(name)
    _show({"name": name, "path": codebook.path(name), "parents": list(code.parents)})
    above = [each for each in (code.parent, *code.parents) if each]
    if moved or top or not above:
        say("done.move", path=codebook.path(name))
    else:
        say("done.related", name=name, parents=enumerate_words(above))


def edit(
    name: Name,
    *,
    label: Label = None,
    definition: Definition = None,
    include: Include = None,
    exclude: Exclude = None,
    example: Example = None,
    colour: Colour = None,
    add_indicator: Added = None,
    drop_indicator: Dropped = None,
) -> None:
    from coding.codebooks.editing import edited
    from evaluation.codes import edit_code, outdated_codings
    from evaluation.codes.changes import find

    study = opened()
    before = find(study.codebook, name)
    said = {"label": label, "definition": definition, "include": include, "exclude": exclude, "example": example}
    words = {"add": add_indicator or (), "drop": drop_indicator or ()}
    after = edited(before, shown_language(study), said, colour=colour, **words)
    version = edit_code(study, after)
    _show({"name": name, "version": version or before.version, "changed": after != before})
    if version:
        old = len(outdated_codings(study, [name]))
        say("done.version", name=name, version=version, codings=count("codings", old))
    else:
        say("done.edit" if after != before else "done.unchanged", name=name)


def merge(
    names: Names,
    into: Annotated[str, typer.Option("--into", help="codebook.help.into", metavar="code")],
    indicators: Annotated[bool, typer.Option("--indicators", help="codebook.help.indicators")] = False,
) -> None:
    from evaluation.codes import merge_codes

    done = merge_codes(opened(), names, into, indicators=indicators)
    _show({"into": into, "moved": done.moved, "doubled": done.doubled, "problems": ()}, done.problems)
    say("done.merge", into=into, moved=count("codings", done.moved), doubled=done.doubled)


def split(
    name: Name,
    new: Annotated[str, typer.Argument(help="codebook.help.new", metavar="text")],
    *,
    codings: Annotated[str | None, typer.Option("--codings", help="codebook.help.codings", metavar="ids")] = None,
    find: Annotated[str | None, typer.Option("--find", help="codebook.help.find", metavar="query")] = None,
    under: Under = None,
    label: Label = None,
    definition: Definition = None,
) -> None:
    from coding.codebooks.codings import codings_with, numbers
    from coding.codebooks.editing import edited
    from evaluation.codes import Place, split_code
    from evaluation.codes.changes import find as known
    from evaluation.model import Code

    study = opened()
    known(study.codebook, name)
    ids = [*(numbers(codings) if codings else ()), *(codings_with(study, name, find) if find else ())]
    blank = Code(name="code").model_copy(update={"name": new})
    code = edited(blank, shown_language(study), {"label": label, "definition": definition})
    moved = split_code(study, name, code, ids, Place(under=under) if under else None)
    _show({"name": name, "to": new.strip(), "codings": moved})
    say("done.split", codings=count("codings", moved), to=new.strip())


def archive(names: Names) -> None:
    from evaluation.codes import archive_codes

    problems = archive_codes(opened(), names)
    _show({"names": names, "problems": ()}, problems)
    say("done.archive", names=enumerate_words(names))


def unarchive(names: Names) -> None:
    from evaluation.codes import unarchive_codes

    unarchive_codes(opened(), names)
    _show({"names": names})
    say("done.unarchive", names=enumerate_words(names))


def _place(codebook: Codebook, name: str, place: Place) -> Place:
    """The place, unless it names two: `--under` may stand with a sibling that is under it."""
    beside = place.before or place.after
    if place.before and place.after:
        raise fail("CODEBOOK-012", name=name)
    if place.under and beside in codebook and codebook.code(str(beside)).parent != place.under:
        raise fail("CODEBOOK-012", name=name)
    return place


COMMANDS = (create, rename, move, edit, merge, split, archive, unarchive)
