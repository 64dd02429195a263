"""What is put on whole briefs: tags, and what is still to be done until when; by key, and by menu in the library."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Slot
from PySide6.QtWidgets import QMenu, QWidget

from briefreader.records import Brief
from briefreader.ui import wording
from briefreader.ui.library.panel import LibraryPanel
from briefreader.ui.popups.tagging import TagPopup
from briefreader.ui.popups.todo import TodoPopup
from briefreader.ui.reading import Reading
from briefreader.ui.state import State


class Minding(QObject):
    """Works on the brief the keyboard is on in the library, else on the one on show."""

    def __init__(self, state: State, reading: Reading, library: LibraryPanel, ground: QWidget) -> None:
        super().__init__(ground)
        self._state, self._reading, self._panel, self._ground = state, reading, library, ground
        self._brief = ""
        self.tags = TagPopup(state, ground)
        self.tags.tagged.connect(self._tag)
        self.todo = TodoPopup(ground)
        self.todo.decided.connect(self._set_todo)
        library.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        library.list.customContextMenuRequested.connect(self._menu)

    def _meant(self) -> Brief | None:
        row = self._panel.list.rows.row(self._panel.list.currentIndex())
        if self._panel.list.hasFocus() and row is not None and isinstance(row.item, Brief):
            return row.item
        if self._reading.brief is None:
            self._state.say("Choose a brief first.")
        return self._reading.brief

    @Slot()
    def ask_tag(self) -> None:
        brief = self._meant()
        if brief is not None:
            self._ask_tag(brief)

    @Slot()
    def ask_todo(self) -> None:
        brief = self._meant()
        if brief is not None:
            self.todo.ask(brief, self._at())

    @Slot()
    def next_todo(self) -> None:
        """To do, done, neither, and round; the day stays while it is to be done."""
        brief = self._meant()
        if brief is not None:
            todo = {"": "todo", "todo": "done", "done": ""}[brief.todo]
            self._set_todo(brief.id, todo, brief.due if todo == "todo" else "")

    def _ask_tag(self, brief: Brief) -> None:
        self._brief = brief.id
        self.tags.ask(self._at(), brief.tags)

    @Slot(str, str, str)
    def _tag(self, path: str, _note: str, colour: str) -> None:
        if self._state.do(self._state.library.marking.tag_brief, self._brief, path) is not None:
            if colour:
                self._state.do(self._state.library.recolour_tag, path, colour)
            self._state.say(f"The brief is tagged: {wording.tag(path)}. Ctrl+Z takes it back.")

    @Slot(str, str, str)
    def _set_todo(self, brief: str, todo: str, due: str) -> None:
        if self._state.do(self._state.library.marking.set_todo, brief, todo, due) is not None:
            until = f" until {wording.day(due)}" if due else ""
            done = {"todo": f"To do{until}", "done": "Done", "": "Neither to do nor done"}[todo]
            self._state.say(f"{done}. Ctrl+Z takes it back.")

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        view = self._panel.list
        index = view.indexAt(where)
        row = view.rows.row(index if index.isValid() else view.currentIndex())
        if row is None or not isinstance(row.item, Brief):
            return
        brief: Brief = row.item
        menu = QMenu(self._ground)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Tag the brief…").triggered.connect(lambda: self._ask_tag(brief))
        for tag in brief.tags:
            off = menu.addAction(f"Take off: {wording.tag(tag)}")
            off.triggered.connect(
                lambda _=False, tag=tag: self._state.do(self._state.library.marking.untag_brief, brief.id, tag)
            )
        menu.addSeparator()
        menu.addAction("To do until…").triggered.connect(lambda: self.todo.ask(brief, self._at()))
        for text, todo in (("Done", "done"), ("Neither to do nor done", "")):
            if brief.todo and brief.todo != todo:
                menu.addAction(text).triggered.connect(lambda _=False, todo=todo: self._set_todo(brief.id, todo, ""))
        read = "unread" if brief.read else "read"
        menu.addSeparator()
        menu.addAction(f"Mark as {read}").triggered.connect(
            lambda: self._state.do(self._state.library.mark_read, brief.id, not brief.read)
        )
        menu.popup(view.viewport().mapToGlobal(where))

    def _at(self) -> QRect:
        """Beside the row in the library, else at the top."""
        view = self._panel.list
        rect = view.visualRect(view.currentIndex())
        if rect.isValid() and view.isVisible():
            return QRect(view.viewport().mapTo(self._ground, rect.bottomLeft()), rect.size())
        return QRect(self._ground.width() // 2 - 160, 90, 1, 1)
