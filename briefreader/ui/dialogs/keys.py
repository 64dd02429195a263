"""All keys, as they are set now."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefreader.ui.commands import COMMANDS, GROUPS, RECENT_TAGS, keys_of
from briefreader.ui.preferences import Preferences

_COLUMNS = (("Go", "Show"), ("Edit", "Names"), ("All briefs", "Library", "Brief", "Help"))
_TEXT = (("Space, Page Down", "A page on"), ("Shift+arrows", "Select"), ("F7", "A caret to move by keys"),
         ("Esc", "Leave, close, unmark"))  # fmt: skip


class KeysDialog(QDialog):
    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys - BriefReader")
        columns = QHBoxLayout()
        columns.setSpacing(36)
        for groups in _COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(4)
            for group in groups:
                column.addWidget(_heading(group))
                column.addLayout(_table(_rows(group, preferences)))
            if "Go" in groups:
                column.addWidget(_heading("In the text"))
                column.addLayout(_table(list(_TEXT)))
            column.addStretch(1)
            columns.addLayout(column, 1)
        note = QLabel("Single letters can be changed or switched off in the settings (Ctrl+,).")
        note.setObjectName("quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 14)
        layout.setSpacing(14)
        layout.addLayout(columns)
        layout.addWidget(note)
        layout.addWidget(buttons)


def shown(keys: tuple[str, ...]) -> str:
    """Keys as they are printed on this machine's keyboard."""
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def _rows(group: str, preferences: Preferences) -> list[tuple[str, str]]:
    rows = [
        (shown(keys), command.text.removesuffix("…"))
        for command in COMMANDS
        if command.group == group and (keys := keys_of(command, preferences))
    ]
    if group == "Edit" and preferences.letters:
        rows.append((f"1 … {RECENT_TAGS}", "Tag with a recent tag"))
    return rows


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("sectionTitle")
    label.setContentsMargins(0, 10, 0, 2)
    return label


def _table(rows: list[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(3)
    for number, (key, what) in enumerate(rows):
        name = QLabel(key)
        name.setObjectName("keyName")
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(QLabel(what), number, 1)
    grid.setColumnMinimumWidth(0, 140)
    grid.setColumnStretch(1, 1)
    return grid


assert set(GROUPS) == {group for column in _COLUMNS for group in column}
