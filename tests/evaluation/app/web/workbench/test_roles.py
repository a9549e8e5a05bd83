"""Whom each route is for: every one says so, and is held to it."""

from __future__ import annotations

import pytest
from fastapi import APIRouter

from evaluation.app.web.admission import ANYONE, Needs, declared, needs, undeclared
from evaluation.app.web.application import served


def every_route():
    return [route for module in dict(served(workbench=True)).values() for route in module.ROUTER.routes]


def test_every_route_says_whom_it_is_for():
    assert {
        name: undeclared(module.ROUTER) for name, module in served(workbench=True) if undeclared(module.ROUTER)
    } == {}


def test_only_these_are_open_to_those_who_have_not_come_in():
    free = {each.path for each in every_route() if not isinstance(next(iter(declared(each))), Needs)}
    assert {path for path in free if not path.startswith("/f/")} == {"/enter/{token}", "/look"}


@pytest.mark.parametrize("said", [[], [needs("reader"), needs("owner")], [needs("reader"), ANYONE]])
def test_a_route_that_says_nothing_or_two_things_is_found(said):
    router = APIRouter()

    @router.get("/x", dependencies=said)
    def x() -> None: ...

    assert undeclared(router) == ["/x"]
