"""How long the sample study's report takes, and whether a second run gives the same bytes; then every template in turn.

`--templates` measures only the templates, each drafted and made in all formats in a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from measuring import compiled, figure, middle, run, run_part, tell, timed

import evaluation
import reports

LIMIT = 8.0
EVERY = 30.0  # one template in all formats, drafted, its figures drawn
FORMATS = ("html", "docx", "pdf")


def main() -> None:
    if "--templates" in sys.argv:
        every_template()
        return
    formats, again = (FORMATS[:1], 1) if "--small" in sys.argv else (FORMATS, 3)
    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        study = Path(folder) / "study"
        built = run_part(__file__, "build", study, *(formats if again > 1 else ()))
        runs = [run_part(__file__, "render", study, *formats) for _ in range(1 + again)]
        peer = _pandoc(study)
    made = [json.loads(each.printed) for each in runs]
    ours = middle(runs[1:])  # the first run of all compiles the modules
    name = f"the sample report in {', '.join(formats)}, figures drawn"
    told = figure(name, limit=LIMIT, ours=ours.wall, peer=peer, unit="s")
    same = all(each["files"] == made[0]["files"] for each in made)
    tell(
        told
        | {
            "reached": told["reached"] and same and ours.cpu < LIMIT,
            "same_bytes": same,
            "median_of": again,
            "cost": ours.told(),
        }
        | {"peer_is": "pandoc alone, report.qmd to bare HTML and Word, without filter, figures and PDF"}
        | {"render_call_s": made[-1]["render_s"], "first_build_s": round(built.wall, 3), "files": made[1]["files"]}
    )


def every_template() -> None:
    """Each template on the sample study in all four formats; the slowest must keep the limit."""
    from reports.engines import FORMATS as ALL
    from reports.templates import template_names

    with compiled(), tempfile.TemporaryDirectory(prefix="underveis-") as folder:
        study = Path(folder) / "study"
        run_part(__file__, "build", study)
        costs = {each: run_part(__file__, "template", study, each) for each in template_names()}
    walls = {each: round(cost.wall, 3) for each, cost in costs.items()}
    slowest = max(costs, key=lambda each: costs[each].wall)
    name = f"the slowest template, {slowest}, in {', '.join(ALL)}"
    told = figure(name, limit=EVERY, ours=walls[slowest], peer=None, unit="s")
    tell(told | {"cost": costs[slowest].told(), "templates_s": walls, "together_s": round(sum(walls.values()), 3)})


def _pandoc(study: Path) -> float:
    """Seconds pandoc takes for the text of the report as it lies there, to HTML and Word, without our filter."""
    import pypandoc

    report = study / "report" / "report.qmd"
    command = [pypandoc.get_pandoc_path(), report, "--from=markdown", "--quiet"]
    return sum(run([*command, f"--output={study}/bare.{format_}"]).wall for format_ in ("html", "docx"))


def _build(study: str, *formats: str) -> None:
    from evaluation.app.demo.build import build_demo

    build_demo(Path(study), to=formats)


def _render(study: str, *formats: str) -> None:
    """`render` counts the whole process with what it imports; the call alone is told beside it."""
    files: list[Path] = []
    wall, _ = timed(lambda: files.extend(reports.render(evaluation.open_study(study), to=formats)))
    hashes = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in files}
    print(json.dumps({"files": hashes, "render_s": round(wall, 3)}))


def _template(study: str, name: str) -> None:
    from reports.draft import Choice, draft_report
    from reports.engines import FORMATS as ALL
    from reports.render import render_report

    opened = evaluation.open_study(study)
    draft_report(opened, template=name, choice=Choice(folder=f"maling-{name}"))
    made = render_report(opened, to=ALL, folder=f"maling-{name}")
    print(json.dumps({"files": [file.name for file in made]}))


PARTS: dict[str, Callable[..., None]] = {"build": _build, "render": _render, "template": _template}

if __name__ == "__main__":
    if "--part" in sys.argv:
        PARTS[sys.argv[2]](*sys.argv[3:])
    else:
        main()
