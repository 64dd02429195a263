"""The names of PresentationML and DrawingML (ECMA-376, part 1, 19 to 21) that a reader of text needs."""

from __future__ import annotations

from briefreader.readers.trees import Element

_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def p(name: str) -> str:
    return _P + name


def a(name: str) -> str:
    return _A + name


def number(element: Element | None, name: str, default: int = 0, most: int = 1000) -> int:
    """The whole number of an attribute between 0 and `most`; `default` when it is none."""
    value = (element.get(name) or "") if element is not None else ""
    return min(int(value), most) if value.isascii() and value.isdigit() and len(value) <= 9 else default


def is_on(element: Element, name: str) -> bool:
    return element.get(name) in ("1", "true", "on")
