"""`underveis serve`: the forms in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from evaluation.app.cli.context import opened
from evaluation.app.cli.wording import Command
from evaluation.language import phrase

ORDER = 58
SHAPES: dict[str, object] = {}


def register(app: typer.Typer) -> None:
    app.command("serve", cls=Command, help=phrase("web.cli.help"))(serve)


def serve(
    host: Annotated[str, typer.Option(help="web.cli.host", metavar="text")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="web.cli.port", metavar="number", min=1, max=65535)] = 8340,
    public: Annotated[str, typer.Option("--public-url", help="web.cli.public", metavar="text")] = "",
    proxies: Annotated[str, typer.Option("--trust-proxy", help="web.cli.proxies", metavar="text")] = "",
) -> None:
    from evaluation.app.web.running import Address, run
    from instruments.form.opening import list_forms

    study, address = opened(), Address(host, port, public, proxies)
    for each in list_forms(study):
        print(phrase("web.serving", name=each.form.name, base=address.base))
    print(phrase("web.ready", base=address.base), flush=True)
    run(study, address)
