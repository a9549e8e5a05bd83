"""Makes the Word reference documents of the extension: `python -m reports.engines.reference`.

Run it when the look of Word reports is to change; the files it makes are kept in the repository. One is for reports,
one for a few pages, where the title stands over the text.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from reports.engines import EXTENSION
from reports.engines.front import UNDATED
from reports.engines.pandoc import Pandoc
from reports.engines.word import settled

INK, ACCENT, QUIET, RULE = "1D2733", "1B4A66", "4D5B66", "BCCAD3"
PALE, SAND = "EEF3F6", "F7F3EA"
BODY, DISPLAY = "Cambria", "Calibri"
TEXT_WIDTH = 9070  # twentieths of a point: A4 less two margins of 25 mm


def reference(*, short: bool = False) -> bytes:
    """pandoc's own reference document, dressed as an Underveis report; short: as one of a few pages."""
    plain = Pandoc(Path.cwd(), UNDATED).convert(b"", "--from=markdown", "--to=docx")
    document = Document(io.BytesIO(plain))
    _clear(document)
    _page(document, short=short)
    for style in looks(short=short):
        _dress(document, **style)
    _table_style(document)
    _footer(document)
    _properties(document)
    made = io.BytesIO()
    document.save(made)
    return settled(made.getvalue(), "nb-NO", UNDATED)


def _clear(document: Any) -> None:
    """An empty body; and Word's own name for captions, which pandoc writes with a capital."""
    for element in list(document.element.body)[:-1]:
        document.element.body.remove(element)
    for name in document.styles.element.iter(qn("w:name")):
        if name.get(qn("w:val")) == "Caption":
            name.set(qn("w:val"), "caption")


def looks(*, short: bool) -> tuple[dict[str, Any], ...]:
    return tuple({**look, **SHORT.get(look["name"], {})} for look in STYLES) if short else STYLES


def _page(document: Any, *, short: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = (Mm(20), Mm(20)) if short else (Mm(27), Mm(25))
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = not short


def _properties(document: Any) -> None:
    core = document.core_properties
    core.author = core.last_modified_by = core.title = core.comments = ""
    core.created = core.modified = datetime(2000, 1, 1, tzinfo=UTC)


def _dress(document: Any, name: str, base: str = "Normal", kind: str = "paragraph", **look: Any) -> None:
    style = _style(document, name, kind)
    if base and base != name:
        style.base_style = document.styles[base]
    _font(style, look)
    if kind == "paragraph":
        _paragraph(style, look)


def _style(document: Any, name: str, kind: str) -> Any:
    kinds = {"paragraph": WD_STYLE_TYPE.PARAGRAPH, "character": WD_STYLE_TYPE.CHARACTER, "table": WD_STYLE_TYPE.TABLE}
    if name not in [each.name for each in document.styles]:
        made = document.styles.add_style(name, kinds[kind], builtin=name in BUILT_IN)
        made.element.styleId = BUILT_IN.get(name, made.element.styleId)
        made.quick_style = True
    return document.styles[name]


def _font(style: Any, look: dict[str, Any]) -> None:
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    fonts = OxmlElement("w:rFonts")
    for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), look.get("font", BODY))
    if look.get("font", True):
        properties.append(fonts)
    font = style.font
    font.bold, font.italic = look.get("bold"), look.get("italic")
    font.color.rgb = RGBColor.from_string(look.get("colour", INK))
    if "size" in look:
        font.size = Pt(look["size"])


def _paragraph(style: Any, look: dict[str, Any]) -> None:
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 6))
    layout.line_spacing = look.get("line", 1.0)
    layout.left_indent, layout.first_line_indent = Mm(look.get("indent", 0)), Mm(look.get("hanging", 0))
    layout.right_indent = Mm(look.get("right", 0))
    layout.keep_with_next = look.get("keep", False)
    layout.keep_together = look.get("together", False)
    layout.widow_control = True
    layout.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for stop in look.get("stops", ()):
        layout.tab_stops.add_tab_stop(Mm(stop))
    _frame(style, look)


def _frame(style: Any, look: dict[str, Any]) -> None:
    """Borders and shading, in the order the schema wants them."""
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:shd"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    following = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    anchors = [child for tag in following for child in properties.findall(qn(tag))]
    anchor = min(anchors, key=list(properties).index) if anchors else None
    for element in _borders_and_shading(look):
        if anchor is None:
            properties.append(element)
        else:
            anchor.addprevious(element)


