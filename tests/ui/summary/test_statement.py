"""Words and source marks in one field."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from briefreader.text.draft import MARK, SourceMark, Statement
from briefreader.ui.summary.statement import StatementEdit

ONE, TWO = (SourceMark("key", "b1", n, n + 5, f"words{n}") for n in (1, 2))


@pytest.fixture
def edit(qtbot: QtBot) -> StatementEdit:
    made = StatementEdit("Key point", "A key point")
    qtbot.addWidget(made)
    made.show()
    return made


words = st.text(st.characters(categories=("L", "N", "P", "Zs"), exclude_characters=MARK + "\u00a0"), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(words, min_size=1, max_size=5))
def test_what_is_shown_is_what_was_kept(edit: StatementEdit, pieces: list[str]) -> None:
    marks = tuple(SourceMark("key", "b", n, n + 1, "x") for n in range(len(pieces) - 1))
    statement = Statement(MARK.join(pieces), marks)
    edit.set_statement(Statement())
    edit.set_statement(statement)
    assert edit.statement() == statement


def test_words_typed_behind_a_mark_are_words(edit: StatementEdit, qtbot: QtBot) -> None:
    edit.set_statement(Statement(f"Late{MARK}{MARK}", (ONE, TWO)))
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    qtbot.keyClick(edit, Qt.Key.Key_End)
    qtbot.keyClicks(edit, " and dear.")
    assert edit.statement() == Statement(f"Late{MARK}{MARK} and dear.", (ONE, TWO))
    qtbot.keyClick(edit, Qt.Key.Key_Home)
    for _ in range(5):
        qtbot.keyClick(edit, Qt.Key.Key_Right)
    qtbot.keyClicks(edit, "xy")
    assert edit.statement() == Statement(f"Late{MARK}xy{MARK} and dear.", (ONE, TWO))


def test_a_mark_is_erased_whole(edit: StatementEdit, qtbot: QtBot) -> None:
    edit.set_statement(Statement(f"Late{MARK}{MARK}", (ONE, TWO)))
    qtbot.keyClick(edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit, Qt.Key.Key_Backspace)
    assert edit.statement() == Statement(f"Late{MARK}", (ONE,))
    edit.cite(TWO)
    edit.cite(ONE)
    assert edit.statement().marks == (ONE, TWO, ONE)


def test_pasted_text_is_words_on_one_line_without_marks(edit: StatementEdit) -> None:
    data = QMimeData()
    data.setText(f"one\n\ntwo{MARK} three")
    data.setHtml("<b>one</b><script>x</script>")
    edit.insertFromMimeData(data)
    assert edit.statement() == Statement("one two three")


def test_a_mark_may_stand_alone_and_in_other_scripts(edit: StatementEdit, qtbot: QtBot) -> None:
    edit.cite(ONE)
    assert edit.statement() == Statement(MARK, (ONE,))
    edit.set_statement(Statement(f"وعدت{MARK} الوزيرة", (TWO,)))
    assert edit.statement() == Statement(f"وعدت{MARK} الوزيرة", (TWO,))
