"""A passage as a card: its words with every match framed, who says them, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefreader.records import Snippet
from briefreader.ui import wording
from briefreader.ui.lists.lines import Lines, outline
from briefreader.ui.theme import LIGHT, Theme, interface_font

_SIDE, _INSIDE, _FOOT = 10, 12, 24
_MOST = 60  # lines


class PassageCard(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._snippet: Snippet | None = None
        self._note = ""
        self._serif = QFont()
        self._small = interface_font()
        self._small.setPixelSize(12)
        self._set: tuple[int, Lines] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_snippet(self, snippet: Snippet | None, unit: str = "page") -> None:
        self._snippet, self._unit, self._set = snippet, unit, None
        self.setAccessibleName(f"{self._said()} {self._place()}: {snippet.text}".strip() if snippet else "")
        self.setVisible(snippet is not None)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def set_serif(self, family: str) -> None:
        self._serif = QFont(family)
        self._serif.setPixelSize(14)
        self._set = None
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lines(width).height + _FOOT + 2 * 9 if self._snippet else 0

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(max(200, self.width())))

    def _lines(self, width: int) -> Lines:
        inside = width - 2 * _SIDE - 2 * _INSIDE
        if self._set is None or self._set[0] != inside:
            text = self._snippet.text if self._snippet else ""
            self._set = inside, Lines(text, self._serif, inside, _MOST, 1.2)
        return self._set[1]

    def _said(self) -> str:
        snippet = self._snippet
        if snippet is None or not snippet.quote:
            return ""
        return f"{wording.speaker_name(snippet.quote)}{', inferred' if snippet.inferred else ''}"

    def _place(self) -> str:
        return wording.place(self._snippet.paragraph, self._snippet.page, self._unit) if self._snippet else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._snippet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, sheet = self._theme, QRectF(self.rect()).adjusted(_SIDE + 0.5, 0.5, -_SIDE - 0.5, -0.5)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(QColor(theme.raised if theme.is_dark else theme.paper))
        painter.drawRoundedRect(sheet, 8, 8)
        words = self._lines(self.width())
        left, top = _SIDE + _INSIDE, 9
        start = self._snippet.start
        for box in words.boxes([(a - start, b - start) for a, b in self._snippet.highlights], left, top):
            outline(painter, box, theme.hit, theme.hit_tint)
        words.paint(painter, left, top, theme.ink)
        foot = QRect(left, top + words.height + 4, self.width() - 2 * left, _FOOT - 6)
        painter.setFont(self._small)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(theme.ink2))
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | middle, self._place())
        room = foot.width() - painter.fontMetrics().horizontalAdvance(self._place()) - 10
        painter.setPen(QColor(theme.names["person"]))
        said = painter.fontMetrics().elidedText(self._said(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | middle, said)
        painter.end()
