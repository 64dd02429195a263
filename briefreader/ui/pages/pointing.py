"""The mouse on the pages: dragging selects, a click asks what lies there, two clicks take the word, three the sentence.

Which character lies under the mouse only the drawing process knows: every question is answered a moment later, in the
order asked.
"""

from __future__ import annotations

import re
from collections import deque
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from briefreader.service.page_messages import Find
from briefreader.text.sentences import sentences_in
from briefreader.ui.pages.canvas import Canvas
from briefreader.ui.reader.marks import Marks

Purpose = Literal["anchor", "head", "click", "word", "sentence"]
_WORD = re.compile(r"[\w'’-]+")
_EDGE_MS = 60


class Pointing(QObject):
    """`selected` when the selection has changed; `picked` gives the code point clicked; `link_clicked` an address."""

    selected = Signal()
    picked = Signal(int)
    link_clicked = Signal(str)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._asked: deque[Purpose] = deque()
        self._pressed: QPointF | None = None
        self._mouse = QPointF()
        self._dragging = False
        self._anchor: int | None = None
        self._late = False  # the mouse has moved on while an answer was awaited
        self._clicks = 0
        self._edge = QTimer(self, interval=_EDGE_MS)
        self._edge.timeout.connect(self._scroll_at_edge)
        canvas.viewport().installEventFilter(self)
        canvas.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        canvas.source.found.connect(self._found)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._asked)

    def forget(self) -> None:
        """Another file: no answer is awaited any more."""
        self._asked.clear()
        self._edge.stop()
        self._pressed, self._dragging, self._anchor, self._late = None, False, None, False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                return self._press(event)
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                return self._move(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                return self._release(event)
            case QEvent.Type.MouseButtonDblClick if isinstance(event, QMouseEvent):
                self._clicks = 2
                self._pressed = None
                self._ask(event.position(), "word")
                return True
        return False

    def _press(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._canvas.setFocus()
        if self._clicks == 2 and self._pressed is None and self._near(event.position(), self._mouse):
            self._clicks = 0
            self._ask(event.position(), "sentence")
            return True
        self._clicks = 0
        self._pressed = self._mouse = event.position()
        self._dragging = False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._canvas.selection:
            self._anchor = self._canvas.selection[0]
            self._dragging = True
            self._ask(event.position(), "head")
        else:
            self._anchor = None
            self._ask(event.position(), "anchor")
        return True

    def _move(self, event: QMouseEvent) -> bool:
        self._mouse = event.position()
        if self._pressed is None:
            self._show_cursor(event.position())
            return False
        if not self._dragging and self._near(self._mouse, self._pressed):
            return True
        self._dragging = True
        if "head" in self._asked:
            self._late = True
        else:
            self._ask(self._mouse, "head")
        inside = self._canvas.viewport().rect().contains(self._mouse.toPoint())
        self._edge.stop() if inside else self._edge.start()
        return True

    def _release(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        self._edge.stop()
        if self._pressed is not None:
            self._ask(event.position(), "head" if self._dragging else "click")
        self._pressed = None
        self._mouse = event.position()
        return True

    def _ask(self, point: QPointF, purpose: Purpose) -> None:
        place = self._canvas.place_at(point)
        if place is not None:
            self._asked.append(purpose)
            self._canvas.source.find(*place)

    @Slot(object, object)
    def _found(self, asked: Find, char: int | None) -> None:
        if not self._asked:
            return
        purpose = self._asked.popleft()
        offset = None if char is None else self._canvas.map.offset(asked.page, char)
        match purpose:
            case "anchor":
                self._anchor = offset
            case "head":
                self._select_to(offset)
                if self._late:
                    self._late = False
                    self._ask(self._mouse, "head")
            case "click":
                self._click(asked, offset)
            case "word" | "sentence" if offset is not None:
                self._set(*self._around(offset, purpose))

    def _select_to(self, offset: int | None) -> None:
        if offset is None:
            return
        if self._anchor is None:
            self._anchor = offset  # the drag began beside the text
        self._set(min(self._anchor, offset), max(self._anchor, offset) + 1)

    def _click(self, asked: Find, offset: int | None) -> None:
        if self._canvas.selection is not None:
            self._canvas.selection = None
            self._canvas.viewport().update()
            self.selected.emit()
        for (left, top, right, bottom), address, page in self._canvas.links.get(asked.page, ()):
            if left <= asked.x <= right and top <= asked.y <= bottom and not self._is_marked(offset):
                if page is not None:
                    self._canvas.go_to_page(page)
                else:
                    self.link_clicked.emit(address)
                return
        if offset is not None:
            self.picked.emit(offset)

    def _is_marked(self, offset: int | None) -> bool:
        marks: Marks = self._canvas.marks
        return offset is not None and bool(marks.at(offset))

    def _around(self, offset: int, purpose: Purpose) -> tuple[int, int]:
        document = self._canvas.marks.document
        block = document.block_at(offset)
        start, end = (block.start, block.end) if block else (offset, offset + 1)
        if purpose == "sentence":
            spans = sentences_in(document.text, start, end)
            return next((span for span in spans if span[0] <= offset < span[1]), (start, end))
        words = _WORD.finditer(document.text, start, end)
        return next((word.span() for word in words if word.start() <= offset < word.end()), (offset, offset + 1))

    def _set(self, start: int, end: int) -> None:
        self._canvas.selection = (start, end)
        self._canvas.viewport().update()
        self.selected.emit()

    def _show_cursor(self, point: QPointF) -> None:
        place = self._canvas.place_at(point)
        over = place is not None and any(
            left <= place[1] <= right and top <= place[2] <= bottom
            for (left, top, right, bottom), _, _ in self._canvas.links.get(place[0], ())
        )
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
        self._canvas.viewport().setCursor(shape)

    @Slot()
    def _scroll_at_edge(self) -> None:
        """While a drag is held above or below the view, it goes on."""
        height = self._canvas.viewport().height()
        bar = self._canvas.verticalScrollBar()
        beyond = min(0.0, self._mouse.y()) + max(0.0, self._mouse.y() - height)
        bar.setValue(bar.value() + round(max(-40.0, min(40.0, beyond))))
        if "head" not in self._asked:
            clamped = QPointF(self._mouse.x(), max(2.0, min(self._mouse.y(), height - 2.0)))
            self._ask(clamped, "head")

    @staticmethod
    def _near(one: QPointF, other: QPointF) -> bool:
        return (one - other).manhattanLength() < QApplication.startDragDistance()
