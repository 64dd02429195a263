"""The pages of the PDF that would be exported now, drawn from that very file."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefreader.records import Source
from briefreader.service.drafting import Preview
from briefreader.ui.pages.canvas import Canvas
from briefreader.ui.pages.source import PageSource
from briefreader.ui.theme import LIGHT, Theme


class PagePreview(QWidget):
    """Always on white paper: it is what others will get."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = PageSource(self)
        self.canvas = Canvas(self.source)
        self.canvas.setAccessibleName("The pages as they will be")
        self.canvas.show_message("The pages are being made.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.shown: Preview | None = None
        self.source.opened.connect(self._opened)
        self.source.refused.connect(self.canvas.show_message)

    @Slot()
    def prepare(self) -> None:
        """Have the process that draws running, if the composer is still looked at."""
        if self.window().isVisible() and self.parentWidget() is not None and self.parentWidget().isVisible():
            self.source.prepare()

    def show_preview(self, preview: Preview) -> None:
        """Draw the file as it is now; what was at the top stays there."""
        if self.shown is not None and self.shown.digest == preview.digest:
            return
        self.shown = preview
        self.source.open(Source(preview.path, preview.digest))

    def show_message(self, sentence: str) -> None:
        self.shown = None
        self.canvas.show_message(sentence)

    def set_theme(self, theme: Theme) -> None:
        """The ground around the paper."""
        self.canvas.theme = LIGHT if not theme.is_dark else theme
        self.canvas.viewport().update()

    def close_pages(self) -> None:
        self.source.close()
        self.shown = None

    @Slot(object)
    def _opened(self, sizes: object) -> None:
        self.canvas.show_pages(sizes)  # type: ignore[arg-type]
