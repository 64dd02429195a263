"""What is selected across the library becomes points of the summary's draft, each with its source."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow


def test_quotes_become_points_once(across: MainWindow, qtbot: QtBot) -> None:
    across.actions_["all_quotes"].trigger()
    quotes = across.across.quotes
    qtbot.waitUntil(lambda: quotes.listing.table.rows.total == 2)
    quotes.listing.table.selectAll()
    quotes.into_summary()
    quotes.into_summary()
    (draft,) = across.state.library.drafts.all()
    assert len(draft.points) == 2
    for point in draft.points:
        (mark,) = point.marks
        assert across.state.library.document(mark.brief).text[mark.start : mark.end] == mark.exact
    assert any(point.words.startswith("Ivo Varga: “Nobody has shown us") for point in draft.points)
    across.actions_["undo"].trigger()
    assert not any(point.marks for point in across.state.library.drafts.all()[0].points)


def test_passages_become_points_and_evidence(across: MainWindow, harbour: str, qtbot: QtBot) -> None:
    across.state.do(across.state.library.tag, harbour, 0, 12, ["fees"])
    across.actions_["all_passages"].trigger()
    passages = across.across.passages
    qtbot.waitUntil(lambda: passages.listing.table.rows.total == 1)
    passages.into_summary()
    (draft,) = across.state.library.drafts.all()
    (mark,) = draft.points[0].marks
    assert mark.kind == "passage"
    assert mark.passage == across.state.library.passages()[0].id


def test_names_are_listed_by_the_draft(across: MainWindow, qtbot: QtBot) -> None:
    across.actions_["all_names"].trigger()
    qtbot.waitUntil(lambda: across.across.names.listing.table.rows.total > 0)
    across.across.names.into_summary()
    (draft,) = across.state.library.drafts.all()
    assert {"people", "places"} <= set(draft.shown)
