from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from briefreader.records import Brief
from briefreader.service.library import Library
from briefreader.text.document import Document, Metadata
from briefreader.ui.middle.notice import Notice, caption, notices
from briefreader.ui.reading import Reading


@pytest.fixture
def brief(library: Library, harbour: str) -> Brief:
    return replace(library.brief(harbour), notice="")


def test_a_remark_of_the_reader_stands_above_the_brief(reading: Reading, brief: Brief, qtbot: QtBot) -> None:
    notice = Notice(reading)
    qtbot.addWidget(notice)
    odd = Document("Words", metadata=Metadata(extra={"notice": "It was read as plain text."}))
    reading.opened.emit(brief, odd, 0)
    assert not notice.isHidden()
    assert notice._text.text() == "It was read as plain text."
    reading.updated.emit(brief)
    assert notice._text.text() == "It was read as plain text."
    reading.text_changed.emit(brief, Document("Words"), 0)
    assert notice.isHidden()


def test_what_is_known_of_the_file_comes_after_the_remark(brief: Brief) -> None:
    odd = Document("Words", metadata=Metadata(extra={"notice": "It was read as plain text."}))
    gone = replace(brief, state="missing")
    assert notices(gone, odd)[0] == "It was read as plain text."
    assert "no longer where it was" in notices(gone, odd)[1]
    assert notices(brief) == []


def test_the_line_under_the_title_names_a_language_that_is_not_english(brief: Brief) -> None:
    assert "English" not in caption(replace(brief, language="en"))
    assert "Arabic" in caption(replace(brief, language="ar"))
    assert caption(brief).endswith("harbour.md")


def test_of_a_long_author_line_the_name_stands_under_the_title(brief: Brief) -> None:
    long = replace(brief, author="Mara Okonjo, Office for Harbours and Roads, Northern Sund")
    assert caption(long).startswith("Mara Okonjo · ")
    assert caption(replace(brief, author="Mara Okonjo, Sund")).startswith("Mara Okonjo, Sund · ")
