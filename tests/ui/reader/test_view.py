from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.text.document import Document, Inline
from briefreader.text.findings import KeySentence
from briefreader.ui.reader.marks import KINDS
from briefreader.ui.reader.sheet import Sheet
from briefreader.ui.reader.view import ReaderView
from briefreader.ui.theme import DARK, LIGHT


@pytest.fixture
def view(qtbot: QtBot) -> ReaderView:
    made = ReaderView()
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def show(view: ReaderView, qtbot: QtBot) -> Callable[..., ReaderView]:
    def act(document: Document, position: int = 0, caption: str | None = None) -> ReaderView:
        view.show_document(document, position, caption)
        qtbot.waitUntil(lambda: view.is_built)
        return view

    return act


def _sheet(view: ReaderView) -> Sheet:
    return next(sheet for sheet in view.findChildren(Sheet) if sheet is sheet.parentWidget().focusProxy())


def _pixels(view: ReaderView, start: int, end: int) -> set[str]:
    image: QImage = view.grab().toImage()
    ratio = image.devicePixelRatio()
    rect = view.offset_rect(start, end).adjusted(-2, -2, 2, 6)
    return {
        QColor(image.pixel(round(x * ratio), round(y * ratio))).name()
        for x in range(rect.left(), rect.right())
        for y in range(rect.top(), rect.bottom())
    }


def _click(qtbot: QtBot, view: ReaderView, offset: int) -> None:
    sheet = _sheet(view)
    place = sheet.places.boxes(offset, offset + 1)[0].rect.center() - QPointF(0, sheet.top())
    qtbot.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())


