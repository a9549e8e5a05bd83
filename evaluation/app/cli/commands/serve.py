"""`underveis serve`: the forms in the browser."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from evaluation.app.addresses import HOST, PORT
from evaluation.app.cli.context import chosen, opened
from evaluation.app.cli.output import show_json, show_problems, write_to
from evaluation.app.cli.shapes import keys
from evaluation.app.cli.wording import Command
from evaluation.errors import fail, problem
from evaluation.language import phrase

ORDER = 58
SHAPES = {"serve": keys("address forms static")}


def register(app: typer.Typer) -> None:
    app.command("serve", cls=Command, help=phrase("web.cli.help"))(serve)


def serve(
    forms: Annotated[list[str] | None, typer.Argument(help="web.cli.forms", metavar="text")] = None,
    host: Annotated[str, typer.Option(help="web.cli.host", metavar="text")] = HOST,
    port: Annotated[int, typer.Option(help="web.cli.port", metavar="number", min=1, max=65535)] = PORT,
    public: Annotated[str, typer.Option("--public-url", help="web.cli.public", metavar="text")] = "",
    proxies: Annotated[str, typer.Option("--trust-proxy", help="web.cli.proxies", metavar="text")] = "",
    static: Annotated[Path | None, typer.Option(help="web.cli.static", metavar="file")] = None,
) -> None:
    if static is not None:
        _write(static, forms or [])
        return
    from evaluation.app.web.running import Address, listen, run
    from instruments.form.opening import find_form, list_forms

    study, address = opened(), Address(host, port, public, proxies).checked()
    names = [find_form(study, name).name for name in forms or ()]
    told = names or [each.form.name for each in list_forms(study)]
    with listen(address) as socket:
        _tell(address.base, told)
        run(study, address, socket, names)


def _tell(base: str, names: list[str]) -> None:
    if chosen.as_json:
        show_json({"address": base, "forms": names, "static": None})
        sys.stdout.flush()
        return
    if not names:
        show_problems([problem("WEB-008", severity="note")])
    lines = [phrase("web.serving", name=name, base=base) for name in names]
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
        show_json({"address": None, "forms": names, "static": str(file)})
    else:
        print(phrase("web.written", file=file))
