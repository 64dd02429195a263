"""The strip along the top: the program's name, the search box, the summary and the menu."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from briefreader.ui.icons import icon
from briefreader.ui.search.box import SearchBox
from briefreader.ui.theme import Theme


class TopBar(QFrame):
    def __init__(self, menu: QMenu, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        name = QLabel("BriefReader")
        name.setObjectName("appName")
        name.setMinimumWidth(236)
        self.search = SearchBox()
        self.summary = QPushButton("Summary")
        self.summary.setProperty("primary", True)
        self.summary.setAccessibleName("Annotated summary")
        self.menu = QToolButton()
        self.menu.setAccessibleName("Menu")
        self.menu.setToolTip("Menu (F10)")
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 5, 12, 5)
        layout.setSpacing(10)
        layout.addWidget(name)
        layout.addWidget(self.search, 4)
        layout.addStretch(2)
        layout.addWidget(self.summary)
        layout.addWidget(self.menu)
        self.setFixedHeight(44)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.search.set_theme(theme)
        self.menu.setIcon(icon("menu", theme.ink2))
