from __future__ import annotations

from pytestqt.qtbot import QtBot

from briefreader.ui.main_window import MainWindow

SLOW = 30_000


def test_a_search_is_kept_asked_again_renamed_pinned_and_removed(window: MainWindow, qtbot: QtBot) -> None:
    searches = window.state.library.searches
    assert not window.kept.isVisible()
    with qtbot.waitSignal(window.bridge.found, timeout=SLOW):
        window.top.search.setText("fees")
        window.top.search.asked.emit("fees")
    with qtbot.waitSignal(window.bridge.found, timeout=SLOW):
        window.enquiry.tick("speaker", "Mara Okonjo")
    window.results.keep.click()
    (button,) = window.kept.buttons
    assert button.kept.choices == window.enquiry.choices
    window.top.search.clear()
    assert window.kept.isVisible()
    with qtbot.waitSignal(window.bridge.found, timeout=SLOW) as answer:
        button.click()
    assert answer.args[0].total == 1
    assert window.top.search.text() == "fees"
    window.state.do(searches.rename, button.kept.id, "Fees in spring")
    window.state.do(searches.pin, button.kept.id, True)
    (button,) = window.kept.buttons
    assert button.accessibleName() == "Kept search Fees in spring, pinned"
    window.state.do(searches.remove, button.kept.id)
    assert window.kept.buttons == []
    window.state.undo()
    assert [one.kept.name for one in window.kept.buttons] == ["Fees in spring"]


def test_what_is_new_is_told(window: MainWindow, qtbot: QtBot) -> None:
    window.state.do(lambda: window.state.library.searches.keep("fees")[1])
    (button,) = window.kept.buttons
    with qtbot.waitSignal(window.bridge.consulted, timeout=SLOW):
        window.kept._ask()
    assert button.told == " "
    window.kept._take(window.kept._asked, {button.kept.id: 2})
    assert (button.told, button.accessibleName()) == ("2 new", "Kept search fees, 2 new")
