"""`underveis serve`: the workbench and the forms in the browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.addresses import HOST, PORT
from evaluation.app.browser import has_browser, open_in_browser
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_problems, write_to
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail, problem
from evaluation.language import phrase

ORDER = 58
SHAPES = {"serve": keys("address workbench forms static")}


def register(app: typer.Typer) -> None:
    app.command("serve", cls=Command, help=phrase("web.cli.help"))(serve)


def serve(
    forms: Annotated[list[str] | None, typer.Argument(help="web.cli.forms", metavar="text")] = None,
    host: Annotated[str, typer.Option(help="web.cli.host", metavar="text")] = HOST,
    port: Annotated[int, typer.Option(help="web.cli.port", metavar="number", min=1, max=65535)] = PORT,
    public: Annotated[str, typer.Option("--public-url", help="web.cli.public", metavar="text")] = "",
    proxies: Annotated[str, typer.Option("--trust-proxy", help="web.cli.proxies", metavar="text")] = "",
    static: Annotated[Path | None, typer.Option(help="web.cli.static", metavar="file")] = None,
    *,
    only_forms: Annotated[bool, typer.Option("--only-forms", help="web.cli.only_forms")] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="web.cli.no_browser")] = False,
) -> None:
    if static is not None:
        _write(static, forms or [])
        return
    from evaluation.app.web.running import Address, door_for, listen, run
    from instruments.form.opening import find_form, list_forms

    study, address = opened(), Address(host, port, public, proxies).checked()
    names = [find_form(study, name).name for name in forms or ()]
    told = names or [each.form.name for each in list_forms(study)]
    door = None if names or only_forms else door_for(study, address)
    with listen(address) as socket:
        _tell(address.base, told, door.way_in if door else None)
        if door and not no_browser and has_browser(terminal=sys.stdout.isatty() and not chosen.as_json):
            open_in_browser(f"{address.base}{door.way_in}")  # the socket listens: the browser waits for the server
        run(study, address, socket, names, door)


def _tell(base: str, names: list[str], way_in: str | None) -> None:
    """Where forms are answered, and where the workbench is opened; None where only forms are served."""
    workbench = None if way_in is None else f"{base}{way_in}"
    if chosen.as_json:
        show_json({"address": base, "workbench": workbench, "forms": names, "static": None})
        sys.stdout.flush()
        return
    if not names and workbench is None:
        show_problems([problem("WEB-008", severity="note")])
    lines = [phrase("web.serving", name=name, base=base) for name in names]
    if workbench:
        lines.append(phrase("web.workbench", address=workbench))
    print("\n".join([*lines, phrase("web.ready", base=base)]), flush=True)


def _write(file: Path, names: list[str]) -> None:
    from evaluation.app.static_form import static_form

    if len(names) != 1:
        raise fail("WEB-009", n=len(names))
    content = static_form(opened(), names[0])

    def write(path: Path) -> None:
        path.write_bytes(content)

    write_to(file, write)
    if chosen.as_json:
        show_json({"address": None, "workbench": None, "forms": names, "static": str(file)})
    else:
        print(phrase("web.written", file=file))
