"""The strip along the top: the program's name, the search box, the summary and the menu."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from briefreader.ui.icons import icon
from briefreader.ui.search.box import SearchBox
from briefreader.ui.theme import Theme

_ROOMY = 1000  # pixels: in a narrower window the views are reached by key and by menu
_NAME = 236  # pixels: the search box begins where the middle zone does


class TopBar(QFrame):
    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._name = QLabel("BriefReader")
        self._name.setObjectName("appName")
        self._name.setMinimumWidth(_NAME)
        self.search = SearchBox()
        self.summary = QPushButton("Summary")
        self.summary.setProperty("primary", True)
        self.summary.setAccessibleName("Annotated summary")
        self.views: dict[QPushButton, str] = {}  # each with the command it stands for
        for text, command in (("Quotes", "all_quotes"), ("Names", "all_names"), ("Timeline", "timeline")):
            button = QPushButton(text)
            button.setAccessibleName(f"{text} of all briefs")
            self.views[button] = command
        self.menu = QToolButton()
        self.menu.setAccessibleName("Menu")
        self.menu.setToolTip("Menu (F10)")
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setMenu(menu)
        self.left, self.right = QToolButton(), QToolButton()
        for button in (self.left, self.right):
            button.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 12, 5)
        layout.setSpacing(10)
        layout.addWidget(self.left)
        layout.addWidget(self._name)
        layout.addWidget(self.search, 4)
        layout.addStretch(2)
        for button in self.views:
            layout.addWidget(button)
        layout.addWidget(self.summary)
        layout.addWidget(self.right)
        layout.addWidget(self.menu)
        self.setFixedHeight(44)

    def set_zone_actions(self, left: QAction, right: QAction) -> None:
        """The buttons that fold the sides of the window away do what these actions do."""
        for button, action in ((self.left, left), (self.right, right)):
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setAccessibleName(action.text())
            action.setIconVisibleInMenu(False)

    def show_zone_buttons(self, shown: bool, beside: bool) -> None:
        """They are there while one of the sides is not, or has no room; `beside` the left one the search box begins
        where the middle zone does."""
        self.left.setVisible(shown)
        self.right.setVisible(shown)
        taken = self.left.sizeHint().width() + self.layout().spacing() if shown else 0
        self._name.setFixedWidth(
            _NAME - taken if beside else self._name.fontMetrics().horizontalAdvance("BriefReader") + 12
        )
        self.layout().setStretch(self.layout().indexOf(self.search) + 1, 0 if shown else 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self.views:
            button.setVisible(self.width() >= _ROOMY)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.search.set_theme(theme)
        self.menu.setIcon(icon("menu", theme.ink2))
        for button, name in ((self.left, "left"), (self.right, "right")):
            if button.defaultAction() is not None:
                button.defaultAction().setIcon(icon(name, theme.ink2))
