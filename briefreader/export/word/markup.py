"""Small pieces of WordprocessingML, in the order its schema asks for."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from lxml.etree import _Element

from briefreader.export.flow import Look
from briefreader.export.legal import plain

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_COLOURS = {"soft": "5D636B", "alarm": "A83632"}


def element(tag: str, children: tuple[_Element, ...] = (), **attributes: str) -> _Element:
    """`<w:tag w:name="value">` with `children`."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str, look: Look = "", *, language: str = "", rtl: bool = False, style: str = "") -> _Element:
    """A run of `text`; one that is written from right to left says so, for Word to choose font and order."""
    properties: list[_Element] = []
    if style:
        properties.append(element("rStyle", val=style))
    if look in ("strong", "alarm"):
        properties += [element("b"), element("bCs")]
    if look == "emphasis":
        properties += [element("i"), element("iCs")]
    if look in _COLOURS:
        properties.append(element("color", val=_COLOURS[look]))
    if rtl:
        properties.append(element("rtl"))
    if language:
        properties.append(element("lang", bidi=language) if rtl else element("lang", val=language))
    words = element("t")
    words.text = plain(text)
    words.set(SPACE, "preserve")
    head = (element("rPr", tuple(properties)),) if properties else ()
    return element("r", (*head, words))


def field_part(kind: str, *, dirty: bool = False) -> _Element:
    """The "begin", "separate" or "end" of a field."""
    mark = element("fldChar", fldCharType=kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    return element("r", (mark,))


def instruction(code: str) -> _Element:
    words = element("instrText")
    words.text = f" {code} "
    words.set(SPACE, "preserve")
    return element("r", (words,))


def field(code: str, shown: str) -> tuple[_Element, ...]:
    """A field such as PAGE, with what is shown until it is next computed."""
    return field_part("begin"), instruction(code), field_part("separate"), run(shown), field_part("end")


def bookmark(number: int, name: str) -> tuple[_Element, _Element]:
    return element("bookmarkStart", id=str(number), name=name), element("bookmarkEnd", id=str(number))


def anchor(key: str) -> str:
    """The name of the bookmark of a paragraph's key."""
    return "br_" + re.sub(r"\W", "_", key)[:36]


def link(key: str, content: _Element) -> _Element:
    return element("hyperlink", (content,), anchor=anchor(key), history="1")
