"""The summary as it will be: the saved HTML shown on a sheet, or the Markdown as text.

Qt's rich text knows a part of CSS only, so the file's own style is replaced by one of the same look that it knows.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QUrl, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent, QResizeEvent, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from briefreader.ui.theme import LIGHT, READING_FAMILIES, installed, interface_font

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
        self._serif = installed(READING_FAMILIES, QFontDatabase.SystemFont.GeneralFont)
        self._mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
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
        document.setDefaultStyleSheet(_css(self._serif))
        old = self.document()
        self.setDocument(document)
        if old is not None and old.parent() is self:
            old.deleteLater()
        return document

    def _sides(self) -> None:
        spare = max(0, self.viewport().width() + self._margins()[0] + self._margins()[1] - _SHEET_WIDTH)
        frame = self.document().rootFrame().frameFormat()
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


def _css(serif: str) -> str:
    return f"""
body {{ color: {LIGHT.ink}; }}
h1 {{ font-size: 22px; font-weight: 600; margin: 0 0 4px 0; }}
h2 {{ font-size: 15px; font-weight: 600; color: {LIGHT.accent}; margin: 26px 0 6px 0; }}
h3 {{ font-size: 14px; font-weight: 600; margin: 18px 0 4px 0; }}
h4, h5, h6 {{ font-size: 13px; font-weight: 600; margin: 14px 0 4px 0; }}
p {{ margin: 3px 0; line-height: 150%; }}
a {{ color: {LIGHT.accent}; text-decoration: none; }}
blockquote {{ margin: 10px 0 0 14px; }}
blockquote p {{ font-family: "{serif}"; font-size: 15px; line-height: 150%; }}
.about, .cited, .definition, .places, .remarks {{ color: {LIGHT.ink2}; }}
.cited {{ margin-left: 14px; }}
.speaker {{ color: {LIGHT.ink}; font-weight: 600; }}
.chip {{ background-color: #ECEAE3; color: {LIGHT.ink}; font-size: 12px; }}
.note p {{ margin-left: 14px; }}
.label {{ color: {LIGHT.accent}; font-weight: 600; font-size: 12px; }}
.remark {{ color: {LIGHT.danger}; }}
.file {{ color: {LIGHT.ink2}; font-size: 12px; }}
.title {{ font-weight: 600; }}
.mark {{ font-size: 12px; }}
th, td {{ padding: 3px 10px 3px 0; }}
"""
