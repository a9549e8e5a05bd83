"""The application that serves a study: its routes, its guards, and nothing that can be listed without a token."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from evaluation.app.web import routes
from evaluation.app.web.bundle import BUNDLE, Bundle
from evaluation.app.web.faults import add_faults
from evaluation.app.web.guards import App, guarded
from evaluation.app.web.serving import Serving
from evaluation.language import phrase
from evaluation.study import Study


def application(study: Study, *, public: str = "", forms: Iterable[str] = ()) -> App:
    """The server's application for a study.

    `public`: the address it is reached by from outside, where that is another; `forms`: those it offers, else all.
    """
    return guarded(bare_application(study, public=public, forms=forms), secure=public.startswith("https://"))


def bare_application(study: Study, *, public: str = "", forms: Iterable[str] = ()) -> FastAPI:
    """The same without its guards, for what describes or tests its endpoints."""
    app = FastAPI(title="Underveis", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.serving = Serving(study, public.rstrip("/"), frozenset(forms))
    add_faults(app)
    for each in iter_modules(routes.__path__):
        app.include_router(import_module(f"{routes.__name__}.{each.name}").ROUTER)
    app.mount("/static", Bundle(directory=BUNDLE), name="static")

    @app.get("/", include_in_schema=False)
    def front_door() -> PlainTextResponse:
        return PlainTextResponse(phrase("web.front_door"), headers={"cache-control": "no-store"})

    return app
