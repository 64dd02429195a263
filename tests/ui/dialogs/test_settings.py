from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from briefreader.ui.dialogs.settings import SettingsDialog
from briefreader.ui.state import State


def test_changes_show_at_once_and_cancel_takes_them_back(state: State, qtbot: QtBot) -> None:
    before = state.preferences
    dialog = SettingsDialog(state)
    qtbot.addWidget(dialog)
    dialog.size.setValue(150)
    dialog.appearance.setCurrentIndex(dialog.appearance.findData("dark"))
    assert state.preferences.text_size == 150
    assert state.theme.is_dark
    dialog.reject()
    assert state.preferences == before


def test_a_key_used_twice_is_refused_until_it_is_not(state: State, qtbot: QtBot) -> None:
    dialog = SettingsDialog(state)
    qtbot.addWidget(dialog)
    ok = dialog._buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.editors["tag"].setKeySequence(QKeySequence("N"))
    assert not ok.isEnabled()
    assert state.preferences.keys == {}
    dialog.editors["tag"].setKeySequence(QKeySequence("G"))
    assert ok.isEnabled()
    assert state.preferences.keys == {"tag": "G"}
    dialog.editors["note"].clear()
    assert state.preferences.keys == {"tag": "G", "note": ""}


def test_letters_are_switched_off_together(state: State, qtbot: QtBot) -> None:
    dialog = SettingsDialog(state)
    qtbot.addWidget(dialog)
    dialog.letters.setChecked(False)
    assert not state.preferences.letters
    assert not dialog.editors["tag"].isEnabled()
