"""Pages as Word last laid them out: breaks that it noted, and the labels that sections give their pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefreader.readers.builder import Builder
from briefreader.readers.docx.names import number, value, w
from briefreader.readers.numerals import Numeral, numeral
from briefreader.readers.paging import PageStart
from briefreader.readers.trees import Element

_FORMATS: dict[str, Numeral] = {
    "lowerRoman": "lower roman", "upperRoman": "upper roman", "lowerLetter": "lower letter",
    "upperLetter": "upper letter", "numberInDash": "decimal",
}  # fmt: skip
_MOST = 20_000


class Section(NamedTuple):
    """How a section numbers its pages: the first number, None to go on; whether it begins on a page of its own."""

    start: int | None = None
    style: Numeral = "decimal"
    own_page: bool = True


def section(properties: Element) -> Section:
    """The section with `properties`."""
    numbers = properties.find(w("pgNumType"))
    start = number(numbers.get(w("start"))) if numbers is not None else None
    style = _FORMATS.get((numbers.get(w("fmt")) or "") if numbers is not None else "", "decimal")
    return Section(start, style, value(properties, "type") != "continuous")


class Pages:
    """Counts pages while the text is built.

    Word notes a break that it made for lack of room as it does one that the author set: where the two follow each
    other they are one. The cells of a row that spans pages each note the breaks within them.
    """

    def __init__(self, builder: Builder, sections: Sequence[Section] = ()) -> None:
        self.starts: list[PageStart] = []
        self.rendered = False  # whether Word noted any break: without, nothing is known of pages
        self._builder = builder
        self._sections = list(sections) or [Section()]
        self._section = 0
        self._numbered = -1  # the section whose first page has had its number
        self._number = 0
        self._at = 0
        self._reached = 0
        self._loose = 0  # breaks that the author set and Word has not noted yet
        self._row: list[int] = []

    def text(self) -> None:
        """Text follows: pages that were turned up to here begin with it."""
        self._loose = 0
        while len(self.starts) <= self._reached:
            self.starts.append(PageStart(self._label(), self._builder.position))

    def set_break(self) -> None:
        """The author set a break."""
        self._turn()
        self._loose += 1

    def rendered_break(self) -> None:
        """Word noted a break."""
        self.rendered = True
        if self._loose:
            self._loose -= 1
        else:
            self._turn()

    def end_section(self) -> None:
        self._section = min(self._section + 1, len(self._sections) - 1)
        if self._sections[self._section].own_page:
            self.set_break()

    def begin_row(self) -> None:
        self._row.append(self._at)

    def begin_cell(self) -> None:
        self._at = self._row[-1]

    def end_row(self) -> None:
        self._row.pop()
        self._at = self._reached

    def _turn(self) -> None:
        if self._at < _MOST:
            self._at += 1
            self._reached = max(self._reached, self._at)

    def _label(self) -> str:
        here = self._sections[self._section]
        self._number += 1
        if self._numbered != self._section:
            self._numbered = self._section
            if here.start is not None and (here.own_page or not self.starts):
                self._number = here.start
        return numeral(self._number, here.style)
