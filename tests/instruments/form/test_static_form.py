"""The form as one file: the same each time, and nothing a study says gets out of its place in it."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from instruments.form.static_form import write_static
from instruments.model import Instrument
from tests.instruments.form.conftest import QUESTIONNAIRE

INFORMATION = {"controller": {"nb": "Fagrådet </script><b>"}, "purpose": {"nb": "Å vurdere avtalen."}}


@pytest.fixture
def instrument() -> Instrument:
    return Instrument.model_validate(YAML(typ="safe").load(QUESTIONNAIRE))


def written(instrument: Instrument) -> bytes:
    return write_static(instrument, INFORMATION, ("nb", "nn", "en"), form="runde", sha256="ab12")


def test_the_same_form_is_the_same_bytes(instrument):
    assert written(instrument) == written(instrument)


def test_no_text_of_the_study_ends_a_script(instrument):
    page = written(instrument).decode()
    assert len(re.findall("</script", page)) == 2
    assert "Fagrådet </script>" not in page
