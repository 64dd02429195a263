from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefreader.ui.popups.frame import Popup


@pytest.fixture
def popup(qtbot: QtBot, qapp: QApplication) -> Iterator[Popup]:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(600, 500)
    ground.show()
    made = Popup("Test", ground)
    made.body = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(made.body)
    made.body.setFixedSize(200, 150)
    yield made
    made.dismiss()
    ground.close()
    ground.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_never_covers_what_it_is_about(popup: Popup) -> None:
    for anchor in (QRect(50, 20, 100, 60), QRect(50, 380, 100, 60), QRect(550, 200, 40, 20)):
        popup.open_at(anchor)
        assert not popup.geometry().intersects(anchor)
        assert popup.parentWidget().rect().contains(popup.geometry())
        popup.dismiss()


def test_above_it_stays_at_its_words_when_it_shrinks(popup: Popup) -> None:
    anchor = QRect(50, 380, 100, 60)
    popup.open_at(anchor)
    popup.body.setFixedSize(200, 60)
    popup.settle()
    assert anchor.top() - 12 <= popup.geometry().bottom() < anchor.top()


def test_below_it_stays_below_when_it_shrinks(popup: Popup) -> None:
    anchor = QRect(50, 20, 100, 60)
    popup.open_at(anchor)
    top = popup.geometry().top()
    popup.body.setFixedSize(200, 60)
    popup.settle()
    assert popup.geometry().top() == top
