"""What the window knows, and how its parts hear of it: panels never call each other, they listen here.

`State` holds the library and the preferences and broadcasts changes; `Reading` (in `reading`) the brief on show.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from briefreader.errors import BriefReaderError
from briefreader.records import Changes, Tag
from briefreader.service.library import Library
from briefreader.ui import preferences
from briefreader.ui.preferences import Preferences
from briefreader.ui.theme import DARK, LIGHT, READING_SIZE, Theme, reading_family

POLL_MS = 1000
SOON_MS = 250
logger = logging.getLogger(__name__)


class State(QObject):
    """The centre of the window."""

    changed = Signal(object)  # Changes, gathered
    said = Signal(str, str)  # a sentence for the status bar; details for those who ask
    preferences_changed = Signal(object)  # Preferences
    theme_changed = Signal(object)  # Theme
    closing = Signal()  # the library is about to be closed: nothing may be asked of it any more
    undoable = Signal(str, str)  # what undo and redo would do, "" for nothing

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.preferences = preferences.load(library)
        self.theme = self._theme()
        self._tags: dict[str, Tag] | None = None
        self._poll = QTimer(self, interval=POLL_MS)
        self._poll.timeout.connect(self.look)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def start(self) -> None:
        self._poll.start()

    def stop(self) -> None:
        self._poll.stop()
        self._soon.stop()
        self.closing.emit()
        self._save()

    # Changes

    @Slot()
    def look(self) -> None:
        """Tell of what other processes have written."""
        try:
            changes = self.library.poll()
        except BriefReaderError as error:
            self.say(str(error))
            return
        if changes:
            self.broadcast(changes)

    @Slot()
    def look_soon(self) -> None:
        """Something has been written; more may follow at once."""
        if not self._soon.isActive():
            self._soon.start()

    def broadcast(self, changes: Changes) -> None:
        if changes.tags or changes.passages or changes.everything:
            self._tags = None
        if changes:
            self.tell_undo()
        self.changed.emit(changes)

    def do(self, action: Callable[..., Any], *arguments: Any, **named: Any) -> Changes | None:
        """Have the library do something and tell everyone; a refusal is said. None when nothing was done."""
        try:
            changes = action(*arguments, **named)
        except BriefReaderError as error:
            self.say(str(error))
            return None
        if not isinstance(changes, Changes):
            return None
        self.broadcast(changes)
        return changes

    def undo(self) -> None:
        self._take_back(self.library.undo, "Undone", self.library.undo_label())

    def redo(self) -> None:
        self._take_back(self.library.redo, "Done again", self.library.redo_label())

    def tell_undo(self) -> None:
        self.undoable.emit(self.library.undo_label(), self.library.redo_label())

    def say(self, sentence: str, detail: str = "") -> None:
        self.said.emit(sentence, detail)

    # Tags

    @property
    def tags(self) -> dict[str, Tag]:
        """All tags by path."""
        if self._tags is None:
            self._tags = {tag.path: tag for tag in self.library.tags()}
        return self._tags

    @property
    def colours(self) -> dict[str, str]:
        """The marker name of each tag by path."""
        return {path: tag.colour for path, tag in self.tags.items()}

    # Look

    def set_preferences(self, new: Preferences) -> None:
        if new == self.preferences:
            return
        self.preferences = new
        self._save()
        self.preferences_changed.emit(new)
        self._system_changed()

    def change(self, **values: Any) -> None:
        """Set some preferences."""
        self.set_preferences(replace(self.preferences, **values))

    def _save(self) -> None:
        """Keep the preferences; that they cannot be kept is said and stops nothing."""
        self.do(preferences.save, self.library, self.preferences)

    @property
    def typeface(self) -> str:
        return self.preferences.typeface or reading_family()

    @property
    def reading_size(self) -> float:
        """Of running text, in pixels."""
        return READING_SIZE * self.preferences.text_size / 100

    @Slot()
    def _system_changed(self) -> None:
        theme = self._theme()
        if theme is not self.theme:
            self.theme = theme
            self.theme_changed.emit(theme)

    def _theme(self) -> Theme:
        wanted = self.preferences.appearance
        if wanted == "system":
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if wanted == "dark" else LIGHT

    def _take_back(self, action: Callable[[], Changes | None], word: str, label: str) -> None:
        if self.do(action) is not None:
            self.say(f"{word}: {label}")
