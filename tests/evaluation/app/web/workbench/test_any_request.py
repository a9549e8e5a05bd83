"""Whatever is asked of a page, the answer is one it describes and never a fault of ours."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from evaluation.app.accounts.keeping import list_accounts
from evaluation.app.web.application import bare_application
from evaluation.app.web.doors import Alone
from evaluation.app.web.passes import cookie_name, proof, sealed
from evaluation.app.web.team_door import team_door
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.sharing import copy_of

SETTINGS = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ELSEWHERE = ("/f/", "/workbench", "/codebook", "/find", "/framework")  # held to the same beside their own tests
# Those that take something: the others are asked by the walk through all roles.
TAKING = (
    ("GET", "/actions"),
    ("GET", "/agenda/file"),
    ("GET", "/actions/{id_}"),
    ("POST", "/actions/{id_}"),
    ("POST", "/codebook/import"),
    ("POST", "/codebook/import/take"),
    ("GET", "/compare"),
    ("GET", "/compare/agreement"),
    ("GET", "/compare/agreement/pictures/{name}"),
    ("GET", "/compare/decisions"),
    ("GET", "/compare/places"),
    ("GET", "/compare/places/{id_}"),
    ("POST", "/compare/places/{id_}"),
    ("GET", "/compare/places/{id_}/now"),
    ("POST", "/compare/redo"),
    ("POST", "/compare/rounds/close"),
    ("POST", "/compare/rounds/open"),
    ("POST", "/compare/rounds/reveal"),
    ("POST", "/compare/seen"),
    ("POST", "/compare/take"),
    ("POST", "/compare/undo"),
    ("GET", "/enter/{token}"),
    ("GET", "/events"),
    ("GET", "/forms/form"),
    ("POST", "/forms/invite"),
    ("GET", "/forms/new"),
    ("POST", "/forms/new"),
    ("POST", "/forms/renew"),
    ("POST", "/forms/stand"),
    ("POST", "/forms/withdraw"),
    ("GET", "/invitation/{token}"),
    ("POST", "/invitation/{token}"),
    ("GET", "/log"),
    ("POST", "/log/undo"),
    ("POST", "/look"),
    ("GET", "/minutes/{name}"),
    ("GET", "/minutes/{name}/document"),
    ("POST", "/minutes/{name}/confirm"),
    ("POST", "/minutes/{name}/confirm-all"),
    ("GET", "/overview"),
    ("GET", "/overview/{name}"),
    ("POST", "/password"),
    ("POST", "/people/attendance"),
    ("POST", "/people/attendance/remove"),
    ("POST", "/people/consent"),
    ("POST", "/people/consent/withdraw"),
    ("POST", "/people/import"),
    ("GET", "/people/organisation"),
    ("POST", "/people/organisation"),
    ("GET", "/people/person"),
    ("POST", "/people/person"),
    ("POST", "/people/redo"),
    ("GET", "/people/session"),
    ("POST", "/people/session"),
    ("POST", "/people/undo"),
    ("GET", "/pictures/{name}"),
    ("GET", "/plan"),
    ("GET", "/plan/changes"),
    ("GET", "/plan/export"),
    ("GET", "/plan/timeline/file"),
    ("GET", "/plan/new"),
    ("POST", "/plan/new"),
    ("GET", "/plan/tasks/{id_}"),
    ("POST", "/plan/tasks/{id_}"),
    ("GET", "/privacy/delete"),
    ("POST", "/privacy/delete"),
    ("GET", "/privacy/export"),
    ("GET", "/privacy/names"),
    ("POST", "/privacy/names"),
    ("GET", "/privacy/pseudonymise"),
    ("POST", "/privacy/pseudonymise"),
    ("POST", "/privacy/pseudonymise/key"),
    ("POST", "/privacy/restore"),
    ("GET", "/quotes"),
    ("GET", "/report/files/{format_}"),
    ("POST", "/rounds/new"),
    ("POST", "/rounds/compile"),
    ("GET", "/rounds/compiled/{format_}"),
    ("GET", "/rounds/figures"),
    ("POST", "/rounds/import"),
    ("GET", "/rounds/round"),
    ("GET", "/send"),
    ("POST", "/send"),
    ("GET", "/report/versions/{version}/{format_}"),
    ("POST", "/report/comments"),
    ("POST", "/report/comments/{number}"),
    ("POST", "/report/confirm"),
    ("POST", "/report/draft"),
    ("POST", "/report/render"),
    ("POST", "/report/versions"),
    ("GET", "/sources/add"),
    ("POST", "/sources/add"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sources/add"),
    ("POST", "/sources/redo"),
    ("POST", "/sources/undo"),
    ("POST", "/team/{name}/end"),
)


def described(app):
    return {
        (method.upper(), path): told for path, each in app.openapi()["paths"].items() for method, told in each.items()
    }


def test_every_endpoint_that_takes_something_is_tried(study):
    found = described(bare_application(study, door=Alone("ida")))
    taking = {key for key, told in found.items() if told.get("parameters") or told.get("requestBody")}
    assert {each for each in taking if not each[1].startswith(ELSEWHERE)} - set(TAKING) == set()


# A name in a path may be any text: there it is not to be had misshapen.
MISSHAPEN = [each for each in TAKING if "{" not in each[1] or each[1] == "/minutes/{name}/confirm"]
MODES = [(GenerationMode.POSITIVE, *each) for each in TAKING] + [(GenerationMode.NEGATIVE, *each) for each in MISSHAPEN]


@pytest.fixture(scope="module")
def owner(team_folder, tmp_path_factory):
    """An owner's browser, what the server says of itself, and the proof that changes come with."""
    study = open_study(copy_of(team_folder, tmp_path_factory.mktemp("asked") / "team"), speak=False)
    door = team_door(study)
    app = bare_application(study, door=door)
    app.state.serving.feed.close()
    [account] = [each for each in list_accounts(study) if each.role == "owner"]
    with pytest.MonkeyPatch.context() as patched, TestClient(app, HERE, raise_server_exceptions=False) as client:
        patched.setattr("evaluation.app.accounts.passwords.fits", lambda *_: False)
        patched.setattr("evaluation.app.web.press.Press.start", lambda *_: True)
        patched.setattr("evaluation.app.web.press.Press.start_round", lambda *_: True)
        pass_ = door.begin(account, None)
        client.cookies.set(cookie_name(study.folder, secure=False), sealed(door.key, pass_))
        yield client, app, proof(door.key, pass_)


def sendable(value):
    """A value of an address; of many only so much as an address holds."""
    if isinstance(value, list):
        return [str(each)[:60].encode("utf-8", "replace") for each in value[:101]]
    return str(value).encode("utf-8", "replace")


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "method", "path"), MODES)
def test_any_request_gets_an_answer_that_is_described(owner, mode, method, path):
    client, app, proved = owner
    known = {int(status) for status in described(app)[method, path]["responses"]} | {200, 303}
    cases = schemathesis.openapi.from_dict(app.openapi())[path][method].as_strategy(mode)

    @SETTINGS
    @given(cases)
    def sent(case):
        body = case.body if isinstance(case.body, dict) else {}
        form = {key: value if isinstance(value, str) else str(value) for key, value in body.items()}
        told = client.request(
            method,
            case.formatted_path,
            params={key: sendable(value) for key, value in (case.query or {}).items()},
            data={**form, "proof": proved} if method == "POST" else None,
            headers={"accept": "application/json", "x-underveis-proof": proved},
            follow_redirects=False,
        )
        assert told.status_code in known | {405, 307}, told.text

    sent()