def _borders_and_shading(look: dict[str, Any]) -> list[Any]:
    made = []
    if "border" in look:
        sides = "".join(
            f'<w:{side} w:val="{value}" w:sz="{size}" w:space="{gap}" w:color="{colour}"/>'
            for side, value, size, gap, colour in look["border"]
        )
        made.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    if "shade" in look:
        made.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{look["shade"]}"/>'))
    return made


def _table_style(document: Any) -> None:
    for old in [each for each in document.styles.element if each.get(qn("w:styleId")) == "Table"]:
        document.styles.element.remove(old)
    document.styles.element.append(parse_xml(TABLE.format(space=nsdecls("w"))))


def _footer(document: Any) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["footer"]
    for kind in ("begin", " PAGE ", "separate", "2", "end"):
        inner = f'<w:fldChar w:fldCharType="{kind}"/>'
        if kind == " PAGE ":
            inner = '<w:instrText xml:space="preserve"> PAGE </w:instrText>'
        if kind == "2":
            inner = "<w:t>2</w:t>"
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def _edge(colour: str) -> list[tuple[str, str, int, int, str]]:
    return [("left", "single", 18, 8, colour)]


BUILT_IN = {"Quote": "Quote", "toc 1": "TOC1", "toc 2": "TOC2", "toc 3": "TOC3"}
DASHED = [(side, "dashed", 6, 6, QUIET) for side in ("top", "left", "bottom", "right")]
NUMBERED = {"indent": 15, "hanging": -15, "stops": (15,)}
HEADING = {"font": DISPLAY, "bold": True, "colour": ACCENT, "keep": True, "together": True}
CAPTION = {"font": DISPLAY, "size": 9.5}
# Word draws the frame outside the indents; so it stands at the margins.
FRAMED = {"indent": 2.5, "right": 2.5, "line": 1.12, "before": 6, "after": 8}
BOX = {"indent": 6.35, "right": 2, "line": 1.12, "after": 5}

STYLES: tuple[dict[str, Any], ...] = (
    {"name": "Normal", "size": 11, "line": 1.12},
    {"name": "Body Text", "size": 11, "line": 1.18, "after": 8},
    {"name": "First Paragraph", "base": "Body Text", "size": 11, "line": 1.18, "after": 8},
    {"name": "Compact", "base": "Body Text", "size": 11, "line": 1.12, "after": 3, "before": 0},
    {
        "name": "Title",
        "font": DISPLAY,
        "bold": True,
        "size": 30,
        "colour": ACCENT,
        "before": 110,
        "after": 12,
        "border": [("top", "single", 24, 24, ACCENT)],
    },
    {"name": "Subtitle", "font": DISPLAY, "size": 16, "after": 60},
    {"name": "Author", "font": DISPLAY, "size": 12, "after": 2},
    {"name": "Date", "font": DISPLAY, "size": 12, "colour": QUIET, "after": 60},
    {"name": "Front Detail", "font": DISPLAY, "size": 11, "after": 10},
    {"name": "Front Note", "font": DISPLAY, "size": 9, "colour": QUIET, "after": 8},
    {"name": "Heading 1", **HEADING, "size": 19, "before": 26, "after": 9, **NUMBERED},
    {"name": "Heading 2", **HEADING, "size": 14, "before": 18, "after": 6, **NUMBERED},
    {"name": "Heading 3", **HEADING, "size": 12, "before": 14, "after": 4, **NUMBERED},
    {"name": "Heading 4", **HEADING, "size": 11, "before": 12, "after": 3},
    {"name": "Heading 5", **HEADING, "size": 11, "before": 10, "after": 3, "italic": True},
    {"name": "TOC Heading", **HEADING, "size": 19, "before": 0, "after": 12},
    {"name": "toc 1", "font": DISPLAY, "bold": True, "size": 11, "before": 6, "after": 2, "stops": (10,)},
    {"name": "toc 2", "font": DISPLAY, "size": 11, "after": 2, "indent": 10, "stops": (22,)},
    {"name": "toc 3", "font": DISPLAY, "size": 10, "after": 2, "indent": 22, "stops": (36,)},
    {"name": "After Table", "base": "Body Text", "size": 11, "line": 1.18, "before": 12, "after": 8},
    {"name": "Gap", "size": 5, "after": 0},
    {"name": "Table Text", "font": DISPLAY, "size": 9.5, "before": 1, "after": 1},
    {"name": "Caption", **CAPTION, "after": 6},
    {"name": "Table Caption", "base": "Caption", **CAPTION, "before": 12, "after": 5, "keep": True},
    {"name": "Image Caption", "base": "Caption", **CAPTION, "before": 3, "after": 14},
    {"name": "Base Line", "font": DISPLAY, "size": 8.5, "colour": QUIET, "before": 2, "after": 14},
    {"name": "Figure", "size": 11, "before": 10, "keep": True},
    {"name": "Captioned Figure", "base": "Figure", "size": 11, "before": 12, "after": 2, "keep": True},
    {"name": "Block Text", "size": 11, "indent": 6, "right": 4, "after": 6, "line": 1.15, "border": _edge(RULE)},
    {
        "name": "Quote",
        "size": 11,
        "indent": 6,
        "right": 4,
        "before": 8,
        "after": 3,
        "line": 1.15,
        "italic": True,
        "keep": True,
        "together": True,
        "border": _edge(ACCENT),
    },
    {"name": "Quote Attribution", "font": DISPLAY, "size": 9.5, "colour": QUIET, "indent": 6, "after": 12},
    {"name": "Key Points", **BOX, "size": 11, "shade": PALE, "border": _edge(ACCENT)},
    {"name": "Questions", **BOX, "size": 11, "shade": SAND, "keep": True, "border": _edge("8A6D1F")},
    {"name": "Lead In", "size": 11, "line": 1.18, "keep": True},
    {"name": "Lead After Table", "size": 11, "line": 1.18, "before": 12, "keep": True},
    {"name": "Narrative Place", **FRAMED, "size": 11, "italic": True, "colour": QUIET, "border": DASHED},
    {
        "name": "Callout Title",
        **BOX,
        "font": DISPLAY,
        "bold": True,
        "size": 11,
        "colour": ACCENT,
        "shade": PALE,
        "before": 4,
        "after": 0,
        "keep": True,
        "border": _edge(ACCENT),
    },
    {"name": "Callout", **BOX, "size": 11, "shade": PALE, "border": _edge(ACCENT)},
    {
        "name": "Margin Note",
        "font": DISPLAY,
        "size": 9.5,
        "colour": QUIET,
        "indent": 6.35,
        "after": 8,
        "border": _edge(RULE),
    },
    {"name": "Bibliography", "base": "Body Text", "size": 11, "line": 1.12, "after": 5, "indent": 8, "hanging": -8},
    {"name": "Footnote Text", "size": 9.5, "after": 3},
    {"name": "footer", "font": DISPLAY, "size": 9, "colour": QUIET, "after": 0},
    {"name": "Section Number", "kind": "character", "base": "", "font": "", "colour": QUIET, "bold": True},
    {"name": "Verbatim Char", "kind": "character", "base": "", "font": "Consolas"},
    {"name": "Hyperlink", "kind": "character", "base": "", "font": "", "colour": "134E7A"},
)

