"""The form as one file that works without a network and gives an answer file to send in."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.language import Language
from instruments.exchange.formats import surveyjs
from instruments.model import Instrument, Wording

STATIC = Path(__file__).parent / "static"
_LINKED = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)">\s*<script src="/static/([^"]+)" defer></script>')


def write_static(
    instrument: Instrument,
    information: Mapping[str, Any],
    languages: Sequence[Language],
    *,
    form: str,
    sha256: str,
) -> bytes:
    """One page of HTML with the questions, the program and the palette in it; it fetches nothing, nor may it.

    `information` is what is told before consent, by name and language; the first of `languages` is its own.
    """
    asked = {
        "form": form,
        "instrument": instrument.id,
        "sha256": sha256,
        "title": _localised(instrument.title),
        "languages": list(languages),
        "information": dict(information),
        "survey": json.loads(surveyjs.write(instrument).content),
    }
    return _page(asked, instrument.title.text(languages[0]), languages[0]).encode()


def _page(asked: Mapping[str, Any], title: str, language: Language) -> str:
    page = (STATIC / "index.html").read_text(encoding="utf-8")
    linked = _LINKED.search(page)
    if linked is None:
        raise RuntimeError("static/index.html does not link its style sheet and its script")
    style, script = ((STATIC / name).read_text(encoding="utf-8") for name in linked.groups())
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">'
    data = json.dumps(asked, ensure_ascii=False).replace("<", "\\u003c")
    # The script stands last, since one that stands in the page itself does not wait for the rest of it.
    head = page[: linked.start()].replace('<html lang="nb">', f'<html lang="{language}">')
    head = head.replace("<title>Underveis</title>", f"<title>{html.escape(title)}</title>")
    head = head.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{policy}')
    body, end = page[linked.end() :].split("</body>")
    embedded = f'<script type="application/json" id="underveis-form">{data}</script>\n<script>{script}</script>\n'
    return f"{head}<style>{style}</style>{body}{embedded}</body>{end}"


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere; of scripts and styles those that stand in the file, by their hashes."""
    sources = f"script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _localised(wording: Wording) -> dict[str, str]:
    return {each: wording.text(each) for each in wording.languages()}
