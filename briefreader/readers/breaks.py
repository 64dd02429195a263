"""Pages as a word processor last laid them out: breaks that it noted, and the labels that sections give their pages."""

from __future__ import annotations

from typing import NamedTuple

from briefreader.readers.builder import Builder
from briefreader.readers.numerals import Numeral, numeral
from briefreader.readers.paging import PageStart

_MOST = 20_000


class Section(NamedTuple):
    """How a section numbers its pages: the first number, None to go on; whether it begins on a page of its own."""

    start: int | None = None
    style: Numeral = "decimal"
    own_page: bool = True


class Pages:
    """Counts pages while the text is built.

    Word notes a break that it made for lack of room as it does one that the author set: where the two follow each
    other they are one. The cells of a row that spans pages each note the breaks within them.
    """

    def __init__(self, builder: Builder, first: Section | None = None) -> None:
        self.starts: list[PageStart] = []
        self.rendered = False  # whether the program noted any break: without, nothing is known of pages
        self._builder = builder
        self._section = first or Section()
        self._is_new = True  # the section has not given a number yet
        self._begun = False
        self._number = 0
        self._at = 0
        self._reached = 0
        self._loose = 0  # breaks that the author set and Word has not noted yet
        self._row: list[int] = []

    def paragraph(self, own_page: bool = False) -> None:
        """A paragraph begins, with `own_page` at the top of a page."""
        if own_page and self._begun:
            self.set_break()
        self._begun = True

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
        """Word noted a break, which may be one that the author set."""
        self.rendered = True
        if self._loose:
            self._loose -= 1
        else:
            self._turn()

    def soft_break(self) -> None:
        """The program noted a break that the author did not set."""
        self.rendered = True
        self._turn()

    def begin_section(self, section: Section) -> None:
        self._section = section
        self._is_new = True
        if section.own_page and self._begun:
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
        here = self._section
        self._number += 1
        if self._is_new and here.start is not None and (here.own_page or not self.starts):
            self._number = here.start
        self._is_new = False
        return numeral(self._number, here.style)
