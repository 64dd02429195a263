"""The summary as it will be: the saved HTML shown on a sheet, or the Markdown as text.

Qt's rich text knows a part of CSS only, so the file's own style is replaced by one of the same look that it knows.
"""

from __future__ import annotations

import re
from string import Template

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from briefreader.config import resources
from briefreader.ui.theme import LIGHT, interface_font

_STYLE_ELEMENT = re.compile(r"<style>.*?</style>", re.DOTALL)
_SWATCH = re.compile(r'<span class="swatch (\w{1,20})" aria-hidden="true"></span>')
_SHEET_WIDTH = 640
_EDGE = 56
_TOP = 26


class Preview(QTextBrowser):
    """Always on white paper: it is what others will get. Links inside it lead within it; others are told of."""

    link_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName("The summary as it will be")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.anchorClicked.connect(self._clicked)
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._shown: QTextDocument | None = None
        self.ground = "#EDEBE5"

    def show_html(self, html: str) -> None:
        where = self.verticalScrollBar().value()
        body = _STYLE_ELEMENT.sub("", html)
        body = _SWATCH.sub(_square, body)
        self._fresh_document().setHtml(body)
        self._sides()
        self.verticalScrollBar().setValue(where)

    def show_text(self, text: str) -> None:
        where = self.verticalScrollBar().value()
        document = self._fresh_document()
        document.setDefaultFont(self._mono)
        document.setPlainText(text)
        self._sides()
        self.verticalScrollBar().setValue(where)

    def loadResource(self, kind: int, name: QUrl) -> object:
        return ""  # nothing is ever fetched

    def _fresh_document(self) -> QTextDocument:
        document = QTextDocument(self)
        font = interface_font()
        font.setPixelSize(13)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(_css())
        self.setDocument(document)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = document
        return document

    def _sides(self) -> None:
        spare = max(0, self.viewport().width() + self._margins()[0] + self._margins()[1] - _SHEET_WIDTH)
        frame = self.document().rootFrame().frameFormat()
        frame.setBackground(QColor(LIGHT.paper))
        frame.setLeftMargin(_EDGE)
        frame.setRightMargin(_EDGE)
        frame.setTopMargin(44)
        frame.setBottomMargin(60)
        self.document().rootFrame().setFrameFormat(frame)
        self.setViewportMargins(spare // 2, _TOP, spare - spare // 2, 0)

    def _margins(self) -> tuple[int, int]:
        margins = self.viewportMargins()
        return margins.left(), margins.right()

    @Slot(QUrl)
    def _clicked(self, url: QUrl) -> None:
        if not url.scheme() and url.hasFragment():
            self.scrollToAnchor(url.fragment())
        else:
            self.link_clicked.emit(url.toString())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sides()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor(self.ground))
            painter.end()
            return True
        return super().event(event)


def _square(match: re.Match[str]) -> str:
    colour = LIGHT.markers.get(match.group(1), LIGHT.line)
    return f'<span style="background-color:{colour};">&nbsp;&nbsp;</span>&nbsp;'


def _css() -> str:
    """The style of the preview, in the colours of paper."""
    sheet = (resources() / "report-preview.css").read_text(encoding="utf-8")
    return Template(sheet).safe_substitute({k: v for k, v in vars(LIGHT).items() if isinstance(v, str)})
