"""A check of a project's XML that needs no schema: which elements stand below which, in what order.

Written from the rules of the standard as far as we use them; where the schema itself is at hand, that is used too.
"""

from __future__ import annotations

import re

from lxml import etree

_TEXT = "Description PlainTextContent PlainTextSelection Coding NoteRef VariableValue"
BELOW = {
    "Project": "Users CodeBook Variables Cases Sources Notes Links Sets Graphs Description NoteRef",
    "Users": "User",
    "CodeBook": "Codes",
    "Codes": "Code",
    "Code": "Description NoteRef Code",
    "Variables": "Variable",
    "Variable": "Description",
    "Cases": "Case",
    "Case": "Description CodeRef VariableValue SourceRef SelectionRef",
    "TextSource": _TEXT,
    "Note": _TEXT,
    "Representation": _TEXT,
    "PlainTextSelection": "Description Coding NoteRef",
    "Coding": "CodeRef NoteRef",
    "AudioSource": "Description Transcript AudioSelection Coding NoteRef VariableValue",
    "PDFSource": "Description PDFSelection Representation Coding NoteRef VariableValue",
    "Transcript": "Description PlainTextContent SyncPoint TranscriptSelection NoteRef",
    "Set": "Description MemberCode MemberSource MemberNote",
    "Graph": "Vertex Edge",
    "Link": "NoteRef",
}
GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def faults_of(xml: bytes) -> list[str]:
    faults = []
    seen: set[str] = set()
    for element in etree.fromstring(xml).iter():
        name = str(element.tag).rpartition("}")[2]
        below = [str(each.tag).rpartition("}")[2] for each in element]
        order = BELOW.get(name, "").split()
        if name in BELOW and (set(below) - set(order) or below != sorted(below, key=order.index)):
            faults.append(f"{name}: {below}")
        if (guid := element.get("guid")) is not None:
            faults += [] if GUID.fullmatch(guid) and guid not in seen else [f"{name}: {guid}"]
            seen.add(guid)
    return faults