# What looks otherwise in a report of a few pages.
SHORT: dict[str, dict[str, Any]] = {
    "Title": {"size": 19, "before": 0, "after": 4, "border": [("top", "single", 24, 10, ACCENT)]},
    "Subtitle": {"size": 13, "after": 3},
    "Author": {"size": 9, "after": 0},
    "Date": {"size": 9, "after": 1},
    "Front Detail": {"size": 9, "after": 0, "colour": QUIET},
    "Front Note": {"size": 8.5, "after": 0},
    "Body Text": {"size": 10.5, "line": 1.1, "after": 5},
    "First Paragraph": {"size": 10.5, "line": 1.1, "after": 5},
    "Compact": {"size": 10, "line": 1.0, "after": 1},
    "Heading 1": {"size": 13.5, "before": 11, "after": 4},
    "Heading 2": {"size": 12, "before": 9, "after": 3},
    "Lead In": {"size": 10, "before": 3, "after": 1},
    "Lead After Table": {"size": 10, "before": 6, "after": 1},
    "Narrative Place": {"size": 10, "before": 4, "after": 5},
    "Base Line": {"before": 0, "after": 6},
    "Image Caption": {"before": 2, "after": 4},
    "Captioned Figure": {"before": 4, "after": 0},
    "Table Caption": {"before": 4, "after": 3},
    "Table Text": {"size": 9, "before": 0, "after": 0},
}

TABLE = f"""
<w:style {{space}} w:type="table" w:customStyle="1" w:styleId="Table">
  <w:name w:val="Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>
  <w:rPr><w:rFonts w:ascii="{DISPLAY}" w:hAnsi="{DISPLAY}" w:cs="{DISPLAY}"/><w:sz w:val="19"/></w:rPr>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
      <w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr>
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{ACCENT}"/></w:tcBorders>
      <w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/><w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>
"""


if __name__ == "__main__":
    (EXTENSION / "reference.docx").write_bytes(reference())
    (EXTENSION / "reference-short.docx").write_bytes(reference(short=True))
