"""The commands as Qt actions, their keys as the user has set them, and the menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from briefreader.ui.commands import COMMANDS, GROUPS, RECENT_TAGS, keys_of
from briefreader.ui.preferences import Preferences
from briefreader.ui.state import State

_OF_FIELDS = ("undo", "redo", "copy")  # what these keys do in a field is the field's own


class Actions(QObject):
    """One QAction for each command, all of them added to `window`. `recent_tag` when a digit is pressed."""

    recent_tag = Signal(int)

    def __init__(self, state: State, window: QWidget) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._digits: list[QAction] = []
        self._not_for_fields: set[str] = set()
        for command in COMMANDS:
            action = QAction(command.text, window)
            action.setObjectName(command.name)
            action.setCheckable(command.checkable)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self._actions[command.name] = action
            window.addAction(action)
        for number in range(1, RECENT_TAGS + 1):
            action = QAction(f"Tag with recent tag {number}", window)
            action.setData(number)
            action.triggered.connect(self._digit)
            self._digits.append(action)
            window.addAction(action)
        state.preferences_changed.connect(self.set_keys)
        state.undoable.connect(self._name_undo)
        self.set_keys(state.preferences)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def connect_all(self, slots: Mapping[str, Callable[[], object]]) -> None:
        """Say what each command does. Raises LookupError when one would do nothing."""
        missing = self._actions.keys() - slots.keys()
        if missing:
            raise LookupError(f"commands that do nothing: {sorted(missing)}")
        for name, slot in slots.items():
            self._actions[name].triggered.connect(slot)

    def set_digits_enabled(self, enabled: bool) -> None:
        for action in self._digits:
            action.setEnabled(enabled)

    @Slot(object)
    def set_keys(self, preferences: Preferences) -> None:
        for command in COMMANDS:
            keys = keys_of(command, preferences)
            self._actions[command.name].setShortcuts([QKeySequence(key) for key in keys])
            hint = f" ({QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
            self._actions[command.name].setToolTip(command.text.removesuffix("…") + hint)
        for number, action in enumerate(self._digits, 1):
            action.setShortcuts([QKeySequence(str(number))] if preferences.letters else [])
        self._not_for_fields = {
            sequence.toString()
            for name, action in self._actions.items()
            if name not in _OF_FIELDS
            for sequence in action.shortcuts()
            if sequence.count() and sequence[0].keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
        }

    def come_before(self, field: QWidget) -> None:
        """Keys with Ctrl or Alt are ours in `field` too: some systems move the cursor by Ctrl+E and erase by Ctrl+K."""
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        ours = QKeySequence(event.keyCombination()).toString() in self._not_for_fields
        if ours:
            event.ignore()
        return ours

    def menu(self, parent: QWidget) -> QMenu:
        """The whole menu, a submenu for each group."""
        menu = QMenu(parent)
        menu.setAccessibleName("Menu")
        for group in GROUPS:
            part = menu.addMenu(group)
            for command in COMMANDS:
                if command.group == group and command.in_menu:
                    part.addAction(self._actions[command.name])
        return menu

    @Slot()
    def _digit(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.recent_tag.emit(action.data())

    @Slot(str, str)
    def _name_undo(self, undo: str, redo: str) -> None:
        for name, word, label in (("undo", "Undo", undo), ("redo", "Redo", redo)):
            self._actions[name].setText(f"{word}: {label}" if label else word)
            self._actions[name].setEnabled(bool(label))
