"""The peer in the browser: Taguette 1.5.2 in an environment of its own, and how long a highlight in its page takes.

It runs as its own command, for one user, on a database of its own. The text is uploaded as HTML through its API, for
it reads other kinds through calibre only; a highlight is made in its page: words are selected, its dialogue opened and
saved. The time is from there until the highlight is in the text and painted.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

NAMED = "UNDERVEIS_BENCH_TAGUETTE"  # the Python of an environment that has it; without, one is made
PACKAGES = ("taguette==1.5.2", "setuptools<80")
UPLOAD = """async html => {
  const proof = () => document.cookie.split('; ').find(each => each.startsWith('_xsrf=')).slice(6);
  const form = new FormData();
  form.append('name', 'Samtale'); form.append('description', ''); form.append('text_direction', 'LEFT_TO_RIGHT');
  form.append('file', new Blob([html], { type: 'text/html' }), 'samtale.html');
  const at = location.pathname.match(/project\\/(\\d+)/)[1];
  const sent = { method: 'POST', body: form, headers: { 'X-XSRFToken': decodeURIComponent(proof()) } };
  const told = await fetch(`/api/project/${at}/document/new`, sent);
  if (!told.ok) throw new Error(await told.text());
  return (await told.json()).created;
}"""
HIGHLIGHT = """async n => {
  const words = document.querySelectorAll('#document-contents p')[3 + n * 5];
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT), node = walker.nextNode();
  const range = document.createRange();
  range.setStart(node, 0); range.setEnd(node, Math.min(30, node.length));
  getSelection().removeAllRanges(); getSelection().addRange(range);
  await new Promise(done => setTimeout(done, 200));
  createHighlight(describeSelection());
  await new Promise(done => setTimeout(done, 600));
  document.querySelector('#highlight-add-form input[type=checkbox]').checked = true;
  const before = document.querySelectorAll('#document-contents .highlight').length, began = performance.now();
  document.getElementById('highlight-add-form').requestSubmit();
  while (document.querySelectorAll('#document-contents .highlight').length === before) {
    if (performance.now() - began > 20000) throw new Error('no highlight came');
    await new Promise(requestAnimationFrame);
  }
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  const took = performance.now() - began;
  await new Promise(done => setTimeout(done, 700));
  return took / 1000;
}"""


def python_of(folder: Path) -> Path:
    """The Python of an environment with Taguette, made in the folder where none is named."""
    if named := os.environ.get(NAMED):
        return Path(named)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    found = folder / "bin" / "python"
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    install = [found, "-m", "pip", "install", "--quiet", *PACKAGES]
    subprocess.run(install, check=True, capture_output=True, text=True, env=environment)
    return found


@contextmanager
def serving(python: Path, folder: Path) -> Iterator[str]:
    """Taguette for one user at a free port; gives the address that lets one in."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    environment = {**{key: value for key, value in os.environ.items() if key != "PYTHONPATH"}, "PYTHONUNBUFFERED": "1"}
    database = f"sqlite:///{folder / 'taguette.sqlite3'}"
    command = [python.parent / "taguette", "--no-browser", "--port", str(port), "--database", database]
    with subprocess.Popen(
        [str(each) for each in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
        cwd=folder,
    ) as server:
        try:
            yield _way_in(server, port)
        finally:
            server.terminate()


def _way_in(server: subprocess.Popen[str], port: int) -> str:
    for line in server.stdout or ():
        if f":{port}" in line:
            address = line.strip().replace("localhost", "127.0.0.1")
            for _ in range(100):
                with suppress(OSError):
                    urlopen(f"http://127.0.0.1:{port}/", timeout=2).close()
                    return address
                time.sleep(0.1)
    raise RuntimeError("Taguette did not start")


def highlights_in(page: Any, way_in: str, text: str, many: int) -> tuple[float, list[float]]:
    """Seconds from the address to the text on the screen, and for each of so many highlights."""
    base = way_in.split("/?", maxsplit=1)[0]
    page.route("**/messages.js", lambda route: route.abort())  # news of its makers, waited for without a network
    page.goto(way_in)
    page.goto(f"{base}/project/new")
    page.fill("#project-name", "Målt")
    page.click("button[type=submit].btn-primary")
    page.wait_for_selector("#document-add-modal", state="attached")
    lines = "".join(f"<p>{escape(each)}</p>" for each in text.split("\n") if each.strip())
    document = page.evaluate(UPLOAD, f"<html><body>{lines}</body></html>")
    project = page.url.split("/project/")[1].split("/")[0]
    began = time.perf_counter()
    page.goto(f"{base}/project/{project}/document/{document}")
    page.wait_for_selector("#document-contents p")
    readable = time.perf_counter() - began
    page.wait_for_timeout(1000)
    return readable, [page.evaluate(HIGHLIGHT, n) for n in range(many)]
