"""The application that serves a study: its routes, its guards, and nothing that can be listed without being let in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import Depends, FastAPI
from fastapi.responses import PlainTextResponse

from evaluation.app.web import routes
from evaluation.app.web.admission import undeclared
from evaluation.app.web.bundle import BUNDLE, WORKBENCH, WORKBENCH_AT, Bundle
from evaluation.app.web.doors import Door
from evaluation.app.web.faults import add_faults
from evaluation.app.web.guards import App, guarded
from evaluation.app.web.look import speak
from evaluation.app.web.pages import assets
from evaluation.app.web.serving import Serving
from evaluation.language import phrase
from evaluation.study import Study

FORMS = "forms"  # the one file of routes that is there also where the workbench is not


def application(study: Study, *, public: str = "", forms: Iterable[str] = (), door: Door | None = None) -> App:
    """The server's application for a study.

    `public`: the address it is reached by from outside, where that is another; `forms`: those it offers, else all;
    `door`: the way into the workbench, without which only forms are served.
    """
    return guarded_application(bare_application(study, public=public, forms=forms, door=door))


def guarded_application(app: FastAPI) -> App:
    """A bare application behind its guards."""
    return guarded(app, secure=app.state.serving.secure)


def bare_application(study: Study, *, public: str = "", forms: Iterable[str] = (), door: Door | None = None) -> FastAPI:
    """The same without its guards, for what describes or tests its endpoints."""
    found = dict(served(workbench=door is not None))
    links = sorted((each.LINK for each in found.values() if hasattr(each, "LINK")), key=lambda each: each.order)
    spoken = [Depends(speak)] if door else []
    app = FastAPI(title="Underveis", docs_url=None, redoc_url=None, openapi_url=None, dependencies=spoken)
    app.state.serving = Serving(study, public.rstrip("/"), frozenset(forms), door, tuple(links))
    add_faults(app)
    for each in found.values():
        app.include_router(each.ROUTER)
    app.mount("/static", Bundle(directory=BUNDLE), name="static")
    if door is None:
        _add_front_door(app)
    else:
        app.mount(assets.AT, Bundle(directory=assets.FOLDER), name="assets")
        app.mount(WORKBENCH_AT, Bundle(directory=WORKBENCH), name="workbench")
    return app


def served(*, workbench: bool) -> Iterator[tuple[str, ModuleType]]:
    """The files of routes by name. Raises LookupError where a route does not say whom it is for."""
    for each in iter_modules(routes.__path__):
        if workbench or each.name == FORMS:
            module = import_module(f"{routes.__name__}.{each.name}")
            if wanting := undeclared(module.ROUTER):
                raise LookupError(f"{each.name}: {wanting}")
            yield each.name, module


def _add_front_door(app: FastAPI) -> None:
    @app.get("/", include_in_schema=False)
    def front_door() -> PlainTextResponse:
        return PlainTextResponse(phrase("web.front_door"), headers={"cache-control": "no-store"})
