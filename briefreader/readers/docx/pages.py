"""Sections of a Word file, each of which numbers its pages in its own way."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.readers.breaks import Pages, Section
from briefreader.readers.builder import Builder
from briefreader.readers.docx.names import number, value, w
from briefreader.readers.numerals import Numeral
from briefreader.readers.trees import Element

_FORMATS: dict[str, Numeral] = {
    "lowerRoman": "lower roman", "upperRoman": "upper roman", "lowerLetter": "lower letter",
    "upperLetter": "upper letter",
}  # fmt: skip


def section(properties: Element) -> Section:
    """The section with `properties`."""
    numbers = properties.find(w("pgNumType"))
    start = number(numbers.get(w("start"))) if numbers is not None else None
    style = _FORMATS.get((numbers.get(w("fmt")) or "") if numbers is not None else "", "decimal")
    return Section(start, style, value(properties, "type") != "continuous")


class WordPages(Pages):
    """The pages of a text in `sections`. Word keeps what a section is at its end."""

    def __init__(self, builder: Builder, sections: Sequence[Section] = ()) -> None:
        super().__init__(builder, sections[0] if sections else None)
        self._next = list(sections[1:])

    def end_section(self) -> None:
        if self._next:
            self.begin_section(self._next.pop(0))