def _span(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def test_a_document_is_there_and_its_end_is_told(view: ReaderView, long: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.built):
        view.show_document(long)
    assert view.document is long
    assert view.first_offset() == 0
    assert _sheet(view).toPlainText().startswith("The long account")


def test_an_empty_document_can_be_shown(show: Callable[..., ReaderView]) -> None:
    view = show(Document(""))
    assert view.selection() is None
    view.reveal(0, 0)
    assert view.step_hit() is None
    assert view.visible_span() == (0, 0)


def test_showing_another_document_drops_the_first(
    view: ReaderView, long: Document, mixed: Document, qtbot: QtBot
) -> None:
    view.show_document(long)
    view.set_hits([(0, 3)])
    view.show_document(mixed)
    qtbot.waitUntil(lambda: view.is_built)
    assert view.document is mixed
    assert view.step_hit() is None
    assert "long account" not in _sheet(view).toPlainText()


def test_it_opens_where_one_was(show: Callable[..., ReaderView], long: Document) -> None:
    position = _span(long, "Paragraph 150.")[0]
    assert show(long, position).first_offset() == position


def test_the_place_is_told_when_scrolled(show: Callable[..., ReaderView], long: Document, qtbot: QtBot) -> None:
    view = show(long)
    with qtbot.waitSignal(view.scrolled) as told:
        _sheet(view).verticalScrollBar().setValue(3000)
    assert told.args == [view.first_offset()]
    assert view.first_offset() > 0


@pytest.mark.parametrize("width", [420, 640, 1300])
def test_the_top_line_stays_when_the_window_changes(
    show: Callable[..., ReaderView], long: Document, qtbot: QtBot, width: int
) -> None:
    position = _span(long, "Paragraph 120.")[0]
    view = show(long, position)
    before = _sheet(view)
    view.resize(width, 640)
    if width < 900:
        qtbot.waitUntil(lambda: view.is_built and _sheet(view) is not before)
    assert view.first_offset() == position


def test_the_top_line_and_the_selection_stay_when_type_changes(
    show: Callable[..., ReaderView], long: Document, qtbot: QtBot
) -> None:
    position = _span(long, "Paragraph 90.")[0]
    view = show(long, position)
    view.select(position, position + 12)
    before = _sheet(view)
    view.set_reading_font("DejaVu Sans", 22)
    qtbot.waitUntil(lambda: view.is_built and _sheet(view) is not before)
    assert view.first_offset() == position
    assert view.selection() == (position, position + 12)
    assert view.reading_font == ("DejaVu Sans", 22)


def test_a_new_layout_waits_for_a_hand_that_is_selecting(
    show: Callable[..., ReaderView], long: Document, qtbot: QtBot
) -> None:
    view = show(long)
    before = _sheet(view)
    qtbot.mousePress(before.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    view.set_reading_font("DejaVu Sans", 20)
    qtbot.wait(250)
    assert _sheet(view) is before
    qtbot.mouseRelease(before.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 60))
    qtbot.waitUntil(lambda: view.is_built)
    assert not before.isVisible()


def test_a_wider_window_does_not_widen_the_lines(show: Callable[..., ReaderView], long: Document) -> None:
    view = show(long)
    width = _sheet(view).lineWrapColumnOrWidth()
    view.resize(1600, 640)
    assert _sheet(view).lineWrapColumnOrWidth() == width
    middle = _sheet(view).viewport().geometry().center().x()
    assert abs(middle - 800) < 120


def test_a_selection_is_told_in_canonical_offsets(
    show: Callable[..., ReaderView], mixed: Document, qtbot: QtBot
) -> None:
    view = show(mixed)
    span = _span(mixed, "no ferry 𝔸 will")
    with qtbot.waitSignal(view.selection_changed) as told:
        view.select(*span)
    assert tuple(told.args) == span == view.selection()
    with qtbot.waitSignal(view.selection_changed) as told:
        view.clear_selection()
    assert told.args == [-1, -1]
    assert view.selection() is None


def test_what_is_copied_is_the_canonical_text(show: Callable[..., ReaderView], mixed: Document) -> None:
    view = show(mixed)
    view.select(0, len(mixed.text))
    assert view.selected_text() == mixed.text
    view.copy()
    assert QGuiApplication.clipboard().text() == mixed.text
    assert _sheet(view).createMimeDataFromSelection().text() == mixed.text
    assert not _sheet(view).createMimeDataFromSelection().hasHtml()


def test_dragging_selects_and_does_not_click(show: Callable[..., ReaderView], mixed: Document, qtbot: QtBot) -> None:
    view, (start, end) = show(mixed), _span(mixed, "Orla Venn said")
    sheet, clicked = _sheet(view), []
    view.span_clicked.connect(clicked.append)
    first = sheet.places.boxes(start, end)[0].rect
    from_, to = (
        QPoint(round(first.left()), round(first.center().y())),
        QPoint(round(first.right()), round(first.center().y())),
    )
    qtbot.mousePress(sheet.viewport(), Qt.MouseButton.LeftButton, pos=from_)
    qtbot.mouseMove(sheet.viewport(), to)
    qtbot.mouseRelease(sheet.viewport(), Qt.MouseButton.LeftButton, pos=to)
    assert view.selection() == (start, end)
    assert clicked == []


def _middle(view: ReaderView, offset: int) -> QPoint:
    sheet = _sheet(view)
    rect = sheet.places.boxes(offset, offset + 1)[0].rect
    return QPoint(round(rect.center().x()), round(rect.center().y() - sheet.top()))


def test_a_drag_over_cells_takes_the_last_one_too(
    show: Callable[..., ReaderView], mixed: Document, qtbot: QtBot
) -> None:
    view, (start, end) = show(mixed), _span(mixed, "Nordby to Sund\n400")
    port = _sheet(view).viewport()
    for first, last in ((start + 1, end - 1), (end - 1, start + 1)):
        qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=_middle(view, first))
        qtbot.mouseMove(port, _middle(view, last))
        qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=_middle(view, last))
        assert view.selected_text() == "Nordby to Sund\n400"


@pytest.mark.parametrize("clicked", ["0", ".", "7"])
def test_a_double_click_takes_a_whole_figure(
    show: Callable[..., ReaderView], compose: Callable[..., Document], qtbot: QtBot, clicked: str
) -> None:
    document = compose([("Rates of 0.7 and 1,234.5 per cent.", {})])
    view = show(document)
    qtbot.mouseDClick(
        _sheet(view).viewport(),
        Qt.MouseButton.LeftButton,
        pos=_middle(view, document.text.index("0.7") + "0.7".index(clicked)),
    )
    assert view.selected_text() == "0.7"
    view.clear_selection()
    qtbot.mouseDClick(
        _sheet(view).viewport(), Qt.MouseButton.LeftButton, pos=_middle(view, document.text.index("cent"))
    )
    assert view.selected_text() == "cent"


def test_going_on_ends_what_still_lights_up(show: Callable[..., ReaderView], long: Document, qtbot: QtBot) -> None:
    view = show(long)
    hits = [_span(long, f"Paragraph {number}.") for number in (1, 2)]
    view.set_hits(hits)
    view.reveal(*hits[0])
    qtbot.waitUntil(lambda: _sheet(view).flash is not None)
    view.step_hit()
    assert _sheet(view).flash is None


