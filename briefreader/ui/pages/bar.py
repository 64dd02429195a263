"""The line above the pages: which page, how large, turned, and the strip at the side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from briefreader.ui.icons import icon
from briefreader.ui.theme import Theme


class PageBar(QFrame):
    """`page_asked` gives a page (from 0); `unknown` a label that no page bears."""

    page_asked = Signal(int)
    unknown = Signal(str)
    zoom_stepped = Signal(int)
    width_asked = Signal()
    turned = Signal()
    strip_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("briefBar")
        self._labels: Sequence[str] = ()
        self._strip = self._button("Pages and outline", self.strip_toggled, checkable=True)
        self._label = QLineEdit()
        self._label.setAccessibleName("Page")
        self._label.setToolTip("Page, as the brief prints it")
        self._label.returnPressed.connect(self._go)
        self._total = QLabel()
        self._total.setObjectName("quiet")
        self._smaller = self._button("Smaller")
        self._smaller.clicked.connect(lambda: self.zoom_stepped.emit(-1))
        self._larger = self._button("Larger")
        self._larger.clicked.connect(lambda: self.zoom_stepped.emit(1))
        self._percent = self._button("Fit the width")
        self._percent.clicked.connect(self.width_asked)
        self._turn = self._button("Turn the pages")
        self._turn.clicked.connect(self.turned)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 16, 3)
        layout.setSpacing(2)
        for widget in (self._strip, self._label, self._total):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._smaller, self._percent, self._larger, self._turn):
            layout.addWidget(widget)
        self._label.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("0") * 9)
        self.setFixedHeight(38)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        for button, name in (
            (self._strip, "pages"), (self._smaller, "minus"), (self._larger, "plus"), (self._turn, "turn"),
        ):  # fmt: skip
            button.setIcon(icon(name, theme.ink2))

    def set_labels(self, labels: Sequence[str]) -> None:
        """The printed label of each page."""
        self._labels = labels
        self.show_page(0)

    @Slot(int)
    def show_page(self, page: int) -> None:
        if page >= len(self._labels):
            self._label.clear()
            self._total.clear()
            return
        label = self._labels[page]
        self._label.setText(label)
        place = f"of {len(self._labels)}"
        self._total.setText(place if label == str(page + 1) else f"({page + 1} {place})")

    @Slot(float, bool)
    def show_zoom(self, zoom: float, fits: bool) -> None:
        self._percent.setText(f"{zoom:.0%}")
        self._percent.setCheckable(True)
        self._percent.setChecked(fits)

    def ask_page(self) -> None:
        """Let the user type a page."""
        self._label.setFocus()
        self._label.selectAll()

    def set_strip(self, shown: bool) -> None:
        self._strip.setChecked(shown)

    @Slot()
    def _go(self) -> None:
        wanted = self._label.text().strip().lower()
        page = next((number for number, label in enumerate(self._labels) if label.lower() == wanted), None)
        if page is None and wanted.isdecimal() and 0 < int(wanted) <= len(self._labels):
            page = int(wanted) - 1  # no page prints it: the so-manieth
        if page is None:
            self.unknown.emit(self._label.text().strip())
        else:
            self.page_asked.emit(page)

    def _button(self, name: str, clicked: object = None, *, checkable: bool = False) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setCheckable(checkable)
        if clicked is not None:
            button.clicked.connect(clicked)
        return button
