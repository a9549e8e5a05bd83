"""Whatever is sent to an endpoint, the answer is one it describes and never a fault of ours."""

from __future__ import annotations

import json

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

from evaluation.app.web.application import bare_application
from evaluation.app.web.routes.forms import seal
from instruments.form.opening import invite

ENDPOINTS = {
    ("GET", "/f/{token}"),
    ("GET", "/f/{token}/state"),
    ("POST", "/f/{token}/begin"),
    ("PUT", "/f/{token}/answers"),
    ("POST", "/f/{token}/submit"),
    ("POST", "/f/{token}/withdraw"),
}
SETTINGS = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def described(app):
    return {
        (method.upper(), path): told for path, each in app.openapi()["paths"].items() for method, told in each.items()
    }


def test_every_endpoint_is_tried(study):
    assert described(bare_application(study)).keys() == ENDPOINTS


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "misshapen"])
@pytest.mark.parametrize(("method", "path"), sorted(each for each in ENDPOINTS if each[0] != "GET"))
def test_any_request_gets_an_answer_that_is_described(study, link, method, path, mode):
    app = bare_application(study)
    [invited] = invite(study, "medlemmer", number=1)
    headers = {"x-underveis-form": seal(invited.token), "content-type": "application/json"}
    known = {int(status) for status in described(app)[method, path]["responses"]}
    operation = schemathesis.openapi.from_dict(app.openapi())[path][method]
    bodies = operation.as_strategy(mode, path_parameters={"token": invited.token}, headers=headers)

    with TestClient(app, raise_server_exceptions=False) as client:
        client.post(f"/f/{invited.token}/begin", json={"consent": True}, headers=headers)

        @SETTINGS
        @given(bodies)
        def sent(case):
            content = case.body if isinstance(case.body, bytes) else json.dumps(case.body, default=str).encode()
            told = client.request(method, path.format(token=invited.token), content=content, headers=headers)
            assert told.status_code in known
            assert told.status_code < 400 or told.status_code == 409 or told.json()["error"]["code"]

        sent()
