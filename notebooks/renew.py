"""Runs every notebook in this folder anew and keeps what it shows: `python notebooks/renew.py`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

FOLDER = Path(__file__).parent
# A path from somebody's own machine, on Linux, macOS or Windows.
MACHINE_PATH = re.compile(r"(?<![\w/.])/(?:home|Users|root|tmp|var|private|opt|usr|work|mnt)/|[A-Z]:\\\\?Users")
WIDGET = "application/vnd.jupyter.widget-view+json"  # names a widget of a kernel that is gone
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebooks() -> list[Path]:
    return sorted(FOLDER.glob("*.ipynb"))


def read(file: Path) -> NotebookNode:
    return nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call, no-any-return]


def executed(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """The notebook run from top to bottom in a folder. Raises CellExecutionError at the first cell that fails."""
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return settled(notebook)


def settled(notebook: NotebookNode) -> NotebookNode:
    """Without what differs from machine to machine: versions, times, ids."""
    notebook.metadata = nbformat.from_dict(METADATA)  # type: ignore[no-untyped-call]
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number:02d}"
        cell.metadata = nbformat.from_dict({})  # type: ignore[no-untyped-call]
        if "outputs" in cell:
            cell.outputs = joined(cell.outputs)
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET, None)
    return notebook


def joined(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """What is printed in a row as one output: how it was cut up when it came is chance."""
    kept: list[NotebookNode] = []
    for output in outputs:
        if kept and output.output_type == "stream" and kept[-1].get("name") == output.name:
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def main() -> None:
    for file in notebooks():
        with TemporaryDirectory() as folder:
            text = nbformat.writes(executed(read(file), Path(folder)))  # type: ignore[no-untyped-call]
        if MACHINE_PATH.search(text):
            sys.exit(f"{file.name} shows a path from this machine: nothing is written.")
        file.write_text(text + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
