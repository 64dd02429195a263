"""The markers' colours to choose from, each with its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from briefreader.ui.state import State
from briefreader.ui.theme import LIGHT, Theme, dot


class Swatch(QAbstractButton):
    def __init__(self, colour: str, theme: Theme) -> None:
        super().__init__()
        self.colour = colour
        self.theme = theme
        self.setCheckable(True)
        self.setAccessibleName(f"Colour {colour}")
        self.setToolTip(colour.capitalize())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(QColor(self.theme.accent if self.hasFocus() else self.theme.ink2), 1.8 if strong else 0.6))
        painter.setBrush(QColor(dot(self.theme, self.colour)))
        painter.drawRoundedRect(box, 3, 3)
        if self.isChecked():
            painter.setPen(QPen(QColor(LIGHT.ink), 1.5))
            middle = box.center()
            painter.drawLine(middle.x() - 3, middle.y(), middle.x() - 0.5, middle.y() + 2.5)
            painter.drawLine(middle.x() - 0.5, middle.y() + 2.5, middle.x() + 3.5, middle.y() - 2.5)
        painter.end()


class Swatches(QWidget):
    """`picked` when the user takes a colour; `colour` is the chosen one, "" for none."""

    picked = Signal(str)

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Colour of the tag")
        self._group = QButtonGroup(self)
        self._swatches = [Swatch(colour, state.theme) for colour in state.theme.markers]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for swatch in self._swatches:
            self._group.addButton(swatch)
            layout.addWidget(swatch)
        layout.addStretch(1)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def colour(self) -> str:
        button = self._group.checkedButton()
        return button.colour if isinstance(button, Swatch) else ""

    def set_theme(self, theme: Theme) -> None:
        for swatch in self._swatches:
            swatch.theme = theme
            swatch.update()

    def show_colour(self, colour: str) -> None:
        self._group.setExclusive(False)
        for swatch in self._swatches:
            swatch.setChecked(swatch.colour == colour)
        self._group.setExclusive(True)

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, Swatch):
            self.picked.emit(button.colour)
