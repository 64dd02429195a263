from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from briefreader.records import Choice, Facet, FacetValue
from briefreader.ui.main_window import MainWindow
from briefreader.ui.search.dates import DateBars
from briefreader.ui.search.facets import SHOWN, rows

SPEAKERS = Facet("speaker", tuple(FacetValue(name, name, 9 - n) for n, name in enumerate("abcdef")), more=4)
YEARS = tuple(FacetValue(str(year), str(year), year - 2019) for year in range(2020, 2025))


def test_a_field_shows_its_commonest_boxes_and_offers_the_rest() -> None:
    shown = rows([SPEAKERS], (), set())
    assert [row.text for row in shown] == [
        "Speaker", "Speaker A, 9 briefs", "Speaker B, 8 briefs", "Speaker C, 7 briefs", "7 more…",
    ]  # fmt: skip
    everything = rows([SPEAKERS], (), {"speaker"})
    assert len(everything) == 1 + 6 + 1
    assert everything[-1].text == "Fewer, and 4 rarer"


def test_what_is_ticked_is_always_there_and_says_so() -> None:
    shown = rows([SPEAKERS], (Choice("speaker", "f"), Choice("country", "Sudmark")), set())
    assert [row.text for row in shown if "ticked" in row.text] == [
        "Speaker F, 4 briefs, ticked", "Country Sudmark, 0 briefs, ticked",
    ]  # fmt: skip
    assert len([row for row in shown if row.key.startswith("speaker:")]) == SHOWN + 2


def test_a_bar_is_ticked_by_key_and_says_what_it_is(qtbot: QtBot) -> None:
    bars = DateBars()
    qtbot.addWidget(bars)
    bars.show_values(YEARS, frozenset())
    assert bars.caption() == "2020 to 2024"
    bars.show()
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert bars.accessibleName() == "Date: 2023, 4 briefs"
    with qtbot.waitSignal(bars.ticked) as told:
        qtbot.keyClick(bars, Qt.Key.Key_Space)
    assert told.args == ["2023"]
    bars.show_values(YEARS, frozenset({"2023"}))
    assert (bars.caption(), bars.accessibleName()) == ("2023", "Date: 2023, 4 briefs, ticked")


def test_bars_that_are_gone_leave_nothing_to_press(qtbot: QtBot) -> None:
    bars = DateBars()
    qtbot.addWidget(bars)
    bars.show_values(YEARS, frozenset())
    bars.show_values((), frozenset())
    with qtbot.assertNotEmitted(bars.ticked):
        qtbot.keyClick(bars, Qt.Key.Key_Space)
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton)


def test_a_ticked_box_narrows_the_answer_and_clearing_widens_it(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    QAbstractItemModelTester(window.facets.list.rows, window.facets)
    QAbstractItemModelTester(window.results.list.rows, window.results)
    assert ask("fees").total == 2
    assert window.left.currentWidget() is window.facets
    speaker = next(row for row in window.facets.list.rows.rows if row.text.startswith("Speaker Mara Okonjo"))
    assert speaker.text == "Speaker Mara Okonjo, 1 brief"
    with qtbot.waitSignal(window.bridge.found):
        window.facets.list.setFocus()
        window.facets.list.choose(speaker.key)
        qtbot.keyClick(window.facets.list, Qt.Key.Key_Space)
    assert window.enquiry.result is not None
    assert window.enquiry.result.total == 1
    assert "Speaker Mara Okonjo, 1 brief, ticked" in [row.text for row in window.facets.list.rows.rows]
    assert window.facets.list.rows.row(window.facets.list.currentIndex()).key == speaker.key  # type: ignore[union-attr]
    with qtbot.waitSignal(window.bridge.found):
        window.facets._clear.click()
    assert window.enquiry.result.total == 2
    assert not window.facets._head.isVisible()


def test_an_emptied_box_takes_the_ticks_away(window: MainWindow, ask, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    ask("fees")
    with qtbot.waitSignal(window.bridge.found):
        window.enquiry.tick("kind", "md")
    window.top.search.clear()
    assert window.enquiry.choices == ()
    assert window.left.currentWidget() is window.library
    assert ask("fees").total == 2
