"""Between the text of a brief and the characters on its pages, both ways."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefreader.text.document import Document, Run


class Stretch(NamedTuple):
    """Characters `first` to `end` (exclusive) of page `page` (from 0), and the code point of the text that the first
    of them is."""

    page: int
    first: int
    end: int
    start: int


class PageMap:
    """Where the code points of one document stand on its pages, by its runs."""

    def __init__(self, document: Document) -> None:
        self._runs = document.runs
        self._starts = [run.start for run in document.runs]
        self._by_page: dict[int, list[Run]] = {}
        for run in document.runs:
            self._by_page.setdefault(run.page, []).append(run)
        self._chars: dict[int, list[int]] = {}
        for page, runs in self._by_page.items():
            runs.sort(key=lambda run: run.char)
            self._chars[page] = [run.char for run in runs]

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """The characters of code points `start` to `end`, in the order of the text; what stands on no page is left
        out. Neighbours on one page are one stretch."""
        found: list[Stretch] = []
        index = max(0, bisect_right(self._starts, start) - 1)
        while index < len(self._runs) and self._runs[index].start < end:
            run = self._runs[index]
            first, last = max(start, run.start), min(end, run.end)
            index += 1
            if first >= last:
                continue
            begin = run.char + first - run.start
            stop = run.char + last - run.start
            if found and found[-1].page == run.page and found[-1].end == begin:
                found[-1] = found[-1]._replace(end=stop)
            else:
                found.append(Stretch(run.page, begin, stop, first))
        return found

    def offset(self, page: int, char: int) -> int | None:
        """The code point that a character of a page is; for one that is not in the text (a running head, a hyphen
        taken out) the nearest before it on the page, else after it; None on a page without text."""
        runs = self._by_page.get(page)
        if not runs:
            return None
        index = bisect_right(self._chars[page], char) - 1
        if index < 0:
            return runs[0].start
        run = runs[index]
        return min(run.start + char - run.char, run.end - 1)

    def runs_on(self, page: int) -> Sequence[Run]:
        """The runs of a page, in the order of its characters."""
        return self._by_page.get(page, ())

    def page_span(self, page: int) -> tuple[int, int] | None:
        """The code points from the first to the last that stand on a page; None without any."""
        runs = self._by_page.get(page)
        return (min(run.start for run in runs), max(run.end for run in runs)) if runs else None

    def page_of(self, offset: int) -> int:
        """The page (from 0) that a code point stands on, else the one of the run before it; 0 without runs."""
        if not self._runs:
            return 0
        return self._runs[max(0, bisect_right(self._starts, offset) - 1)].page
