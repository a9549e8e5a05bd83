"""The page for a person whose address leads nowhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from evaluation.errors import Problem
from evaluation.language import LANGUAGES

_STYLE = """
body { max-width: 34rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.0625rem/1.6 system-ui, sans-serif }
h1 { margin: 2rem 0 0; font-size: 1.25rem }
p { margin: 0.25rem 0 0 }
"""
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; frame-ancestors 'none'; base-uri 'none'"
_PAGE = """\
<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>{style}</style>
</head>
<body><main>{parts}</main></body>
</html>
"""


def page(found: Problem) -> str:
    """The same words in each of our languages: nothing is known yet of who reads them."""
    told = [(each, escape(found.what(each)), escape(found.remedy(each))) for each in LANGUAGES]
    parts = "".join(f'<section lang="{each}"><h1>{what}</h1><p>{remedy}</p></section>' for each, what, remedy in told)
    return _PAGE.format(style=_STYLE, title=told[0][1], parts=parts)
