"""Makes the ODT reference documents of the extension: `python -m reports.engines.reference_odt`.

They are dressed in the styles of the Word documents, so that the two look alike.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from reports.engines import EXTENSION
from reports.engines.front import UNDATED
from reports.engines.odt import finished
from reports.engines.pandoc import Pandoc
from reports.engines.reference import ACCENT, BODY, DISPLAY, INK, RULE, looks

NAMES = {
    "Normal": "Standard",
    "Body Text": "Text body",
    "First Paragraph": "First paragraph",
    "Block Text": "Quotations",
    "TOC Heading": "Contents Heading",
    "toc 1": "Contents 1",
    "toc 2": "Contents 2",
    "toc 3": "Contents 3",
    "Table Text": "Table Contents",
    "Table Caption": "TableCaption",
    "Image Caption": "FigureCaption",
    "Captioned Figure": "FigureWithCaption",
    "Footnote Text": "Footnote",
    "footer": "Footer",
    "Verbatim Char": "Source Text",
    "Hyperlink": "Internet link",
}
LEFT_OUT = ("Compact",)
# What only ODT has.
MORE: tuple[dict[str, Any], ...] = (
    {
        "name": "Table Heading",
        "base": "Table Text",
        "font": DISPLAY,
        "size": 9.5,
        "bold": True,
        "before": 1,
        "after": 1,
    },
    {
        "name": "Box Title",
        "font": DISPLAY,
        "size": 11,
        "bold": True,
        "colour": ACCENT,
        "before": 3,
        "after": 2,
        "keep": True,
    },
    {"name": "Page Break", "size": 2, "after": 0},
    {"name": "Definition", "kind": "character", "base": "", "font": "", "colour": "134E7A"},
)
# Boxes are sections here, which have no room around them but what stands between; a frame stands inside its indents.
ROOMIER: dict[str, dict[str, Any]] = {"Gap": {"after": 7}, "Narrative Place": {"indent": 0, "right": 0}}
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
TEXT_WIDTH = 160  # millimetres: A4 less two margins of 25
PAGE = """
<style:page-layout style:name="{name}">
  <style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" style:num-format="1"
    style:print-orientation="portrait" style:writing-mode="lr-tb" fo:margin-top="{top}mm" fo:margin-bottom="14mm"
    fo:margin-left="25mm" fo:margin-right="25mm">
    <style:footnote-sep style:width="0.2mm" style:rel-width="25%" style:color="#{rule}" style:line-style="solid"
      style:adjustment="left" style:distance-before-sep="2mm" style:distance-after-sep="2mm"/>
  </style:page-layout-properties>
  <style:header-style/>
  <style:footer-style>{footer}</style:footer-style>
</style:page-layout>"""
FOOTER = '<style:header-footer-properties fo:min-height="11mm" fo:margin-top="5mm" style:dynamic-spacing="false"/>'
MASTERS = """
<office:master-styles>
  <style:master-page style:name="Standard" style:page-layout-name="Page">
    <style:footer>
      <text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number></text:p>
    </style:footer>
  </style:master-page>
  <style:master-page style:name="First_20_Page" style:display-name="First Page" style:page-layout-name="Front"
    style:next-style-name="Standard"/>
</office:master-styles>"""


def reference(*, short: bool = False) -> bytes:
    """pandoc's own reference document, dressed as an Underveis report; short: as one of a few pages."""
    plain = Pandoc(Path.cwd(), UNDATED).convert(b"", "--from=markdown", "--to=odt")
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, dressed(content, short=short) if name == "styles.xml" else content)
    return finished(target.getvalue(), "nb-NO", UNDATED)


def dressed(styles: bytes, *, short: bool = False) -> bytes:
    root: Any = etree.fromstring(styles)
    shared = root.find("office:styles", SPACES)
    wanted = [look for look in (*looks(short=short), *MORE) if look["name"] not in LEFT_OUT]
    ours = [_styled({**look, **ROOMIER.get(look["name"], {})}) for look in wanted]
    named = {each.get(_name("style:name")) for each in ours}
    for old in list(shared):
        if old.get(_name("style:name")) in named and old.tag == _name("style:style"):
            shared.remove(old)
        if old.tag == _name("style:default-style"):
            _settle_default(old)
    shared.extend(ours)
    _pages(root, short=short)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _settle_default(style: Any) -> None:
    """Nothing runs over the page's end in the midst of a row; the letters are the report's."""
    if style.get(_name("style:family")) == "table-row":
        style[0].set(_name("fo:keep-together"), "always")
    for told in style.findall("style:text-properties", SPACES):
        for key in [each for each in told.attrib if each.endswith(("}font-name", "}use-window-font-color"))]:
            del told.attrib[key]
        told.set(_name("fo:font-family"), BODY)
        told.set(_name("fo:color"), f"#{INK.lower()}")


