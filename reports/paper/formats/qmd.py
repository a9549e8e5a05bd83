"""Markdown for Quarto and pandoc, to be worked on further."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reports.markdown import bullets, escaped
from reports.paper.formats.shape import PaperFormat, words
from reports.paper.sheet import Answer, Asked, Part, Sheet

BOX = "☐"
# A line to write on, in the words of each program that sets the page.
LINE = """\
```{=html}
<div style="border-bottom: 1px solid #8a97a1; height: 2em"></div>
```

```{=openxml}
<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="8A97A1"/></w:pBdr></w:pPr></w:p>
```

```{=typst}
#v(7mm)
#line(length: 100%, stroke: 0.5pt + gray)
```
"""


def write(sheet: Sheet) -> bytes:
    front = {
        "title": sheet.title,
        "subtitle": " · ".join(filter(None, (sheet.kind, sheet.length))),
        "lang": sheet.language,
    }
    told = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value)
    parts = (_part(each, sheet) for each in sheet.parts)
    intro, closing = (f"\n{escaped(each)}\n" if each else "" for each in (sheet.intro, sheet.closing))
    return f"---\n{told}number-sections: false\ntoc: false\n---\n{intro}{''.join(parts)}{closing}".encode()


def _part(part: Part, sheet: Sheet) -> str:
    heading = " · ".join(filter(None, (part.title, part.clock, part.minutes)))
    beneath = [f"*→ {escaped(part.condition)}*"] if part.condition else []
    beneath += [escaped(part.intro)] if part.intro else []
    asked = (block for each in part.asked for block in _asked(each, sheet))
    return "\n" + "\n\n".join([f"# {escaped(heading)}", *beneath, *asked]) + "\n"


def _asked(asked: Asked, sheet: Sheet) -> Iterator[str]:
    said = words(sheet.language)
    marks = f" [{escaped(' · '.join(asked.marks))}]{{.smallcaps}}" if asked.marks else ""
    if asked.condition:
        yield f"*→ {escaped(asked.condition)}*"
    yield f"**{asked.number}{' ' if asked.number else ''}{escaped(asked.text)}**{marks}"
    if told := " ".join(filter(None, (asked.help, asked.answer.told))):
        yield f"*{escaped(told)}*"
    for title, texts in ((said["short"], asked.probes), (said["listen"], asked.listen_for)):
        if texts:
            yield f"*{escaped(title)}:*\n\n{bullets(map(escaped, texts))}"
    if room := _room(asked.answer, said["statement"]):
        yield room


def _room(answer: Answer, statement: str) -> str:
    if answer.shape in ("lines", "line"):
        return "\n".join([LINE] * answer.lines)
    if answer.shape in ("boxes", "rank"):
        return bullets(f"{BOX} {escaped(each)}" for each in answer.options)
    if answer.shape == "row":
        return _table(answer.options, [[BOX] * len(answer.options)])
    if answer.shape == "grid":
        return _table((statement, *answer.options), [[each, *[BOX] * len(answer.options)] for each in answer.rows])
    return {"number": BOX * 6, "date": f"{BOX * 2} · {BOX * 2} · {BOX * 4}"}.get(answer.shape, "")


def _table(headings: tuple[str, ...], rows: list[list[str]]) -> str:
    listed = [list(map(escaped, headings)), [":-"] * len(headings), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in listed)


FORMAT = PaperFormat("qmd", write)
