"""Copies of the brief on show, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow

SLOW = 30_000


def test_the_text_goes_to_word_with_the_passages_as_comments(
    reader_window: MainWindow, answers: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    brief = reader_window.reading.brief
    reader_window.state.library.tag(brief.id, 0, 7, ["port"])
    answers.save_to = tmp_path / "copy.docx"
    with qtbot.waitSignal(reader_window.bridge.copied, timeout=SLOW):
        reader_window.actions_["save_copy"].trigger()
    (comment,) = docx.Document(str(answers.save_to)).comments
    assert comment.text == "port"
    assert "1 passage marked in copy.docx" in reader_window.status._said.text()


def test_a_name_without_an_end_gets_one_and_no_file_is_replaced_unasked(
    reader_window: MainWindow, answers: Any, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "copy.docx"
    there.write_bytes(b"mine")
    answers.save_to, answers.replacing = tmp_path / "copy", False
    reader_window.actions_["save_copy"].trigger()
    answers.replacing = True
    with qtbot.waitSignal(reader_window.bridge.copied, timeout=SLOW):
        reader_window.actions_["save_copy"].trigger()
    assert there.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("name", ["copy.pdf", "missing/copy.docx"])
def test_what_cannot_be_written_is_said_in_a_sentence(
    reader_window: MainWindow, answers: Any, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    answers.save_to = tmp_path / name
    with qtbot.waitSignal(reader_window.bridge.failed, timeout=SLOW) as failed:
        reader_window.actions_["save_copy"].trigger()
    assert failed.args[0].endswith(".")
