"""The pages under each other, scrolled: pictures as they come, and upon them what is known of the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from briefreader.text.pages import PageMap
from briefreader.ui.pages.layout import PageLayout, zoom_to_width
from briefreader.ui.pages.painting import paint_page, scroll_marks
from briefreader.ui.pages.places import Places
from briefreader.ui.pages.source import PageSource
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.scrollmarks import MarkedScrollBar
from briefreader.ui.theme import LIGHT, Theme

POINT = 96 / 72  # pixels at 100 %
ZOOMS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_REST_MS = 120
_ABOVE = 0.25  # of the view's height above what is brought into view
_AHEAD = 1  # pages drawn before and after those in view


class Canvas(QAbstractScrollArea):
    """`rested` when scrolling has come to rest; `page_changed` gives the page (from 0) at the top of the view;
    `zoom_changed` the zoom (1.0 is 100 %) and whether it follows the width."""

    rested = Signal()
    page_changed = Signal(int)
    zoom_changed = Signal(float, bool)

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.marks = Marks()
        self.places = Places(source)
        self.theme: Theme = LIGHT
        self.selection: tuple[int, int] | None = None
        self.flash: tuple[int, int, float] | None = None
        self.message = ""
        self.links: dict[int, tuple[tuple[tuple[float, float, float, float], str, int | None], ...]] = {}
        self._sizes: Sequence[tuple[float, float]] = ()
        self._zoom = 1.0
        self._fits = True
        self._rotation = 0
        self._page = -1
        self._at_top = False  # whether that is to stand at the top of it
        self._aim: tuple[int, int] | None = None  # a span to be brought into view when its boxes have come
        self.setVerticalScrollBar(MarkedScrollBar())
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Pages of the brief")
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self.rested)
        source.drawn.connect(self._redraw_page)
        source.outlined.connect(self._outlined)
        source.linked.connect(self._take_links)

    # What is shown

    def show_pages(self, sizes: Sequence[tuple[float, float]]) -> None:
        """The file is open: lay out its pages."""
        self._sizes, self.message = sizes, ""
        self._page = -1
        self.links.clear()
        self._lay_out()

    def show_message(self, sentence: str) -> None:
        """No pages, a sentence in their place."""
        self._sizes, self.message = (), sentence
        self._aim = None
        self._lay_out()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.source.set_dark(theme.is_dark)
        self._ask()

    @property
    def pages(self) -> PageLayout:
        return self.places.layout

    @property
    def map(self) -> PageMap:
        return self.places.map

    @property
    def page(self) -> int:
        """The page at the top of the view."""
        return max(0, self._page)

    def refresh(self) -> None:
        """What is known of the text has changed."""
        self._refresh_scroll_marks()
        self._ask()

    # Zoom and place

    @property
    def zoom(self) -> float:
        return self._zoom

    def fit_width(self) -> None:
        self._fits = True
        self._lay_out()

    def set_zoom(self, zoom: float) -> None:
        self._fits = False
        self._zoom = max(ZOOMS[0], min(zoom, ZOOMS[-1]))
        self._lay_out()

    def step_zoom(self, step: int) -> None:
        """The next larger (-1: smaller) of the usual zooms."""
        if step > 0:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom * 1.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom * 0.99), ZOOMS[0]))

    def rotate(self) -> None:
        """Turn all pages a quarter clockwise."""
        self._rotation = (self._rotation + 90) % 360
        self._lay_out()

    def go_to_page(self, page: int) -> None:
        if 0 <= page < len(self.pages.rects):
            self.verticalScrollBar().setValue(round(self.pages.rects[page].top()) - 8)

    def bring(self, start: int, end: int, *, at_top: bool = False) -> None:
        """Bring a span of the text into view: its page now, its place as soon as that is known."""
        self._at_top = at_top
        page = self.places.page_of(start, max(end, start + 1))
        self._aim = (start, max(end, start + 1))
        if not self._reach_aim() and page not in self.pages.between(*self._view()):
            self.go_to_page(page)

    # Where things are

    def rects(self, page: int, start: int, end: int) -> list[QRectF]:
        """The rectangles of a span on a page, as those of `Places`."""
        return self.places.rects(page, start, end)

    def rects_of(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of a span on all its pages."""
        return self.places.rects_of(start, end)

    def place_at(self, point: QPointF) -> tuple[int, float, float] | None:
        """The page at a place of the viewport, and where on it in points; the nearest page where there is none."""
        if not self.pages.rects:
            return None
        place = point + QPointF(self._scroll())
        page = self.pages.page_at(place.y())
        return page, *self.pages.on_page(page, place)

    def first_offset(self) -> int:
        """The first code point in view, by the lines' heights where they are known."""
        return self.places.first_below(self.page, self._view()[0])

    def last_offset(self) -> int:
        """The last code point on the last page in view."""
        pages = self.pages.between(*self._view())
        span = self.map.page_span(pages[-1]) if pages else None
        return span[1] if span else self.first_offset()

    def to_viewport(self, rect: QRectF) -> QRectF:
        return rect.translated(-QPointF(self._scroll()))

    # Inside

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self.theme.panel))
        if self.message:
            painter.setPen(QColor(self.theme.ink2))
            area = QRectF(self.viewport().rect()).adjusted(40, 40, -40, -40)
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), self.message)
            return
        painter.translate(-self._scroll())
        for page in self.pages.between(*self._view()):
            picture = self.source.picture(page, self._scale(), self._rotation)
            paint_page(painter, page, picture, self.places, self.marks, self.theme, self.selection, self.flash)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # on another screen: pictures of another size
            self._ask()
        return super().event(event)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._ask()
        self._rest.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                bar.setValue(bar.value() + (-bar.pageStep() if back else bar.pageStep()))
            case Qt.Key.Key_Plus:
                self.step_zoom(1)
            case Qt.Key.Key_Minus:
                self.step_zoom(-1)
            case _:
                super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(700, 800)

    def _lay_out(self) -> None:
        """Place the pages anew, what was at the top of the view staying there."""
        top = self._view()[0]
        page = self.pages.page_at(top) if self.pages.rects else 0
        into = (top - self.pages.rects[page].top()) / self.pages.zoom if self.pages.rects else 0.0
        width = float(self.viewport().width())
        if self._fits and self._sizes:
            self._zoom = zoom_to_width(self._sizes, self._rotation, width) / POINT
        self.places.layout = PageLayout(self._sizes, self._zoom * POINT, self._rotation, width)
        view = self.viewport().size()
        for bar, length, step in (
            (self.verticalScrollBar(), self.pages.height, view.height()),
            (self.horizontalScrollBar(), self.pages.width, view.width()),
        ):
            bar.setRange(0, max(0, round(length) - step))
            bar.setPageStep(step)
            bar.setSingleStep(48)
        if page < len(self.pages.rects):
            self.verticalScrollBar().setValue(round(self.pages.rects[page].top() + into * self.pages.zoom))
        side = self.horizontalScrollBar()
        side.setValue(side.maximum() // 2)
        self.zoom_changed.emit(self._zoom, self._fits)
        self._refresh_scroll_marks()
        self._ask()

    def _ask(self) -> None:
        """Ask for the pictures in view and around, and say which page is on top."""
        view = self.pages.between(*self._view())
        if view:
            count = len(self.pages.rects)
            around = [view.start - step for step in range(1, _AHEAD + 1)] + [view.stop + step for step in range(_AHEAD)]
            pages = [*view, *(page for page in around if 0 <= page < count)]
            self.source.want([(page, self._scale(), self._rotation) for page in pages])
            for page in view:
                if page not in self.links:
                    self.links[page] = ()
                    self.source.ask_links(page)
            top = self._view()[0]
            first = view.start
            if self.pages.rects[first].bottom() < top + 40 and first + 1 < view.stop:
                first += 1  # only its foot is in view
            if first != self._page:
                self._page = first
                self.page_changed.emit(first)
        self.viewport().update()

    def _reach_aim(self) -> bool:
        if self._aim is None:
            return True
        rects = self.rects_of(*self._aim)
        if not rects:
            return False
        self._aim = None
        top, bottom = self._view()
        if self._at_top:
            self.verticalScrollBar().setValue(round(rects[0].top()) - 4)
        elif rects[0].top() < top + 8 or rects[0].bottom() > bottom - 24:
            height = self.viewport().height()
            self.verticalScrollBar().setValue(round(rects[0].top() - _ABOVE * height))
        self.rested.emit()
        return True

    def _refresh_scroll_marks(self) -> None:
        bar = self.verticalScrollBar()
        if isinstance(bar, MarkedScrollBar):
            bar.set_marks(scroll_marks(self.places, self.marks, self.theme))

    def _scale(self) -> float:
        return round(self.pages.zoom * self.devicePixelRatioF(), 4)

    def _scroll(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _view(self) -> tuple[float, float]:
        top = float(self.verticalScrollBar().value())
        return top, top + self.viewport().height()

    @Slot(int)
    def _redraw_page(self, _page: int) -> None:
        self.viewport().update()

    @Slot(int)
    def _outlined(self, _page: int) -> None:
        self._reach_aim()
        self.viewport().update()

    @Slot(int, object)
    def _take_links(
        self, page: int, links: tuple[tuple[tuple[float, float, float, float], str, int | None], ...]
    ) -> None:
        self.links[page] = links
