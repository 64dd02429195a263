"""Where the words of the text stand on the pages laid out, as far as that is known yet."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from briefreader.text.document import Document
from briefreader.text.pages import PageMap
from briefreader.ui.pages.layout import PageLayout
from briefreader.ui.pages.overlay import PageScene, spans_shown
from briefreader.ui.pages.source import PageSource
from briefreader.ui.reader.marks import Marks


class Places:
    """Rectangles are in pixels of the scrolled area. What is not known is asked for, and told by the source later."""

    def __init__(self, source: PageSource) -> None:
        self.source = source
        self.map = PageMap(Document(""))
        self.layout = PageLayout((), 1.0, 0, 1.0)

    def rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """The rectangles of a span of the text on a page, one a line; empty while they are not known yet."""
        wanted = [(one.first, one.end) for one in self.map.stretches(start, end) if one.page == page]
        found = self.source.boxes(page, wanted)
        return [self.layout.shown(page, box) for stretch in wanted for box in found.get(stretch, ())]

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of a span on all its pages."""
        pages = dict.fromkeys(one.page for one in self.map.stretches(start, end))
        return [rect for page in pages if page < len(self.layout.rects) for rect in self.rects(page, start, end)]

    def ask_for(self, page: int, marks: Marks, scene: PageScene) -> None:
        """Ask for all that is to be drawn on a page at once: each asking is a message."""
        wanted = [
            (one.first, one.end)
            for start, end in spans_shown(marks, scene)
            for one in self.map.stretches(start, end)
            if one.page == page
        ]
        self.source.boxes(page, wanted)

    def page_of(self, start: int, end: int) -> int:
        """The page on which a span begins, or the one near which it would."""
        stretches = self.map.stretches(start, end)
        return stretches[0].page if stretches else self.map.page_of(start)

    def first_below(self, page: int, top: float) -> int:
        """The first code point on a page that stands below a height, by its lines where they are known; of a page
        without text where the next one with any begins, 0 when there is none."""
        span = self.map.page_span(page)
        if span is None:
            spans = (self.map.page_span(other) for other in range(page, len(self.layout.rects)))
            return next((other[0] for other in spans if other), 0)
        lines = [(rects[0].top(), start) for start, rects in self._lines(page, span) if rects]
        below = [start for height, start in lines if height >= top - 2]
        return min(below) if below else (span[1] - 1 if lines else span[0])

    def height_of(self, offset: int) -> float:
        """About where a code point stands: its share of its page's text down the page."""
        page = self.map.page_of(offset)
        span = self.map.page_span(page)
        if page >= len(self.layout.rects):
            return 0.0
        rect = self.layout.rects[page]
        share = (offset - span[0]) / max(1, span[1] - span[0]) if span else 0.0
        return rect.top() + share * rect.height()

    def _lines(self, page: int, span: tuple[int, int]) -> list[tuple[int, list[QRectF]]]:
        """The first character of each run on a page, and where it stands."""
        runs = [one for one in self.map.runs_on(page) if span[0] <= one.start < span[1]]
        found = self.source.boxes(page, [(run.char, run.char + 1) for run in runs])
        return [
            (run.start, [self.layout.shown(page, box) for box in found.get((run.char, run.char + 1), ())])
            for run in runs
        ]
