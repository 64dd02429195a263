"""The sheet: one document laid out at one width, shown, scrolled and selected in.

It is a text edit, so that screen readers can read it, but everything it shows is drawn here. A sheet is never laid
out anew: for another width or size the view makes another sheet and puts it in this one's place.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QToolTip, QWidget

from briefreader.text.document import Document, Span
from briefreader.text.sentences import sentences_in
from briefreader.ui.reader.builder import Builder, Space
from briefreader.ui.reader.describe import tip
from briefreader.ui.reader.geometry import Geometry
from briefreader.ui.reader.head import Head
from briefreader.ui.reader.keys import Keys, is_letter
from briefreader.ui.reader.margin import NumberMargin, SpeakerMargin
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.overlay import Overlay, Scene
from briefreader.ui.reader.scrollmarks import MARKS_WIDTH, MarkedScrollBar
from briefreader.ui.reader.typography import Typography
from briefreader.ui.theme import Theme

SPACE = Space(left=24, top=30, right=12, bottom=140)
_HEAD = 1200  # pixels from the top within which a title and its caption stand
_SLICE = 5.0  # milliseconds of building between two turns of the event loop
_FIGURE = re.compile(r"\d(?:[\d.,:'’\u00a0\u202f/-]{0,30}\d)?")
_NEAR = 40  # characters beside the end of a selection in which the figure it cuts stands


class Sheet(QTextEdit):
    """Built by `build`, slice by slice; `advanced` tells of every slice."""

    advanced = Signal()
    picked = Signal(int)  # the offset of the character clicked on
    returned = Signal(object)  # the span of the mark of the note whose number was clicked
    zoomed = Signal(int)

    def __init__(
        self, parent: QWidget, marks: Marks, theme: Theme, typography: Typography, width: int, caption: str | None
    ) -> None:
        super().__init__(parent)
        self.marks = marks
        self._theme = theme
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(width)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.bar = MarkedScrollBar(self)
        self.setVerticalScrollBar(self.bar)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.head = Head(marks.document, typography, width - SPACE.left - SPACE.right, caption)
        space = SPACE._replace(top=SPACE.top + self.head.above)
        self.builder = Builder(marks.document, self.document(), typography, space, self.head.own, self.head.below_title)
        self.places = Geometry(self.document(), self.builder.positions)
        small = typography.small()
        edges = float(SPACE.left), float(width - SPACE.right)
        self.overlay = Overlay(marks, self.places, theme, typography.font(), small, edges)
        self.numbers = NumberMargin(self, marks, self.places, theme, small)
        self.speakers = SpeakerMargin(self, marks, self.places, theme, small)
        self.keys = Keys(self)
        self.flash: tuple[int, int, float] | None = None
        self._sides = (0, 0)
        self._by_keyboard = False
        self._given: tuple[tuple[int, int], tuple[int, int]] | None = None
        self._pressed: QPointF | None = None
        self._by_words = False  # the mouse is held down since a double click
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._build_slice)
        self.verticalScrollBar().setSingleStep(round(typography.line))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.viewport().setMouseTracking(True)
        self.set_theme(theme)
        title = marks.document.metadata.title or "Brief"
        self.setAccessibleName(title)
        self.setAccessibleDescription(
            "The text of the brief. Arrow keys scroll; with Shift they select. F7 moves a caret through the text."
        )

    # Building

    def build(self) -> None:
        """Start building: the first slice at once, the others from the event loop."""
        self._build_slice()
        if not self.builder.done:
            self._timer.start(0)

    def stop(self) -> None:
        self._timer.stop()

    @property
    def is_done(self) -> bool:
        return self.builder.done

    @property
    def is_pressed(self) -> bool:
        """Whether the mouse is held down on the text."""
        return self._pressed is not None

    @Slot()
    def _build_slice(self) -> None:
        done = self.builder.step(_SLICE)
        if done:
            self._timer.stop()
        self.advanced.emit()

    # Place and look

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.overlay.theme = theme
        self._ink = QPalette()
        self._ink.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(theme.paper))
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.paper))
        palette.setColor(QPalette.ColorRole.Text, QColor(theme.ink))
        self.setPalette(palette)
        self.numbers.set_theme(theme)
        self.speakers.set_theme(theme)
        self.redraw()

    def set_sides(self, left: int, right: int) -> None:
        """Pixels to the left and right of the text; numbers and names stand there."""
        self._sides = (left, right)
        self.setViewportMargins(left, 0, right, 0)
        self._place_margins()

    def redraw(self) -> None:
        self.viewport().update()
        self.numbers.update()
        self.speakers.update()

    def top(self) -> int:
        return self.verticalScrollBar().value()

    def first_offset(self) -> int:
        """The first character in view."""
        return self.places.first_in_view(self.top())

    def last_offset(self) -> int:
        return self.places.last_in_view(self.top() + self.viewport().height())

    def scroll_to(self, offset: int, below_top: float) -> None:
        """Scroll so that the line of `offset` stands `below_top` pixels below the upper edge."""
        self.verticalScrollBar().setValue(round(self.places.top(offset) - below_top))

    # Selection

    def span(self) -> tuple[int, int] | None:
        """The selection. In a table it runs from cell to cell as the text does, and is drawn so; made by hand over
        several cells, it takes each of them whole."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        ends = cursor.anchor(), cursor.position()
        if self._given and self._given[0] == ends:
            return self._given[1]
        first, last = min(ends), max(ends)
        table = cursor.currentTable()
        if table is not None and cursor.hasComplexSelection():
            first, last = table.cellAt(first).firstPosition(), table.cellAt(last).lastPosition()
        positions = self.builder.positions
        start, end = positions.offset(first), positions.offset(last)
        return (start, end) if end > start else None

    def set_span(self, start: int, end: int) -> None:
        positions = self.builder.positions
        cursor = QTextCursor(self.document())
        cursor.setPosition(positions.position(start))
        cursor.setPosition(positions.end_position(end), QTextCursor.MoveMode.KeepAnchor)
        top = self.top()
        # Qt widens a selection that enters a table to whole cells; what was asked for holds until it is changed
        self._given = ((cursor.anchor(), cursor.position()), (start, end))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(top)
        self.redraw()

    def clear_span(self) -> None:
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)
        self.redraw()

    def expand_span(self) -> None:
        """Select the word at the caret, from a word its sentence, from there its paragraph."""
        document = self.marks.document
        start, end = self.span() or (self.builder.positions.offset(self.textCursor().position()),) * 2
        block = document.block_at(start)
        if block is None:
            return
        word = QTextCursor(self.textCursor())
        word.select(QTextCursor.SelectionType.WordUnderCursor)
        positions = self.builder.positions
        wider = [Span(positions.offset(word.selectionStart()), positions.offset(word.selectionEnd()))]
        wider += sentences_in(document.text, block.start, block.end)
        wider.append(Span(block.start, block.end))
        for span in wider:
            if span.start <= start and span.end >= end and span.end - span.start > end - start:
                self.set_span(span.start, span.end)
                return

    def _take_whole_figures(self) -> None:
        """Widen the selection to the figures that it cuts: to Qt "0.7" is three words."""
        span = self.span()
        if span is None:
            return
        text = self.marks.document.text
        start, end = span
        for match in _FIGURE.finditer(text, max(0, span[0] - _NEAR), span[1] + _NEAR):
            if match.start() < span[0] < match.end():
                start = match.start()
            if match.start() < span[1] < match.end():
                end = match.end()
        if (start, end) != span:
            self.set_span(start, end)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        span = self.span()
        if span:
            data.setText(self.marks.document.text[span[0] : span[1]])
        return data

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        painter.translate(0, -self.top())
        if event.rect().top() + self.top() < _HEAD:
            self.head.paint(painter, self.places, self._theme, SPACE.left, SPACE.top)
        part = QRectF(event.rect()).translated(0, self.top())
        scene = self._scene(part)
        self.overlay.paint_under(painter, scene)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        context.palette = self._ink  # the widget's own is set back by a new style sheet
        self.document().documentLayout().draw(painter, context)
        self.overlay.paint_over(painter, scene)
        if self._by_keyboard:
            painter.fillRect(QRectF(SPACE.left, self.top(), self.viewport().width() - SPACE.left, 2), self._accent())
        painter.end()

    def _accent(self) -> QColor:
        return QColor(self._theme.accent)

    def _scene(self, part: QRectF) -> Scene:
        document = self.marks.document
        start, end = self.places.first_in_view(part.top() - 40), self.places.last_in_view(part.bottom() + 40)
        if document.blocks:  # the cells of a row stand side by side: take all that may reach into view
            first, last = document.block_index(start), document.block_index(end)
            start = document.blocks[_table_edge(document, first, -1)].start
            end = document.blocks[_table_edge(document, last, 1)].end
        end = min(max(end, start), max(0, self.builder.positions.end))
        caret = None
        if self.keys.caret and self.hasFocus():
            caret = self.builder.positions.offset(self.textCursor().position())
        return Scene(start, end, self.span(), self.flash, caret)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        """Qt scrolls to its cursor, which building has pushed to the end, when the widget is first shown."""
        top = self.verticalScrollBar().value()
        super().showEvent(event)
        self.verticalScrollBar().setValue(top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_margins()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = False
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.keys.press(event):
            super().keyPressEvent(event)
            self.viewport().update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_letter(event):
            event.ignore()  # single letters are commands of the window
            return False
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoomed.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._by_words = True
        self._take_whole_figures()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if event.buttons():
            self.viewport().update()
            return
        offset = self._offset_under(event.position().toPoint())
        if self._note_under(event.position().toPoint()) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif offset is None:
            shape = Qt.CursorShape.ArrowCursor
        elif self.marks.at(offset) or self.marks.link_at(offset) or self.marks.notes.leads_to(offset):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._by_words:
            self._by_words = False
            self._take_whole_figures()
        self.viewport().update()
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton or self.span():
            return
        if (event.position() - pressed).manhattanLength() < QApplication.startDragDistance():
            offset = self._offset_under(event.position().toPoint())
            note = self._note_under(event.position().toPoint())
            if offset is not None:
                self.picked.emit(offset)
            elif note is not None:
                self.returned.emit(note)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            offset = self._offset_under(event.pos())
            text = "" if offset is None else tip(self.marks.at(offset), self.marks.link_at(offset), self.marks.more)
            if text:
                around = QRect(event.pos() - QPoint(8, 8), event.pos() + QPoint(8, 8))
                QToolTip.showText(event.globalPos(), text, self.viewport(), around)
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def offset_under(self, where: QPoint) -> int | None:
        """The code point at a place on the screen, None where there is no letter."""
        return self._offset_under(self.viewport().mapFromGlobal(where))

    def _offset_under(self, point: QPoint) -> int | None:
        return self.places.offset_at(QPointF(point) + QPointF(0, self.top()), exact=True)

    def _note_under(self, point: QPoint) -> Span | None:
        """The mark that calls the note whose number stands at `point`, beside its words."""
        place = QPointF(point) + QPointF(0, self.top())
        offset = self.places.offset_at(place)
        block = None if offset is None else self.marks.document.block_at(offset)
        if block is None or block.kind != "footnote":
            return None
        boxes = self.places.boxes(block.start, min(block.end, block.start + 1))
        if not boxes or not boxes[0].rect.top() <= place.y() <= boxes[0].rect.bottom():
            return None
        return self.marks.notes.mark_of(block) if place.x() < boxes[0].rect.left() else None

    def _place_margins(self) -> None:
        left, right = self._sides
        self.numbers.setGeometry(0, 0, left, self.height())
        self.speakers.setGeometry(self.width() - MARKS_WIDTH - right, 0, right, self.height())

    @Slot(int)
    def _scrolled(self, _value: int) -> None:
        self.numbers.update()
        self.speakers.update()


def _table_edge(document: Document, index: int, step: int) -> int:
    """The block at the edge of the table that block `index` is in, or a hundred cells on; `index` outside of one."""
    for _ in range(100):
        beyond = index + step
        if document.blocks[index].cell is None or not 0 <= beyond < len(document.blocks):
            break
        if document.blocks[beyond].cell is None:
            break
        index = beyond
    return index
