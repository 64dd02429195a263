from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.records import Hit, Likeness, SearchResult, Snippet
from briefreader.ui.main_window import MainWindow
from briefreader.ui.search.acting import sentence
from briefreader.ui.search.results import facts

SHIFT = Qt.KeyboardModifier.ShiftModifier


def shown(window: MainWindow) -> list[str]:
    return [row.text for row in window.results.list.rows.rows]


def test_an_answer_says_how_much_of_how_much_and_who_said_it(window: MainWindow, ask) -> None:  # type: ignore[no-untyped-def]
    result = ask("tools")
    assert window.results._summary.text() == "1 place in 1 brief"
    assert window.results._facts.text().endswith("all 2 indexed")
    assert facts(replace(result, indexed=1)).endswith("1 of 2 indexed")
    (place,) = [row for row in window.results.list.rows.rows if row.item.snippet is not None]
    assert "Mara Okonjo" in place.text
    assert window.right.currentWidget() is window.preview


def test_the_chosen_place_is_shown_in_its_paragraph(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    ask("figures")
    window.results.list.setFocus()
    with qtbot.waitSignal(window.bridge.around_found):
        qtbot.keyClick(window.results.list, Qt.Key.Key_End)
    card = window.preview.card
    assert "Norway answered in April." in card.accessibleName()
    assert card.heightForWidth(300) > card.heightForWidth(600) > 0


def test_an_order_is_asked_for_and_kept(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    ask("fees")
    window.results.order.setCurrentIndex(window.results.order.findData("title"))
    with qtbot.waitSignal(window.bridge.found):
        window.results.order.activated.emit(window.results.order.currentIndex())
    titles = [hit.title for hit in window.enquiry.result.hits]  # type: ignore[union-attr]
    assert titles == sorted(titles)
    assert ask("the").order == "title"


def test_all_places_of_a_brief_are_unfolded_and_folded(window: MainWindow, harbour: str, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    result = ask("figures")
    few = replace(result, hits=(replace(result.hits[0], matches=5),))
    window.enquiry.take(few)
    more = next(row for row in window.results.list.rows.rows if row.item.more)
    assert more.text.endswith("more places in this brief")
    with qtbot.waitSignal(window.enquiry.unfolded):
        window.results.list.chosen.emit(more)
    assert "Fewer places of this brief" in shown(window)
    window.enquiry.unfold(harbour)
    assert "Fewer places of this brief" not in shown(window)


def test_many_places_are_tagged_in_one_step(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    ask("fees")
    hits = window.results.list
    hits.setFocus()
    qtbot.keyClick(hits, Qt.Key.Key_Home)
    qtbot.keyClick(hits, Qt.Key.Key_End, SHIFT)
    places = window.results.chosen()
    assert len(places) > 1
    assert window.preview.tag.text() == f"Tag {len(places)} places"
    qtbot.keyClick(hits, Qt.Key.Key_T)
    qtbot.keyClicks(window.hits.tags.field, "money")
    qtbot.keyClick(window.hits.tags.field, Qt.Key.Key_Return)
    assert len(window.state.library.passages(tag="money")) == len({sentence(one.snippet) for one in places})
    window.actions_["undo"].trigger()
    assert window.state.library.passages() == []


def test_chosen_places_are_copied_with_their_citations(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    ask("april")
    window.results.list.setFocus()
    qtbot.keyClick(window.results.list, Qt.Key.Key_Down)
    window.actions_["copy"].trigger()
    copied = QApplication.clipboard().text()
    assert "Norway answered in April." in copied
    assert "Harbour fees" in copied


def test_what_is_not_understood_is_underlined_and_explained(window: MainWindow, ask) -> None:  # type: ignore[no-untyped-def]
    ask("speeker:okonjo")
    assert window.top.search._problem is not None
    assert "speeker" in window.top.search.accessibleDescription()
    assert "speeker" in window.results._notice.text()
    window.top.search.setText("fees")
    assert window.top.search._problem is None


def test_further_answers_are_added_beneath(window: MainWindow, harbour: str, ask) -> None:  # type: ignore[no-untyped-def]
    first = ask("fees")
    window.enquiry.result = replace(first, total=3)
    window.enquiry.ask_more()
    other = Hit("other", "other.md", "Other", 0.1, (Snippet("fees", 0, 4, ((0, 4),), 1, None),), 1)
    window.enquiry.take(SearchResult("fees", 3, (first.hits[0], other)))
    assert [hit.brief for hit in window.enquiry.result.hits] == [*(hit.brief for hit in first.hits), "other"]


def test_a_sentence_is_what_holds_the_match() -> None:
    text = "The ferry was late. The council met. Nobody came."
    at = text.index("council")
    snippet = Snippet(text, 100, 100 + len(text), ((100 + at, 100 + at + 7),), 1, None)
    start, end = sentence(snippet)
    assert text[start - 100 : end - 100].strip() == "The council met."
    assert sentence(replace(snippet, highlights=())) == (100, 100 + len(text))


def test_why_a_brief_fits_is_told_on_its_own_tab(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    ask("figures norway")
    with qtbot.waitSignal(window.bridge.consulted, check_params_cb=lambda _, answer: isinstance(answer, tuple)):
        window.preview.tabs.setCurrentWidget(window.preview.why)
    said = [row.text for row in window.preview.why.rows.rows]
    assert [text.split(":")[0] for text in said] == ["figures", "norway"]
    assert all("of the score" in text for text in said)


def test_passages_like_the_chosen_one_lead_to_their_place(window: MainWindow, harbour: str, ask) -> None:  # type: ignore[no-untyped-def]
    ask("trains")
    window.preview._show_others([Likeness(harbour, 1.0, 10, 20), Likeness("gone", 0.5, 0, 4)])
    (row,) = window.preview.others.rows.rows
    assert row.text.endswith(", verbatim")
    window.preview.others.chosen.emit(row)
    assert window.reading.brief is not None
    assert window.reading.brief.id == harbour