def _pages(root: Any, *, short: bool) -> None:
    automatic = root.find("office:automatic-styles", SPACES)
    for old in list(automatic):
        automatic.remove(old)
    top = 20 if short else 27
    automatic.append(_element(PAGE.format(name="Page", rule=RULE, footer=FOOTER, top=top)))
    # The first of a few pages is a page like the others.
    front = PAGE.format(name="Front", rule=RULE, footer=FOOTER if short else "", top=top)
    automatic.append(_element(front if short else front.replace("14mm", "25mm")))
    root.replace(root.find("office:master-styles", SPACES), _element(MASTERS))


def _styled(look: dict[str, Any]) -> Any:
    name, character = look["name"], look.get("kind") == "character"
    shown = NAMES.get(name, name)
    base = look.get("base", "Normal")
    attributes = {
        "style:name": coded(shown),
        "style:display-name": shown,
        "style:family": "text" if character else "paragraph",
    }
    if base and name != "Normal":
        attributes["style:parent-style-name"] = coded(NAMES.get(base, base))
    if name.startswith("Heading "):
        attributes |= {"style:default-outline-level": name[-1], "style:next-style-name": "Text_20_body"}
    if name == "Title":
        attributes["style:master-page-name"] = "First_20_Page"
    style = etree.Element(_name("style:style"), {_name(key): value for key, value in attributes.items()}, nsmap=SPACES)
    if not character:
        style.append(_paragraph(look))
    style.append(_letters(look))
    return style


def coded(name: str) -> str:
    """The name of a style as ODT's attributes have it."""
    return name.replace(" ", "_20_")


def _letters(look: dict[str, Any]) -> Any:
    told = {"fo:color": f"#{look.get('colour', INK).lower()}"}
    if look.get("font", True):
        told["fo:font-family"] = look.get("font", BODY)
    if "size" in look:
        told |= {f"{space}:font-size{kind}": f"{look['size']}pt" for space, kind in (("fo", ""), ("style", "-complex"))}
    told["fo:font-weight"] = "bold" if look.get("bold") else "normal"
    told["fo:font-style"] = "italic" if look.get("italic") else "normal"
    return etree.Element(_name("style:text-properties"), {_name(key): value for key, value in told.items()})


def _paragraph(look: dict[str, Any]) -> Any:
    told = {
        "fo:margin-top": f"{look.get('before', 0)}pt",
        "fo:margin-bottom": f"{look.get('after', 6)}pt",
        "fo:line-height": f"{round(100 * look.get('line', 1.0))}%",
        "fo:margin-left": f"{look.get('indent', 0)}mm",
        "fo:margin-right": f"{look.get('right', 0)}mm",
        "fo:text-indent": f"{look.get('hanging', 0)}mm",
        "fo:text-align": "start",
        "fo:keep-with-next": "always" if look.get("keep") else "auto",
        "fo:keep-together": "always" if look.get("together") else "auto",
        "fo:orphans": "2",
        "fo:widows": "2",
    }
    if "shade" in look:
        told["fo:background-color"] = f"#{look['shade'].lower()}"
    if look["name"] == "Page Break":
        told["fo:break-after"] = "page"
    for side, kind, eighths, gap, colour in look.get("border", ()):
        told[f"fo:border-{side}"] = f"{eighths / 8}pt {'dashed' if kind == 'dashed' else 'solid'} #{colour.lower()}"
        told[f"fo:padding-{side}"] = f"{gap}pt"
    made = etree.Element(_name("style:paragraph-properties"), {_name(key): value for key, value in told.items()})
    _stops(made, look)
    return made


def _stops(properties: Any, look: dict[str, Any]) -> None:
    """In ODT a stop is counted from the indent; the contents have one at the right edge for the page."""
    indent = look.get("indent", 0)
    places = [(stop - indent, "left") for stop in look.get("stops", ())]
    if look["name"].startswith("toc "):
        places.append((TEXT_WIDTH - indent, "right"))
    if places:
        stops = etree.SubElement(properties, _name("style:tab-stops"))
        for place, kind in places:
            told = {_name("style:position"): f"{place}mm", _name("style:type"): kind}
            etree.SubElement(stops, _name("style:tab-stop"), told)


def _name(prefixed: str) -> str:
    prefix, name = prefixed.split(":")
    return f"{{{SPACES[prefix]}}}{name}"


def _element(xml: str) -> Any:
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    return etree.fromstring(f"<r {spaces}>{xml}</r>")[0]


if __name__ == "__main__":
    (EXTENSION / "reference.odt").write_bytes(reference())
    (EXTENSION / "reference-short.odt").write_bytes(reference(short=True))
