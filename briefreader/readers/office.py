"""HTML as Word and Outlook write it: marks of their own between the words, and lists drawn with bullets."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_ITEM = re.compile(r"mso-list\s*:\s*l\d", re.IGNORECASE)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)


def without_office_marks(root: HtmlElement) -> None:
    """Make of the elements below `root` that only office programs know (`<o:p>`, `<st1:place>`) ones without a
    meaning, and of paragraphs drawn as list items real ones."""
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str):
            continue
        if ":" in element.tag:
            element.tag = "span"
        elif element.tag == "p" and _ITEM.search(element.get("style") or ""):
            _make_item(element)


def _make_item(element: HtmlElement) -> None:
    marker = next((span for span in element.iter("span") if _MARKER.search(span.get("style") or "")), None)
    if marker is None:
        return
    words = "".join(marker.itertext()).strip("\xa0 \t\n().")
    tail = marker.tail
    marker.clear()
    marker.tail = tail
    ordered = words.isdigit() and len(words) <= 4
    before = element.getprevious()
    kind = "ol" if ordered else "ul"
    if before is not None and before.tag == kind and before.get("data-office") and not (before.tail or "").strip():
        items = before
    else:
        items = element.makeelement(kind, {"data-office": "list"})
        element.addprevious(items)
    tail, element.tail = element.tail, None
    items.append(element)
    items.tail = tail
    element.tag = "li"
    if ordered:
        element.set("value", words)
