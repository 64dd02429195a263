"""The names of WordprocessingML (ECMA-376, part 1, 17) that a reader of text needs."""

from __future__ import annotations

from briefreader.readers.trees import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MATHS, MATH_TEXT = frozenset((_M + "oMath", _M + "oMathPara")), _M + "t"
ALTERNATE, CHOICE, FALLBACK = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
VAL = _W + "val"

_OFF = frozenset(("0", "false", "off", "none"))


def w(name: str) -> str:
    """`name` in the namespace of WordprocessingML."""
    return _W + name


def value(parent: Element | None, name: str, attribute: str = "val") -> str:
    """An attribute of the child `name` of `parent`; "" where either is missing."""
    child = parent.find(_W + name) if parent is not None else None
    return (child.get(_W + attribute) or "") if child is not None else ""


def number(text: str | None) -> int | None:
    """A whole number of an attribute; None when it is none that makes sense."""
    text = (text or "").strip()
    digits = text[1:] if text[:1] == "-" else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 9 else None


def is_on(element: Element) -> bool:
    """Whether a property that can be switched is switched on: without a value it is."""
    return (element.get(VAL) or "1").lower() not in _OFF


def branch(element: Element) -> Element | None:
    """The one branch of alternate content to read: the first choice, which every later Word understands."""
    choice = element.find(CHOICE)
    return choice if choice is not None else element.find(FALLBACK)
