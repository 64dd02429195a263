"""Styles: what a paragraph is by its style and those that style is based on, and how a run looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from briefreader.readers.docx.names import is_on, number, value, w
from briefreader.readers.marks import Mark
from briefreader.readers.stylenames import heading_level, is_caption, is_quote, is_title
from briefreader.readers.trees import Element, elements
from briefreader.text.document import BlockKind

TITLE = 0  # the heading level of a document's title
_BODY = 9  # the outline level that says: no heading
_DEEPEST = 20  # styles based on each other; a chain can be a circle
_TOGGLES: dict[str, Mark] = {
    w("b"): ("strong", ""), w("i"): ("emphasis", ""), w("u"): ("underline", ""), w("strike"): ("strike", ""),
    w("dstrike"): ("strike", ""),
}  # fmt: skip
_HEIGHTS: dict[str, Mark] = {"superscript": ("superscript", ""), "subscript": ("subscript", "")}
_ORDER = ("strong", "emphasis", "underline", "strike", "superscript", "subscript")
_VANISH, _HEIGHT, _STYLE = w("vanish"), w("vertAlign"), w("rStyle")


class Look(NamedTuple):
    """How a run looks: its marks, and whether it is hidden."""

    marks: tuple[Mark, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a style makes of a paragraph: a heading of a level (TITLE for the title), an item of list `num_id`, a
    caption, a quotation; `hidden` when its text is not printed."""

    heading: int | None = None
    num_id: str = ""
    level: int | None = None
    kind: BlockKind = "paragraph"
    quote: int = 0
    hidden: bool = False


class Styles:
    """The styles of `root`, the styles part; none when the document has none."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._switches: dict[str, Mapping[str, bool]] = {}
        self._plain = ""
        for tag, element in elements(root) if root is not None else ():
            if tag != w("style"):
                continue
            style_id = element.get(w("styleId")) or ""
            self._styles.setdefault(style_id, element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true"):
                self._plain = style_id

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """What the style `style_id`, "" for the usual one, makes of a paragraph."""
        style_id = style_id or self._plain
        found = self._paragraphs.get(style_id)
        if found is None:
            found = self._paragraphs[style_id] = self._resolve(style_id)
        return found

    def look(self, properties: Element | None) -> Look:
        """How a run with `properties` looks: by its own style and what is set directly."""
        if properties is None:
            return Look()
        switches: dict[str, bool] = {}
        for tag, element in elements(properties):
            if tag == _STYLE:
                switches = {**self._character(element.get(w("val")) or ""), **switches}
            else:
                _switch(switches, tag, element)
        if not switches:
            return Look()
        marks = tuple(_MARKS[name] for name in _ORDER if switches.get(name))
        return Look(marks, switches.get("hidden", False))

    def _chain(self, style_id: str) -> Iterator[Element]:
        for _ in range(_DEEPEST):
            element = self._styles.get(style_id)
            if element is None:
                return
            yield element
            style_id = value(element, "basedOn")

    def _resolve(self, style_id: str) -> ParagraphStyle:
        heading: int | None = None
        settled, hidden = False, False
        num_id, level = "", None
        kind: BlockKind = "paragraph"
        quote = 0
        for element in self._chain(style_id):
            name = value(element, "name")
            properties = element.find(w("pPr"))
            if not settled:
                outline = number(value(properties, "outlineLvl"))
                if is_title(name):
                    heading, settled = TITLE, True
                elif outline is not None:
                    heading, settled = (outline + 1 if 0 <= outline < _BODY else None), True
                elif level_of_name := heading_level(name):
                    heading, settled = level_of_name, True
            numbering = properties.find(w("numPr")) if properties is not None else None
            num_id = num_id or value(numbering, "numId")
            if level is None:
                level = number(value(numbering, "ilvl"))
            if is_caption(name):
                kind = "caption"
            quote = quote or int(is_quote(name))
            run = element.find(w("rPr"))
            hidden = hidden or (run is not None and (mark := run.find(_VANISH)) is not None and is_on(mark))
        return ParagraphStyle(heading, num_id, level, kind, quote, hidden)

    def _character(self, style_id: str) -> Mapping[str, bool]:
        found = self._switches.get(style_id)
        if found is None:
            switches: dict[str, bool] = {}
            for element in self._chain(style_id):
                here: dict[str, bool] = {}
                for tag, child in elements(run) if (run := element.find(w("rPr"))) is not None else ():
                    _switch(here, tag, child)
                switches = {**here, **switches}
            switches.pop("underline", None)  # that is how links look
            found = self._switches[style_id] = switches
        return found


_MARKS: dict[str, Mark] = {mark[0]: mark for mark in (*_TOGGLES.values(), *_HEIGHTS.values())}


def _switch(switches: dict[str, bool], tag: str, element: Element) -> None:
    if mark := _TOGGLES.get(tag):
        switches[mark[0]] = is_on(element)
    elif tag == _VANISH:
        switches["hidden"] = is_on(element)
    elif tag == _HEIGHT and (mark := _HEIGHTS.get(element.get(w("val")) or "")):
        switches[mark[0]] = True
