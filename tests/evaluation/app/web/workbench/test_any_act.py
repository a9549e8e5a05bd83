"""Whatever is sent to the workbench's endpoints, the answer is one they describe and never a fault of ours."""

from __future__ import annotations

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from coding.manual import add_by_hand, coding_of
from evaluation.app.web.admission import HEADER
from evaluation.app.web.application import bare_application
from evaluation.app.web.doors import Alone
from evaluation.store.health import complaints
from evaluation.store.texts import text_version
from evaluation.study import open_study
from tests.evaluation.app.web.workbench.conftest import HERE
from tests.evaluation.app.web.workbench.talk import talked

SETTINGS = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.usefixtures("either_database")
@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "misshapen"])
def test_any_act_gets_an_answer_that_is_described(tmp_path, mode):
    study, door = open_study(talked(tmp_path)), Alone("ida")
    add_by_hand(study.seen_by("ida"), coding_of(study.seen_by("ida"), "samtale", "tiltak", words="Nei."))
    app, version = bare_application(study, door=door), text_version(study.source("samtale").text)
    paths = {path: each for path, each in app.openapi()["paths"].items() if path.startswith("/workbench/")}
    acts = [(path, method) for path, each in sorted(paths.items()) for method in each if method != "get"]
    assert len(acts) >= 18
    with TestClient(app, HERE, raise_server_exceptions=False) as client:
        client.get(f"/enter/{door.token}", headers={"accept": "text/html"})
        page = client.get("/workbench", headers={"accept": "text/html"}).text
        headers = {HEADER: page.split('data-proof="')[1].split('"')[0]}
        schema = schemathesis.openapi.from_dict(app.openapi())

        def case(act):
            path, method = act
            return schema[path][method].as_strategy(mode, path_parameters={"id_": 1}, headers=headers)

        @SETTINGS
        @given(st.sampled_from(acts).flatmap(case))
        def anything(case):
            body = case.body if isinstance(case.body, dict) else {}
            fitting = {"version": version} if "version" in body else {}
            sent = {**body, "source": "samtale", **fitting} if mode is GenerationMode.POSITIVE else case.body
            sent = sent if isinstance(sent, dict | list | str | int | float | bool) or sent is None else {}
            answer = client.request(case.method, case.formatted_path, json=sent, headers=headers)
            assert answer.status_code in {200, 404, 413, 422}, (case.formatted_path, sent, answer.text)

        anything()
    with study.store.reading() as connection:
        assert complaints(connection) == []
