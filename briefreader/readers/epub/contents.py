"""The table of contents of a book, and the list of the pages of its printed edition: from its navigation page, or from
the older NCX file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.html import HtmlElement

from briefreader.readers.notes import target, types
from briefreader.readers.trees import Element

_MOST = 20_000  # entries
_DEEPEST = 20


class Entry(NamedTuple):
    """A line of the contents: its level from 1, its words, and the page and the id it leads to."""

    level: int
    title: str
    path: str
    fragment: str


@dataclass(slots=True)
class Contents:
    """`pages` are the printed page labels and where each page begins."""

    entries: list[Entry] = field(default_factory=list)
    pages: list[Entry] = field(default_factory=list)


def from_page(root: HtmlElement, page: str) -> Contents:
    """The contents on the navigation page `root`."""
    contents = Contents()
    for element in root.iter("nav", "section", "div"):
        kinds = types(element)
        if "toc" in kinds or "doc-toc" in kinds:
            contents.entries = contents.entries or list(_links(element, page))
        elif "page-list" in kinds or "doc-pagelist" in kinds:
            contents.pages = contents.pages or list(_links(element, page))
    return contents


def from_ncx(root: Element, page: str) -> Contents:
    """The contents in the NCX file `root`."""
    contents = Contents()
    for element in root.iter():
        kind = _tag(element)
        if kind not in ("navPoint", "pageTarget") or len(contents.entries) + len(contents.pages) > _MOST:
            continue
        title = href = ""
        for child in element:
            if _tag(child) == "navLabel":
                title = " ".join("".join(map(str, child.itertext())).split())
            elif _tag(child) == "content":
                href = child.get("src") or ""
        level = 1 + sum(_tag(outer) == "navPoint" for outer in element.iterancestors())
        if kind == "navPoint" and title and level <= _DEEPEST:
            contents.entries.append(Entry(level, title, *target(href, page)))
        elif kind == "pageTarget":
            contents.pages.append(Entry(1, title or element.get("value") or "", *target(href, page)))
    return contents


def _links(nav: HtmlElement, page: str) -> Iterator[Entry]:
    count = 0
    for link in nav.iter("a", "span"):
        if link.tag == "span" and (link.getparent() is None or link.getparent().tag != "li"):
            continue
        title = " ".join("".join(link.itertext()).split())
        count += 1
        if title and count <= _MOST:
            level = sum(1 for _ in link.iterancestors("ol", "ul"))
            yield Entry(max(1, min(level, _DEEPEST)), title, *target(link.get("href") or "#", page))


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
