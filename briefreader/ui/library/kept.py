"""The searches the user keeps, each with how many briefs are new since it was last looked at."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QLabel, QMenu, QVBoxLayout, QWidget

from briefreader.records import Changes, KeptSearch
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.library.panel import ListButton
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_SOON_MS = 900  # briefs stream in
_SHOWN = 8


class KeptButton(ListButton):
    def __init__(self, kept: KeptSearch, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(kept.name.replace("&", "&&"), theme, parent)
        self.kept = kept
        self.setCheckable(False)
        self.setToolTip(kept.query)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.show_news(0)

    def show_news(self, new: int) -> None:
        self.told = f"{new:,} new" if new else " "
        pinned = ", pinned" if self.kept.pinned else ""
        self.setAccessibleName(f"Kept search {self.kept.name}{pinned}{f', {new:,} new' if new else ''}")
        self.update()


class KeptList(QWidget):
    """`wanted` when a kept search is to be asked. Its menu (right click, or the menu key) renames, pins, removes."""

    wanted = Signal(object)  # KeptSearch

    def __init__(self, state: State, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._bridge = state, bridge
        self._asked = 0
        self._news: dict[str, int] = {}
        self.buttons: list[KeptButton] = []
        self._all = False
        self._title = QLabel("Kept searches")
        self._title.setObjectName("sectionTitle")
        self._title.setContentsMargins(8, 10, 8, 4)
        self._rest = ListButton("", state.theme)
        self._rest.setCheckable(False)
        self._rest.told = " "
        self._rest.clicked.connect(self._toggle_all)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self._column.addWidget(self._rest)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self._ask)
        bridge.consulted.connect(self._take)
        state.changed.connect(self._changed)
        state.closing.connect(self._soon.stop)
        state.theme_changed.connect(self.set_theme)
        self.load()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        for button in (*self.buttons, self._rest):
            button.theme = theme
            button.update()

    def load(self) -> None:
        """Show what is kept; what is new in it follows."""
        for button in self.buttons:
            self._column.removeWidget(button)
            button.deleteLater()
        kept = self._state.library.searches.all()
        shown = kept if self._all else kept[:_SHOWN]
        self.buttons = [KeptButton(one, self._state.theme) for one in shown]
        for number, button in enumerate(self.buttons, 1):
            button.show_news(self._news.get(button.kept.id, 0))
            button.clicked.connect(self._clicked)
            button.customContextMenuRequested.connect(self._menu)
            self._column.insertWidget(number, button)
        self._rest.setText("Fewer" if self._all else f"{wording.count(len(kept) - _SHOWN, 'more', 'more')}…")
        self._rest.setAccessibleName(self._rest.text())
        self._rest.setVisible(len(kept) > _SHOWN)
        self.setVisible(bool(kept))
        if kept:
            self._soon.start()

    @Slot()
    def _toggle_all(self) -> None:
        self._all = not self._all
        self.load()

    @Slot()
    def _ask(self) -> None:
        self._asked = self._bridge.consult("news")

    @Slot(int, object)
    def _take(self, number: int, news: object) -> None:
        if number == self._asked and isinstance(news, dict):
            self._news = news
            for button in self.buttons:
                button.show_news(news.get(button.kept.id, 0))

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.searches or changes.everything:
            self.load()
        elif self.buttons and (changes.briefs or changes.index):
            self._soon.start()

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, KeptButton):
            kept = button.kept
            self.wanted.emit(kept)
            self._state.do(self._state.library.searches.seen, kept.id)

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        button = self.sender()
        if not isinstance(button, KeptButton):
            return
        kept, searches = button.kept, self._state.library.searches
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Rename…").triggered.connect(lambda: self.ask_name(kept))
        pin = menu.addAction("No longer at the top" if kept.pinned else "Pin to the top")
        pin.triggered.connect(lambda: self._state.do(searches.pin, kept.id, not kept.pinned))
        menu.addSeparator()
        menu.addAction("Remove").triggered.connect(lambda: self._state.do(searches.remove, kept.id))
        menu.popup(button.mapToGlobal(where))

    def ask_name(self, kept: KeptSearch) -> None:
        """Ask for another name."""
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle("Rename a kept search - BriefReader")
        dialog.setLabelText("Name")
        dialog.setTextValue(kept.name)
        dialog.textValueSelected.connect(
            lambda name: self._state.do(self._state.library.searches.rename, kept.id, name)
        )
        dialog.open()
