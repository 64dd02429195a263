from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from briefreader.ui.status import StatusBar

SENTENCE = "“<h1>Ports</h1>” is being forgotten."


@pytest.fixture
def bar(qtbot: QtBot) -> StatusBar:
    made = StatusBar()
    qtbot.addWidget(made)
    return made


def test_words_of_a_brief_are_shown_as_they_are_and_not_as_a_page(bar: StatusBar) -> None:
    bar.say("Ports are being forgotten.")
    bar.show_progress("Reading ports.txt", 1, 2)
    plain = bar._said.sizeHint().height(), bar._doing.sizeHint().height()
    bar.say(SENTENCE)
    bar.show_progress("Reading <h1>ports</h1>.txt", 1, 2)
    assert (bar._said.sizeHint().height(), bar._doing.sizeHint().height()) == plain
    assert "&lt;h1&gt;" in bar._said.toolTip()


def test_what_is_said_is_read_out(bar: StatusBar, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "briefreader.ui.status.QAccessible.updateAccessibility", lambda event: told.append(event.message())
    )
    bar.say(SENTENCE)
    assert told == [SENTENCE]