def test_a_click_says_what_lies_under_it(
    show: Callable[..., ReaderView],
    mixed: Document,
    qtbot: QtBot,
    mention: Callable[..., FoundMention],
    passage: Callable[..., Passage],
) -> None:
    view = show(mixed)
    venn = mention(mixed, "Orla Venn")
    marked = passage(mixed, *_span(mixed, "Orla Venn said"), "ferries")
    view.set_mentions([venn])
    view.set_passages([marked], {"ferries": "blue"})
    with qtbot.waitSignal(view.span_clicked) as told:
        _click(qtbot, view, mixed.text.index("Venn"))
    assert told.args == [venn]
    with qtbot.waitSignal(view.span_clicked) as told:
        _click(qtbot, view, mixed.text.index(" said") + 2)
    assert told.args == [marked]
    with qtbot.assertNotEmitted(view.span_clicked):
        _click(qtbot, view, mixed.text.index("before May"))
    assert view.spans_at(mixed.text.index("Venn")) == (venn, marked)


def test_a_link_is_told_and_never_opened(
    show: Callable[..., ReaderView], compose: Callable[..., Document], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    document = compose([("See the tide tables here.", {})], (Inline(8, 19, "link", "https://tides.test/"),))
    view = show(document)
    with qtbot.waitSignal(view.link_clicked) as told:
        _click(qtbot, view, 10)
    assert told.args == ["https://tides.test/"]
    assert opened == []


def test_revealing_brings_into_view_even_before_it_is_built(view: ReaderView, long: Document, qtbot: QtBot) -> None:
    start, end = _span(long, "Paragraph 190.")
    view.show_document(long)
    view.reveal(start, end)
    qtbot.waitUntil(lambda: view.is_built)
    first, last = view.visible_span()
    assert first <= start
    assert end <= last
    rect = view.offset_rect(start, end)
    assert view.rect().contains(rect)


def test_revealing_what_is_in_view_does_not_scroll(show: Callable[..., ReaderView], long: Document) -> None:
    view = show(long, _span(long, "Paragraph 40.")[0])
    before = _sheet(view).top()
    view.reveal(*_span(long, "Paragraph 42."))
    assert _sheet(view).top() == before


def test_hits_are_stepped_through_from_what_is_in_view_and_round_the_end(
    show: Callable[..., ReaderView], long: Document, qtbot: QtBot
) -> None:
    view = show(long, _span(long, "Paragraph 100.")[0])
    hits = [_span(long, f"Paragraph {number}.") for number in (10, 60, 150, 199)]
    view.set_hits(hits)
    with qtbot.waitSignal(view.hit_changed) as told:
        assert view.step_hit() == hits[2]
    assert told.args == [3, 4]
    assert [view.step_hit() for _ in range(2)] == [hits[3], hits[0]]
    assert view.step_hit(-1) == hits[3]
    assert view.visible_span()[0] <= hits[3][0] < view.visible_span()[1]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_each_kind_is_drawn_in_its_colour_and_can_be_switched_off(
    show: Callable[..., ReaderView],
    mixed: Document,
    mention: Callable[..., FoundMention],
    quote: Callable[..., FoundQuote],
    passage: Callable[..., Passage],
    theme: object,
) -> None:
    assert theme in (LIGHT, DARK)
    look = DARK if theme is DARK else LIGHT
    view = show(mixed)
    view.set_theme(look)
    venn, said, marked, hit = (_span(mixed, words) for words in ("Orla Venn", "no ferry", "A point below", "settled"))
    view.set_mentions([mention(mixed, "Orla Venn")])
    view.set_quotes([quote(mixed, "no ferry 𝔸 will sail before May")])
    view.set_passages([passage(mixed, *marked, "t")], {"t": "pink"})
    view.set_hits([hit])
    expected = {
        venn: look.names["person"],
        said: look.quote_tint,
        marked: look.markers["pink"],
        hit: look.hit_tint,
    }
    for span, colour in expected.items():
        assert colour.lower() in _pixels(view, *span)
    view.set_visible_kinds([])
    for span, colour in expected.items():
        assert colour.lower() not in _pixels(view, *span)
    view.set_visible_kinds(KINDS)
    assert look.markers["pink"].lower() in _pixels(view, *marked)


def test_overlapping_passages_are_both_seen(
    show: Callable[..., ReaderView], mixed: Document, passage: Callable[..., Passage]
) -> None:
    view = show(mixed)
    start, end = _span(mixed, "Orla Venn said")
    view.set_passages(
        [passage(mixed, start, end, "a"), passage(mixed, start + 5, end, "b")], {"a": "yellow", "b": "green"}
    )
    shared = _pixels(view, start + 6, start + 9)
    assert {LIGHT.markers["yellow"].lower(), LIGHT.markers["green"].lower()} <= shared


def test_types_of_names_differ_by_their_line_and_not_by_colour_alone(
    show: Callable[..., ReaderView], mixed: Document, mention: Callable[..., FoundMention]
) -> None:
    view, shapes = show(mixed), {}
    span = _span(mixed, "Orla Venn")
    for kind in ("person", "organisation", "country", "group", "law", "weapon", "event", "date"):
        view.set_mentions([mention(mixed, "Orla Venn", kind)])
        image = view.grab().toImage()
        rect = view.offset_rect(*span)
        view.set_mentions([])
        bare = view.grab().toImage()
        lines = range(rect.bottom() - 4, rect.bottom() + 8)
        columns = range(rect.left(), rect.right())
        shapes[kind] = tuple(image.pixel(x, y) != bare.pixel(x, y) for y in lines for x in columns)
        assert any(shapes[kind])
    assert len(set(shapes.values())) == len(shapes)


def test_a_selection_in_a_table_is_drawn_as_the_text_runs(show: Callable[..., ReaderView], mixed: Document) -> None:
    view = show(mixed)
    start, end = _span(mixed, "Cost 💶")[0], _span(mixed, "Nordby to Sund")[1]
    unselected = _pixels(view, *_span(mixed, "Nordby"))
    view.select(start, end)
    assert view.selection() == (start, end)
    assert _pixels(view, *_span(mixed, "Nordby")) != unselected
    assert _pixels(view, *_span(mixed, "Route")) <= unselected | _pixels(view, *_span(mixed, "Route"))


def test_the_scroll_bar_shows_hits_and_passages(
    show: Callable[..., ReaderView], long: Document, passage: Callable[..., Passage], qtbot: QtBot
) -> None:
    view = show(long)
    view.set_hits([_span(long, "Paragraph 190.")])
    view.set_passages([passage(long, *_span(long, "Paragraph 20."), "t")], {"t": "blue"})
    bar = _sheet(view).bar
    qtbot.waitUntil(lambda: len(bar.marks) == 2)
    assert [mark.colour for mark in bar.marks] == [LIGHT.markers["blue"], LIGHT.hit]
    assert 0.02 < bar.marks[0].place < 0.2
    assert 0.85 < bar.marks[1].place < 1
    view.set_visible_kinds({"hits"})
    qtbot.waitUntil(lambda: len(bar.marks) == 1)


def test_speakers_stand_beside_their_words_and_can_be_clicked(
    show: Callable[..., ReaderView], mixed: Document, quote: Callable[..., FoundQuote], qtbot: QtBot
) -> None:
    view = show(mixed)
    found = quote(mixed, "no ferry 𝔸 will sail before May")
    view.set_quotes([found])
    margin = _sheet(view).speakers
    (named,) = margin.names()
    line = _sheet(view).places.line_at(found.quote.start)
    assert named.speaker.name == "Orla Venn"
    assert abs(named.rect.top() - line.top()) < line.height()
    with qtbot.waitSignal(view.span_clicked) as told:
        place = named.rect.topLeft() + QPointF(5, 5 - _sheet(view).top())
        qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert told.args == [found]
    view.set_visible_kinds(KINDS - {"speakers"})
    assert list(margin.names()) == []


def test_names_of_speakers_never_lie_on_each_other(
    show: Callable[..., ReaderView], compose: Callable[..., Document], quote: Callable[..., FoundQuote]
) -> None:
    document = compose([(f"“Say {number} aloud”", {"kind": "cell_" and "item"}) for number in range(12)])
    view = show(document)
    view.set_quotes(
        [
            quote(document, f"Say {n} aloud", f"Professor Wilhelmina Longname the {n}th", attribution="inferred")
            for n in range(12)
        ]
    )
    names = list(_sheet(view).speakers.names())
    assert len(names) > 5
    assert all(a.rect.bottom() <= b.rect.top() for a, b in itertools.pairwise(names))


def test_key_sentences_notes_and_doubts_are_drawn(
    show: Callable[..., ReaderView], mixed: Document, passage: Callable[..., Passage]
) -> None:
    view = show(mixed)
    bare = view.grab().toImage()
    steps: Iterable[Callable[[], None]] = (
        lambda: view.set_key_sentences([KeySentence(*_span(mixed, "Orla Venn said"), "", 1.0)]),
        lambda: view.set_passages([passage(mixed, *_span(mixed, "A point"))], {}),
        lambda: view.set_passages([passage(mixed, *_span(mixed, "A point"), note="why?")], {}),
        lambda: view.set_passages([passage(mixed, *_span(mixed, "A point"), note="why?", status="ambiguous")], {}),
    )
    for step in steps:
        step()
        image = view.grab().toImage()
        assert image != bare
        bare = image


def test_a_theme_recolours_without_new_layout(show: Callable[..., ReaderView], long: Document) -> None:
    view = show(long)
    before = _sheet(view)
    view.set_theme(DARK)
    assert _sheet(view) is before
    assert QColor(view.grab().toImage().pixel(5, 300)).name() == DARK.paper.lower()


def test_ctrl_and_the_wheel_ask_for_another_size(show: Callable[..., ReaderView], long: Document, qtbot: QtBot) -> None:
    view = show(long)
    event = QWheelEvent(
        QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    with qtbot.waitSignal(view.zoomed) as told:
        QApplication.sendEvent(_sheet(view).viewport(), event)
    assert told.args == [1]
    assert _sheet(view).top() == 0


def test_screen_readers_find_the_text_under_its_title(
    show: Callable[..., ReaderView], compose: Callable[..., Document]
) -> None:
    view = show(compose([("Words of the brief.", {})], title="Ferry brief"))
    sheet = _sheet(view)
    assert sheet.accessibleName() == "Ferry brief"
    assert "caret" in sheet.accessibleDescription()
    assert sheet.toPlainText() == "Words of the brief."
    assert sheet.isReadOnly()


def test_a_brief_without_heading_gets_its_title_above_the_text(
    show: Callable[..., ReaderView], compose: Callable[..., Document]
) -> None:
    bare = show(compose([("Words.", {})], title="Ferry brief")).offset_rect(0, 1).top()
    untitled = show(compose([("Words.", {})]), 0, "").offset_rect(0, 1).top()
    named = show(compose([("Ferry brief: words.", {})], title="Ferry brief"), 0, "").offset_rect(0, 1).top()
    titled = show(compose([("Words.", {})], title="Ferry brief"), 0, "")
    assert bare < untitled == named < titled.offset_rect(0, 1).top()
    before = titled.grab().toImage()
    titled.set_caption("Read today")
    assert titled.grab().toImage() != before


def test_a_caption_stands_between_the_heading_and_the_text(show: Callable[..., ReaderView], long: Document) -> None:
    first = long.text.index("Paragraph 1.")
    below = show(long).offset_rect(first, first + 1).top()
    view = show(long, 0, "Read today")
    assert view.offset_rect(0, 1) == show(long).offset_rect(0, 1)
    assert show(long, 0, "Read today").offset_rect(first, first + 1).top() > below + 8


def test_a_hit_can_be_chosen_by_its_place(show: Callable[..., ReaderView], long: Document, qtbot: QtBot) -> None:
    view = show(long)
    hits = [_span(long, f"Paragraph {number}.") for number in (10, 60)]
    view.set_hits(hits)
    with qtbot.waitSignal(view.hit_changed) as told:
        assert view.choose_hit(hits[1][0])
    assert told.args == [2, 2]
    assert view.visible_span()[0] <= hits[1][0] < view.visible_span()[1]
    assert not view.choose_hit(5)


def test_focus_by_the_keyboard_is_seen(show: Callable[..., ReaderView], mixed: Document) -> None:
    view = show(mixed)
    _sheet(view).setFocus(Qt.FocusReason.MouseFocusReason)
    before = view.grab().toImage()
    _sheet(view).clearFocus()
    _sheet(view).setFocus(Qt.FocusReason.TabFocusReason)
    assert view.grab().toImage() != before


def test_clearing_leaves_empty_paper(show: Callable[..., ReaderView], long: Document) -> None:
    view = show(long)
    view.clear()
    assert view.document is None
    assert view.selection() is None
    assert view.grab().size() == QSize(900, 640) * view.devicePixelRatio()
    assert QColor(view.grab().toImage().pixel(450, 100)).name() == LIGHT.paper.lower()
