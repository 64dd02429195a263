"""Look and keys. Changes show at once; Cancel takes them back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontDatabase, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QGroupBox,
    QKeySequenceEdit,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.ui.commands import COMMANDS, Command, clashes
from briefreader.ui.icons import icon
from briefreader.ui.preferences import APPEARANCES, LARGEST, SMALLEST, STEP
from briefreader.ui.state import State
from briefreader.ui.theme import READING_FAMILIES

_CONTROL = 260  # pixels
_APPEARANCE = {"system": "As the system", "light": "Light", "dark": "Dark"}


class SettingsDialog(QDialog):
    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings - BriefReader")
        self._state = state
        self._was = state.preferences
        self.appearance, self.typeface, self.size = QComboBox(), QComboBox(), QSpinBox()
        self.letters = QCheckBox("Single letters are keys")
        self.editors: dict[str, QKeySequenceEdit] = {}
        self._clash = QLabel()
        self._clash.setObjectName("danger")
        self._clash.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("primary", True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(self._make_look())
        layout.addWidget(self._make_keys())
        layout.addWidget(self._clash)
        layout.addWidget(self._buttons)
        self._show_clashes()

    def _make_look(self) -> QFormLayout:
        preferences = self._state.preferences
        for name in APPEARANCES:
            self.appearance.addItem(_APPEARANCE[name], name)
        self.appearance.setCurrentIndex(APPEARANCES.index(preferences.appearance))
        there = set(QFontDatabase.families())
        families = [family for family in READING_FAMILIES if family in there]
        own = sorted(there - set(families), key=str.casefold)
        self.typeface.addItem("As BriefReader chooses", "")
        for family in (*families, *(name for name in own if not name.startswith("."))):
            self.typeface.addItem(family, family)
        self.typeface.setCurrentIndex(max(0, self.typeface.findData(preferences.typeface)))
        self.typeface.setMaxVisibleItems(16)
        self.size.setRange(SMALLEST, LARGEST)
        self.size.setSingleStep(STEP)
        self.size.setSuffix(" %")
        self.size.lineEdit().setTextMargins(6, 0, 0, 0)
        self.size.setValue(preferences.text_size)
        self.appearance.currentIndexChanged.connect(self._apply)
        self.typeface.currentIndexChanged.connect(self._apply)
        self.size.valueChanged.connect(self._apply)
        for control in (self.appearance, self.typeface, self.size):
            control.setFixedWidth(_CONTROL)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setHorizontalSpacing(20)
        form.setVerticalSpacing(8)
        form.addRow("Appearance", self.appearance)
        form.addRow("Typeface of the text", self.typeface)
        form.addRow("Size of the text", self.size)
        return form

    def _make_keys(self) -> QGroupBox:
        box = QGroupBox("Keys of one letter")
        preferences = self._state.preferences
        self.letters.setChecked(preferences.letters)
        self.letters.setToolTip("Switch this off if you speak to your computer, or press letters by mistake.")
        self.letters.toggled.connect(self._letters_toggled)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(3, 20)
        grid.setColumnStretch(7, 1)
        for number, command in enumerate(letter_commands()):
            editor = QKeySequenceEdit(QKeySequence(preferences.keys.get(command.name, command.keys[0])))
            editor.setMaximumSequenceLength(1)
            editor.setMinimumWidth(84)
            editor.setAccessibleName(f"Key for: {command.text}")
            editor.setEnabled(preferences.letters)
            editor.keySequenceChanged.connect(self._apply)
            self.editors[command.name] = editor
            plain = QToolButton()
            plain.setIcon(icon("close", self._state.theme.ink2))
            plain.setIconSize(QSize(12, 12))
            plain.setToolTip("No key")
            plain.setAccessibleName(f"No key for: {command.text}")
            plain.clicked.connect(editor.clear)
            row, column = number % 6, 4 * (number // 6)
            grid.addWidget(QLabel(command.text.removesuffix("…")), row, column)
            grid.addWidget(editor, row, column + 1)
            grid.addWidget(plain, row, column + 2)
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.letters)
        layout.addLayout(grid)
        return box

    @Slot(bool)
    def _letters_toggled(self, on: bool) -> None:
        for editor in self.editors.values():
            editor.setEnabled(on)
        self._apply()

    @Slot()
    def _apply(self) -> None:
        if self._show_clashes():
            return
        self._state.set_preferences(
            replace(
                self._state.preferences,
                appearance=self.appearance.currentData(),
                typeface=self.typeface.currentData(),
                text_size=self.size.value(),
                letters=self.letters.isChecked(),
                keys={**self._other_keys(), **self._own_keys()},
            )
        )

    def _own_keys(self) -> dict[str, str]:
        """The letters that differ from what they were made as."""
        found: dict[str, str] = {}
        for command in letter_commands():
            key = self.editors[command.name].keySequence().toString(QKeySequence.SequenceFormat.PortableText)
            if key != command.keys[0]:
                found[command.name] = key
        return found

    def _other_keys(self) -> dict[str, str]:
        return {name: key for name, key in self._was.keys.items() if name not in self.editors}

    def _show_clashes(self) -> bool:
        found = clashes({**self._other_keys(), **self._own_keys()}) if self.editors else {}
        sentences = [f"{key} is used for “{texts[0]}” and “{texts[1]}”." for key, texts in found.items()]
        self._clash.setText(" ".join(sentences))
        self._clash.setVisible(bool(found))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not found)
        return bool(found)

    def reject(self) -> None:
        self._state.set_preferences(replace(self._was, places=self._state.preferences.places))
        super().reject()


def letter_commands() -> list[Command]:
    """The commands whose own key is a single character."""
    return [command for command in COMMANDS if command.is_letter]
