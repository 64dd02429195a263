from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPdfWriter
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.records import Changes, Hit, SearchResult, Snippet
from briefreader.service.library import Library
from briefreader.store import FileFacts
from briefreader.text.document import Block, Document
from briefreader.ui.main_window import MainWindow

PLAIN = Qt.KeyboardModifier.NoModifier
SENTENCE = "Norway answered in April."


def press(
    window: QWidget, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(QApplication.focusWidget() or window, key, modifier)


def select(window: MainWindow, words: str) -> tuple[int, int]:
    document = window.reading.document
    assert document is not None
    start = document.text.index(words)
    window.page.reader.select(start, start + len(words))
    window.page.reader.setFocus()
    return start, start + len(words)


def visible_lists(window: MainWindow) -> list[str]:
    return [row.key for row in window.library.list.rows.rows if not row.heading]


def test_the_library_lists_what_was_read_and_what_could_not_be(window: MainWindow) -> None:
    assert len(visible_lists(window)) == 3
    window.library.choose_list("attention")
    (failed,) = [row for row in window.library.list.rows.rows if not row.heading]
    assert "annual.ppt, cannot be read, BriefReader cannot read old PowerPoint files." in failed.text


def test_a_brief_opens_with_its_names_quotes_and_key_points(reader_window: MainWindow) -> None:
    assert reader_window.windowTitle() == "Harbour fees: where the two ministries stand - BriefReader"
    side = reader_window.side
    assert side.tabs.tabText(2) == "Quotes 2"
    assert "Norway, Country, 2 mentions" in [row.text for row in side.names.list.rows.rows]
    assert any("Ivo Varga" in row.text for row in side.quotes.list.rows.rows)
    assert reader_window.page.reader.document == reader_window.reading.document


def test_a_failed_file_says_why_and_has_details(window: MainWindow) -> None:
    failed = next(brief for brief in window.library.briefs if brief.state == "failed")
    window.reading.open(failed.id)
    assert window.middle.currentWidget() is window.middle.unreadable
    assert failed.path in window.middle.unreadable._details.toPlainText()
    assert not window.actions_["tag"].isEnabled()


def test_tagging_by_keyboard_undone_and_done_again(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    span = select(window, SENTENCE)
    press(window, qtbot, Qt.Key.Key_T)
    qtbot.keyClicks(window.editing.tags.field, "talks / spring")
    press(window, qtbot, Qt.Key.Key_Tab)
    qtbot.keyClicks(window.editing.tags.note, "Check the date")
    press(window, qtbot, Qt.Key.Key_Return)
    (passage,) = window.reading.passages
    assert (passage.start, passage.end) == span
    assert (passage.exact, passage.tags, passage.note) == (SENTENCE, ("talks/spring",), "Check the date")
    assert window.actions_["undo"].text().startswith("Undo: Tag")
    window.actions_["undo"].trigger()
    assert window.reading.passages == []
    window.actions_["redo"].trigger()
    assert [one.exact for one in window.reading.passages] == [SENTENCE]


def test_a_digit_takes_a_recent_tag_and_is_typed_where_one_types(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    window.state.do(window.state.library.tag, window.reading.brief.id, 0, 7, ["talks"])
    span = select(window, SENTENCE)
    press(window, qtbot, Qt.Key.Key_1)
    assert [(p.start, p.end) for p in window.reading.passages if p.tags == ("talks",)][-1] == span
    window.top.search.setFocus()
    qtbot.keyClicks(window.top.search, "t1")
    assert window.top.search.text() == "t1"
    assert not window.editing.tags.isVisible()


def test_letters_switched_off_do_nothing(reader_window: MainWindow, qtbot: QtBot) -> None:
    reader_window.state.change(letters=False)
    select(reader_window, SENTENCE)
    press(reader_window, qtbot, Qt.Key.Key_T)
    assert not reader_window.editing.tags.isVisible()
    reader_window.state.change(letters=True, keys={"tag": "G"})
    press(reader_window, qtbot, Qt.Key.Key_G)
    assert reader_window.editing.tags.isVisible()


def test_a_note_alone_makes_a_passage_and_escape_drops_it(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    select(window, SENTENCE)
    press(window, qtbot, Qt.Key.Key_N)
    qtbot.keyClicks(window.editing.notes.editor, "Not this")
    press(window, qtbot, Qt.Key.Key_Escape)
    assert window.reading.passages == []
    select(window, SENTENCE)
    press(window, qtbot, Qt.Key.Key_N)
    qtbot.keyClicks(window.editing.notes.editor, "But this")
    press(window, qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [(p.note, p.tags) for p in window.reading.passages] == [("But this", ())]


def test_a_new_tag_takes_the_colour_that_was_picked(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    select(window, SENTENCE)
    window.editing.ask_tag()
    qtbot.keyClicks(window.editing.tags.field, "talks")
    purple = next(s for s in window.editing.tags.swatches._swatches if s.colour == "purple")
    purple.click()
    qtbot.keyClick(window.editing.tags.field, Qt.Key.Key_Return)
    assert window.state.tags["talks"].colour == "purple"


def test_sentences_are_selected_by_keys(reader_window: MainWindow) -> None:
    window = reader_window
    text = window.reading.document.text
    start = text.index('"Nobody')
    window.page.reader.select(start - 2, start - 1)
    window.selecting.next()
    first = window.page.reader.selection()
    assert text[slice(*first)].startswith('"Nobody')
    window.selecting.more()
    assert text[slice(*window.page.reader.selection())].endswith(SENTENCE)
    window.selecting.previous()
    assert window.page.reader.selection()[1] <= first[0]


def test_a_mention_tells_what_it_is_and_is_stepped_through(reader_window: MainWindow) -> None:
    window = reader_window
    norway = [found for found in window.reading.mentions if found.mention.name == "Norway"]
    window.editing.show_found(norway[0])
    popup = window.editing.finding
    assert popup._kind.text() == "Country"
    assert "Mention 1 of 2" in popup._text.text()
    popup._step_on()
    assert "Mention 2 of 2" in popup._text.text()
    assert window.reading.entity.name == "Norway"


def test_overlapping_passages_can_be_chosen(reader_window: MainWindow) -> None:
    window = reader_window
    start, end = select(window, SENTENCE)
    library, brief = window.state.library, window.reading.brief.id
    window.state.do(library.tag, brief, start, end, ["whole"])
    window.state.do(library.tag, brief, start + 7, end, ["part"])
    whole = next(p for p in window.reading.passages if p.tags == ("whole",))
    window.editing.show_found(whole)
    others = [getattr(other, "tags", None) for other in window.editing.finding._others]
    assert ("part",) in others


def test_copying_gives_rich_and_plain_text_with_the_citation(reader_window: MainWindow) -> None:
    select(reader_window, SENTENCE)
    reader_window.actions_["copy"].trigger()
    data = QApplication.clipboard().mimeData()
    for text in (data.text(), data.html()):
        assert SENTENCE in text
        assert "Harbour fees" in text


def test_an_answer_opens_its_brief_at_the_place(window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    document = window.state.library.document(harbour)
    at = document.text.index("figures")
    snippet = Snippet(document.text[at - 10 : at + 10], at - 10, at + 10, ((at, at + 7),), 2, None)
    window.top.search.blockSignals(True)
    window.top.search.setText("figures")
    window.top.search.blockSignals(False)
    asked: list[tuple[str, str]] = []
    window.reading.hits_wanted.disconnect()
    window.reading.hits_wanted.connect(lambda brief, query: asked.append((brief, query)))
    window.arrivals.found(SearchResult("figures", 1, (Hit(harbour, "harbour.md", "Harbour fees", 1.0, (snippet,), 2),)))
    assert window.middle.currentWidget() is window.results
    window.results.list.chosen.emit(window.results.list.rows.rows[1])
    assert asked == [(harbour, "figures")]
    second = document.text.index("figures", at + 1)
    qtbot.waitUntil(lambda: window.page.reader.is_built)
    window.reading.take_hits(harbour, "figures", [(at, at + 7), (second, second + 7)])
    assert window.page.bar._hits.text() == "1 of 2 hits"
    window.actions_["next"].trigger()
    assert window.page.bar._hits.text() == "2 of 2 hits"
    window.page.bar.hits_closed.emit()
    assert window.page.bar._hits.isHidden()


def test_nothing_found_is_said(window: MainWindow) -> None:
    window.top.search.blockSignals(True)
    window.top.search.setText("zebra")
    window.top.search.blockSignals(False)
    window.arrivals.found(SearchResult("zebra", 0, (), suggestion="zero"))
    assert "Nothing found" in window.results._summary.text()
    assert window.results._better.text() == "Search for “zero”"


def test_back_and_forward_and_the_place_is_remembered(reader_window: MainWindow, harbour: str) -> None:
    window = reader_window
    rail = next(brief.id for brief in window.library.briefs if brief.path.endswith("rail.txt"))
    window.reading.scrolled(30)
    window.reading.open(rail)
    assert window.state.library.position(harbour) == 30
    window.actions_["back"].trigger()
    assert window.reading.brief.id == harbour
    window.actions_["forward"].trigger()
    assert window.reading.brief.id == rail


def test_a_brief_is_marked_as_read(reader_window: MainWindow, harbour: str) -> None:
    reader_window.actions_["mark_read"].trigger()
    assert reader_window.state.library.brief(harbour).read
    assert reader_window.actions_["mark_read"].isChecked()


def test_kinds_of_marks_are_switched_off_and_on(reader_window: MainWindow) -> None:
    bar = reader_window.page.bar
    bar._quotes.click()
    assert {"quotes", "speakers"} <= set(reader_window.state.preferences.hidden)
    bar._types["money"].trigger()
    assert "money" in reader_window.state.preferences.hidden
    bar._quotes.click()
    assert reader_window.state.preferences.hidden == ("money", "reported")


def test_a_link_is_told_of_and_never_followed(reader_window: MainWindow, answers: Any) -> None:
    reader_window.page.reader.link_clicked.emit("https://example.org/table")
    assert answers.links == ["https://example.org/table"]


def test_text_size_and_appearance_change_at_once(reader_window: MainWindow) -> None:
    reader_window.actions_["bigger"].trigger()
    assert reader_window.state.preferences.text_size == 110
    reader_window.actions_["plain_size"].trigger()
    assert reader_window.state.preferences.text_size == 100
    reader_window.actions_["appearance"].trigger()
    assert reader_window.state.theme.is_dark


def test_every_control_has_a_name(reader_window: MainWindow) -> None:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
    nameless = [
        widget
        for kind in kinds
        for widget in reader_window.findChildren(kind)
        if not widget.accessibleName() and not getattr(widget, "text", str)()
        and not widget.objectName().startswith("qt_") and not isinstance(widget.parent(), QLineEdit | QComboBox)
        and type(widget.window()).__name__ == "MainWindow"
    ]  # fmt: skip
    assert nameless == []


def test_f6_goes_round_the_zones(reader_window: MainWindow) -> None:
    window = reader_window
    window.activateWindow()
    window.library.list.setFocus()
    visited = []
    for _ in range(4):
        window.actions_["next_zone"].trigger()
        now = QApplication.focusWidget()
        visited.append(next(zone for zone in (window.top, window.library, window.middle, window.side)
                            if zone.isAncestorOf(now)))  # fmt: skip
    assert visited == [window.middle, window.side, window.top, window.library]


def test_a_dropped_folder_is_read_in(window: MainWindow, tmp_path: Path) -> None:
    asked: list[list[Path]] = []
    window.bridge.ingest = lambda paths: asked.append(list(paths)) or 1  # type: ignore[method-assign]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(QPoint(5, 5)), copy, data, left, none))
    assert asked == [[tmp_path]]


def test_closing_keeps_the_place_and_the_window(reader_window: MainWindow, harbour: str) -> None:
    reader_window.reading.scrolled(12)
    reader_window.close()
    library = reader_window.state.library
    assert library.position(harbour) == 12
    assert library.setting("last") == harbour
    assert set(reader_window.state.preferences.places) == {"geometry", "zones"}
    assert reader_window.bridge.pids == []


def test_a_key_tells_what_is_marked_at_the_selection(reader_window: MainWindow, qtbot: QtBot) -> None:
    select(reader_window, "Ivo Varga")
    press(reader_window, qtbot, Qt.Key.Key_I)
    assert reader_window.editing.finding.isVisible()
    assert reader_window.editing.finding._name.text() == "Ivo Varga"


def test_a_brief_read_to_its_end_counts_as_read_unless_the_user_says_otherwise(reader_window: MainWindow) -> None:
    reader_window.reading.reached_end()
    assert reader_window.reading.brief.read
    reader_window.actions_["mark_read"].trigger()
    reader_window.reading.reached_end()
    assert not reader_window.reading.brief.read


def test_what_another_process_tags_is_seen(window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    window.state.start()
    with Library.open(window.state.library.folder) as other:
        other.tag(harbour, 0, 7, ["elsewhere"])
    qtbot.waitUntil(lambda: any(brief.passages for brief in window.library.briefs))
    assert "elsewhere" in window.state.tags


def test_a_brief_is_printed(reader_window: MainWindow, answers: Any, tmp_path: Path) -> None:
    answers.device = QPdfWriter(str(tmp_path / "brief.pdf"))
    reader_window.actions_["print"].trigger()
    del answers.device
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")


def test_the_one_file_that_was_asked_for_is_opened(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    asked = tmp_path / "asked.txt"
    asked.write_text("Ferries\n\nThe ferries run in winter.\n")
    window.start([asked])
    qtbot.waitUntil(lambda: window.windowTitle() == "Ferries - BriefReader", timeout=30_000)


def test_a_brief_is_forgotten_with_or_without_its_passages(
    reader_window: MainWindow, answers: Any, qtbot: QtBot
) -> None:
    window, forgotten = reader_window, reader_window.reading.brief
    answers.forgetting = (False, True)
    window.actions_["forget"].trigger()
    assert window.reading.brief is forgotten
    answers.forgetting = (True, True)
    with qtbot.waitSignal(window.bridge.forgotten, timeout=30_000):
        window.actions_["forget"].trigger()
    window.state.look()
    qtbot.waitUntil(lambda: forgotten.id not in {brief.id for brief in window.library.briefs})
    assert window.reading.brief is None


def test_what_changes_in_a_folder_appears_by_itself(
    window: MainWindow, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "morning"
    folder.mkdir()
    (folder / "first.txt").write_text("The ferry to Lindesund\n\nIt leaves at nine.\n")
    with qtbot.waitSignal(window.bridge.reported, timeout=60_000):
        window.ingest([folder])
    qtbot.waitUntil(lambda: not window.bridge.busy, timeout=60_000)
    (folder / "second.txt").write_text("The ferry back\n\nIt returns when it can.\n")
    qtbot.waitUntil(lambda: any("second.txt" in row.path for row in window.library.briefs), timeout=60_000)
    assert library.folders()[1:] == [str(folder)]


def test_what_changed_while_nobody_watched_is_read_at_the_start(
    window: MainWindow, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "morning"
    folder.mkdir()
    library._store.settings.add_folder(str(folder))
    (folder / "overnight.txt").write_text("The ferry to Lindesund\n\nIt leaves at nine.\n")
    window.start()
    qtbot.waitUntil(lambda: any("overnight.txt" in row.path for row in window.library.briefs), timeout=60_000)


def test_the_first_brief_opens_at_its_beginning(
    window: MainWindow, library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "long.txt").write_text("\n\n".join(f"Paragraph {number} of the ferry report." for number in range(300)))
    jobs.run(library.ingest([tmp_path / "long.txt"], analyse=False))
    window.library.load()
    window.reading.open(library.brief("long.txt").id)
    qtbot.waitUntil(lambda: window.page.reader.is_built)
    qtbot.wait(50)
    assert window.page.reader.first_offset() == 0


def test_the_text_can_be_read_after_the_appearance_has_changed(reader_window: MainWindow, qtbot: QtBot) -> None:
    def lightness() -> list[int]:
        picture = reader_window.page.reader.grab().toImage()
        places = [(x, y) for x in range(0, picture.width(), 2) for y in range(60, picture.height() - 40)]
        return [picture.pixelColor(x, y).lightness() for x, y in places]

    dark = sum(value < 70 for value in lightness())
    reader_window.state.change(appearance="dark")
    qtbot.wait(50)
    assert sum(value > 180 for value in lightness()) > dark / 4


def test_escape_and_its_own_key_leave_the_summary(reader_window: MainWindow, qtbot: QtBot) -> None:
    window = reader_window
    for leave in (
        lambda: press(window, qtbot, Qt.Key.Key_Escape),
        window.actions_["summary"].trigger,
        window.actions_["back"].trigger,
    ):
        window.actions_["summary"].trigger()
        assert window.pages.currentWidget() is window.summary
        leave()
        assert window.pages.currentWidget() is window.zones


def test_back_from_a_hit_leads_to_the_answers(reader_window: MainWindow, harbour: str, qtbot: QtBot) -> None:
    window = reader_window
    hit = Hit(harbour, "harbour.md", "Harbour fees", 1.0, (Snippet("Norway", 0, 6, ((0, 6),), 1, None),))
    window.top.search.setText("norway")
    window.arrivals.found(SearchResult("norway", 1, (hit,)))
    assert window.middle.currentWidget() is window.results
    window.reading.open(harbour, (0, 6), "norway")
    window.show_place()
    assert window.middle.currentWidget() is window.middle.brief
    assert window.actions_["back"].isEnabled()
    window.actions_["back"].trigger()
    assert window.middle.currentWidget() is window.results
    window.show_place()
    window.top.search.returned.emit()
    assert window.middle.currentWidget() is window.results


def test_a_book_of_very_many_blocks_opens_bit_by_bit(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    blocks = tuple(Block("paragraph", 2 * number, 2 * number + 1, paragraph=number) for number in range(60_000))
    facts = FileFacts("/nowhere/book.txt", 1, 1, "hash")
    book = Document("x\n" * 60_000, blocks)
    brief = library._store.briefs.put(facts, book, lambda *_: Changes())[0]
    window.library.load()
    window.reading.open(brief)
    assert window.reading.brief is None  # the event loop comes first
    qtbot.waitUntil(lambda: window.reading.brief is not None, timeout=30_000)
    assert window.reading.document == book


def test_details_stay_until_something_else_is_said(window: MainWindow) -> None:
    window.status.say("Two could not be read.", "one.doc: why")
    assert not window.status._timer.isActive()
    window.status.say("Tagged.")
    assert window.status._timer.isActive()


def test_what_is_missing_after_a_stop_is_said(window: MainWindow, library: Library, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.state.said) as told:
        window.bridge.stopped.emit()
    assert told.args[0] == "Stopped. What was done is kept."
    library._store.findings.clear()
    with qtbot.waitSignal(window.state.said) as told:
        window.bridge.stopped.emit()
    assert "missing in 2 briefs" in told.args[0]


def test_an_answer_that_comes_late_does_not_end_the_summary(reader_window: MainWindow) -> None:
    window = reader_window
    window.top.search.blockSignals(True)
    window.top.search.setText("zebra")
    window.top.search.blockSignals(False)
    window.actions_["summary"].trigger()
    window.arrivals.found(SearchResult("zebra", 0, ()))
    assert window.pages.currentWidget() is window.summary


def test_briefs_that_come_in_do_not_pull_back_who_walks_through_the_list(reader_window: MainWindow) -> None:
    window = reader_window
    briefs = window.library.list
    briefs.setFocus()
    briefs.move(1)
    there = briefs.rows.row(briefs.currentIndex())
    assert there is not None
    assert there.key != window.reading.brief.id
    window.library.load()
    assert briefs.rows.row(briefs.currentIndex()).key == there.key
    window.page.reader.setFocus()
    window.library.load()
    assert briefs.rows.row(briefs.currentIndex()).key == window.reading.brief.id
