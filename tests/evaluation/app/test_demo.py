"""What the sample study says of itself when it is built."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.app.demo.build import build_demo


def test_it_tells_as_many_texts_and_codings_as_the_study_holds(run: Callable[..., Any], tmp_path: Path) -> None:
    built = build_demo(tmp_path / "studie", to=())
    held = run("status", "--json", "--study", built.study.folder).json["counts"]
    assert (built.sources, built.codings) == (held["sources"], held["codings"])
