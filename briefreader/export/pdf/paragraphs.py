"""Paragraphs of a PDF: plain ones, quotations with a line at their margin, and those written from right to left."""

from __future__ import annotations

from reportlab.platypus import Flowable  # type: ignore[import-untyped]
from reportlab.platypus import Paragraph as LaidOut

from briefreader.export.legal import plain
from briefreader.export.pdf.fonts import Fonts, seen
from briefreader.export.pdf.looks import LINE, Style

_RULE = 4  # points between a quotation's line and the margin


class Plain(LaidOut):  # type: ignore[misc]
    """A paragraph; a heading's `outline` is (level, text, key), and it is `listed` in the contents."""

    outline: tuple[int, str, str] | None = None
    listed = True
    _broken_at: float | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """As the library does, which asks four times for each paragraph: lines are broken once for a width."""
        if self._broken_at != width or not hasattr(self, "blPara"):
            super().wrap(width, height)
            self._broken_at = width
        return width, self.height


class Quoted(Plain):
    """A quotation."""

    def draw(self) -> None:
        super().draw()
        _rule(self, _RULE, self.height)


class Leftward(Flowable):  # type: ignore[misc]
    """A paragraph whose lines run from right to left: broken first, then each line put in the order it is seen in,
    as the Unicode bidirectional algorithm (UAX 9) asks."""

    outline: tuple[int, str, str] | None = None

    def __init__(self, text: str, style: Style, fonts: Fonts, key: str = "", *, ruled: bool = False) -> None:
        super().__init__()
        self._words = plain(text).split()
        self._style, self._fonts, self._key, self._ruled = style, fonts, key, ruled
        self._lines: list[str] = []
        self.spaceBefore, self.spaceAfter = style.spaceBefore, style.spaceAfter
        self.width = self.height = 0.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self._lines = list(self._broken(width - self._style.leftIndent))
        self.height = len(self._lines) * self._style.leading
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fitting = int(height // self._style.leading)
        if fitting < 2 or fitting >= len(self._lines):
            return [] if fitting < 2 else [self]
        first, rest = self._lines[:fitting], self._lines[fitting:]
        return [
            Leftward(" ".join(first), self._style, self._fonts, self._key, ruled=self._ruled),
            Leftward(" ".join(rest), self._style, self._fonts, ruled=self._ruled),
        ]

    def draw(self) -> None:
        canvas, style = self.canv, self._style
        if self._key:
            canvas.bookmarkHorizontal(self._key, 0, self.height)
        right = self.width - style.leftIndent
        canvas.setFillColor(style.textColor)
        for number, line in enumerate(self._lines):
            shown = seen(line, "R")
            x = right - self._fonts.width(shown, style.fontSize)
            y = self.height - number * style.leading - style.fontSize
            for name, part in self._fonts.parts(shown):
                canvas.setFont(name, style.fontSize)
                canvas.drawString(x, y, part)
                x += canvas.stringWidth(part, name, style.fontSize)
        if self._ruled:
            _rule(self, self.width - _RULE, self.height)

    def _broken(self, room: float) -> list[str]:
        lines: list[str] = []
        line: list[str] = []
        used, blank = 0.0, self._fonts.width(" ", self._style.fontSize)
        for word in self._words:
            width = self._fonts.width(seen(word, "R"), self._style.fontSize)
            if line and used + blank + width > room:
                lines.append(" ".join(line))
                line, used = [], 0.0
            used += width + (blank if line else 0)
            line.append(word)
        return [*lines, " ".join(line)]


def _rule(flowable: Flowable, x: float, height: float) -> None:
    canvas = flowable.canv
    canvas.saveState()
    canvas.setStrokeColor(LINE)
    canvas.setLineWidth(1.6)
    canvas.line(x, 0, x, height)
    canvas.restoreState()
