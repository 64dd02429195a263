"""Ties the footnotes of web pages and books to their marks: a link that looks like a mark makes a footnote of what it
leads to, in the same page or another."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from briefreader.readers.elements import NOTE_LABEL, is_note_mark

_BLOCKS = frozenset(("li", "p", "div", "aside", "section", "dd", "blockquote"))
_TYPES = frozenset(("footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"))
_HOLDS_MANY = frozenset(("footnotes", "endnotes", "rearnotes", "doc-endnotes"))
_LONGEST = 5_000  # characters of a footnote
_LONGEST_MARK = 12  # characters
_REACH = 12  # elements around the one that a mark leads to
_MARKS = frozenset(("noteref", "doc-noteref"))
_BACK = frozenset(("backlink", "doc-backlink"))
_INLINE = frozenset(("a", "sup", "span", "strong", "b"))
_STOP = re.compile(r"^\s*[.):\]]?\s+")
_INNER = frozenset(("h1", "h2", "h3", "h4", "table"))


def types(element: HtmlElement) -> frozenset[str]:
    """What a book says an element is: its `epub:type` and `role`."""
    return frozenset(f"{element.get('epub:type') or ''} {element.get('role') or ''}".lower().split())


def target(href: str, page: str) -> tuple[str, str]:
    """The page a link on `page` leads to, "" when it leads elsewhere, and the id there."""
    path, _, fragment = href.strip().partition("#")
    if ":" in path.split("/")[0]:
        return "", ""
    return resolved(path, page) if path else page, unquote(fragment)


def resolved(path: str, page: str) -> str:
    """The path within a container that `path`, written on `page`, means; it may lead out of it, to nothing."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))).lstrip("/")


def tie(pages: Mapping[str, HtmlElement]) -> None:
    """Mark the footnotes of `pages`, trees by their path, so that a walk finds them and their labels; what repeats the
    label in a footnote is taken out."""
    found = [mark for path, root in pages.items() for mark in _marks(root, path)]
    wanted = {(path, fragment) for _, path, fragment, _ in found}
    places = {
        (path, name): element
        for path, root in pages.items()
        for element in root.iter()
        if isinstance(element.tag, str) and (path, name := element.get("id") or element.get("name") or "") in wanted
    }
    notes: dict[HtmlElement, str] = {}
    within: set[HtmlElement] = set()  # all that stands in a footnote
    judged: dict[HtmlElement, frozenset[HtmlElement] | None] = {}  # what may be a footnote, and all that stands in it
    for mark, path, fragment, label in found:
        place = places.get((path, fragment))
        if place is None or mark in within:
            continue  # within a footnote a number leads back
        note = _note(place)
        if note is None:
            continue
        if note not in judged:
            judged[note] = _inside(note)
        inside = judged[note]
        if inside is None or mark in inside:
            continue
        mark.set("href", f"#{fragment}")
        mark.set("class", "footnote")
        if note not in notes:
            notes[note] = label
            within |= inside
    for note, label in notes.items():
        note.set(NOTE_LABEL, label)
        note.set("role", "doc-footnote")
        _take_out_label(note, label)


def _marks(root: HtmlElement, page: str) -> Iterator[tuple[HtmlElement, str, str, str]]:
    """The links of a page that look like marks of notes, each with the page and the id it leads to and its label."""
    for link in root.iter("a"):
        href = link.get("href") or ""
        if "#" not in href:
            continue
        words = "".join(link.itertext()).strip()
        path, fragment = target(href, page)
        if not path or not fragment or len(words) > _LONGEST_MARK or types(link) & _BACK:
            continue
        if types(link) & _MARKS or is_note_mark(link, f"#{fragment}", words):
            yield link, path, fragment, words.strip("[]() .")


def _note(place: HtmlElement) -> HtmlElement | None:
    """The footnote that the element a mark leads to is, stands in or begins; None when it is none."""
    note: HtmlElement | None = None
    for element in (place, *islice(place.iterancestors(), _REACH)):
        if types(element) & _HOLDS_MANY or element.tag in ("body", "ol", "ul", "td", "tr"):
            break
        if types(element) & _TYPES:
            note = element
            break
        if note is None and element.tag in _BLOCKS:
            note = element
    return note


def _inside(note: HtmlElement) -> frozenset[HtmlElement] | None:
    """All elements within what may be a footnote; None when it is none: too long, or with headings or tables."""
    if len("".join(note.itertext())) > _LONGEST:
        return None
    inside = frozenset(note.iterdescendants())
    return None if any(element.tag in _INNER for element in inside) else inside


def _take_out_label(note: HtmlElement, label: str) -> None:
    """Take the label a footnote begins with out of its text."""
    for element in note.iter():
        if not isinstance(element.tag, str):
            continue
        words = "".join(element.itertext()).strip("[]() .\t\n\xa0")
        if element is not note and element.tag in _INLINE and words == label:
            empty(element)
            element.tail = _STOP.sub("", element.tail or "", count=1)
            return
        if element.text and element.text.strip():
            element.text = re.sub(rf"^\s*[\[(]?{re.escape(label)}[\]).:]{{0,2}}\s+", "", element.text)
            return


def empty(element: HtmlElement) -> None:
    """Take all out of `element` but not what stands behind it."""
    element.text = None
    for inner in list(element):
        element.remove(inner)
