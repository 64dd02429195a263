"""The names of OpenDocument (ISO/IEC 26300) that a reader of text needs, as lxml writes them."""

from __future__ import annotations

from briefreader.readers.trees import Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    "office": _OASIS + "office:1.0", "text": _OASIS + "text:1.0", "table": _OASIS + "table:1.0",
    "style": _OASIS + "style:1.0", "draw": _OASIS + "drawing:1.0", "meta": _OASIS + "meta:1.0",
    "fo": _OASIS + "xsl-fo-compatible:1.0", "svg": _OASIS + "svg-compatible:1.0", "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/", "xml": "http://www.w3.org/XML/1998/namespace",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}  # fmt: skip


def q(name: str) -> str:
    """The full name of `name`, "text:p"."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def number(element: Element, name: str, default: int, most: int = 1_000_000) -> int:
    """The whole number of an attribute between 0 and `most`; `default` when it is none."""
    value = element.get(q(name)) or ""
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) <= 9 else default
