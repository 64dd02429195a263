"""The boxes beside an answer: who, what and when its briefs are about, each with its count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Choice, Facet, FacetField, FacetValue, SearchResult
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.search.dates import DateBars
from briefreader.ui.search.enquiry import Enquiry
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

SHOWN = 3  # boxes of a field that is not unfolded
_ROW = 25
_HEADING = 30
NAMES: Mapping[FacetField, str] = MappingProxyType(
    {
        "speaker": "Speaker",
        "person": "Person",
        "org": "Organisation",
        "country": "Country",
        "tag": "Tag",
        "kind": "Kind",
        "path": "Folder",
        "date": "Date",
    }
)


@dataclass(frozen=True, slots=True)
class Box:
    """A row: a box to tick, or (with `value` None) the offer of `more` boxes; `folds` them away again."""

    field: FacetField
    value: FacetValue | None
    ticked: bool = False
    more: int = 0
    folds: bool = False


class BoxDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        return _ROW

    def heading_height(self, row: Row) -> int:
        return _HEADING

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        box: Box = row.item
        self.draw_ground(painter, rect.adjusted(6, 1, -6, -1), option)
        inside = rect.adjusted(16, 0, -16, 0)
        painter.setFont(self.font)
        if box.value is None:
            painter.setPen(QColor(self.theme.accent))
            painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.text)
            return
        self._draw_tick(painter, QRectF(inside.left() + 0.5, inside.center().y() - 6, 13, 13), box.ticked)
        count = f"{box.value.count:,}"
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        metrics = painter.fontMetrics()
        inside.adjust(22, 0, -metrics.horizontalAdvance(count) - 8, 0)
        painter.setPen(QColor(self.theme.ink))
        shown = metrics.elidedText(label(box.field, box.value), Qt.TextElideMode.ElideMiddle, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_tick(self, painter: QPainter, box: QRectF, ticked: bool) -> None:
        painter.setPen(QPen(QColor(self.theme.accent if ticked else self.theme.ink3), 1))
        painter.setBrush(QColor(self.theme.accent if ticked else self.theme.raised))
        painter.drawRoundedRect(box, 3.5, 3.5)
        if ticked:
            painter.setPen(QPen(QColor(self.theme.accent_text), 1.7))
            left, top = box.left(), box.top()
            painter.drawPolyline(
                [QPointF(left + 3, top + 7), QPointF(left + 5.6, top + 9.6), QPointF(left + 10.2, top + 3.8)]
            )


class FacetPanel(QWidget):
    """Ticks go to the `Enquiry`; what it answers is shown here."""

    def __init__(self, state: State, enquiry: Enquiry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("libraryPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._enquiry = enquiry
        self._unfolded: set[FacetField] = set()
        self._chosen = QLabel()
        self._chosen.setObjectName("quiet")
        self._clear = QToolButton()
        self._clear.setObjectName("link")
        self._clear.setText("Clear all")
        self._clear.setAccessibleName("Take away all ticks")
        self._clear.clicked.connect(enquiry.clear_choices)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(16, 8, 16, 0)
        head.addWidget(self._chosen, 1)
        head.addWidget(self._clear)
        self.list = RowList("Narrow the answer")
        self.list.set_delegate(BoxDelegate(self.list))
        self.list.chosen.connect(self._tick)
        self.dates = DateBars()
        self.dates.ticked.connect(self._tick_date)
        self._date_title = QLabel(NAMES["date"])
        self._date_title.setObjectName("sectionTitle")
        self._date_title.setContentsMargins(16, 8, 16, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 10)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.list, 1)
        layout.addWidget(self._date_title)
        layout.addWidget(self.dates)
        layout.addStretch(0)
        enquiry.answered.connect(self.show_result)
        enquiry.renewed.connect(self.show_result)
        enquiry.ended.connect(self._unfolded.clear)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)
        self._show_boxes((), ())

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.dates.set_theme(theme)

    @Slot(object)
    def show_result(self, result: SearchResult) -> None:
        self._show_boxes(result.facets, self._enquiry.choices)

    def _show_boxes(self, facets: Sequence[Facet], choices: Sequence[Choice]) -> None:
        current = self.list.rows.row(self.list.currentIndex())
        self.list.set_rows(rows(facets, choices, self._unfolded))
        if current is not None:
            self.list.choose(current.key)
        height = sum(_HEADING if row.heading else _ROW for row in self.list.rows.rows)
        self.list.setMaximumHeight(height + 2)
        self._chosen.setText(f"{len(choices)} ticked" if choices else "")
        self._head.setVisible(bool(choices))
        dates = next((facet.values for facet in facets if facet.field == "date"), ())
        chosen = frozenset(choice.value for choice in choices if choice.field == "date")
        missing = [FacetValue(one, wording.day(one), 0) for one in sorted(chosen - {value.value for value in dates})]
        self.dates.show_values(sorted((*dates, *missing), key=lambda one: one.value), chosen)
        self.dates.setVisible(bool(dates or missing))
        self._date_title.setVisible(bool(dates or missing))

    @Slot(object)
    def _tick(self, row: Row) -> None:
        box: Box = row.item
        if box.value is not None:
            self._enquiry.tick(box.field, box.value.value)
            return
        self._unfolded ^= {box.field}
        if self._enquiry.result is not None:
            self.show_result(self._enquiry.result)

    @Slot(str)
    def _tick_date(self, value: str) -> None:
        self._enquiry.tick("date", value)


def rows(facets: Sequence[Facet], choices: Sequence[Choice], unfolded: set[FacetField]) -> list[Row]:
    """A heading for each field and its boxes beneath it: the first few, all when unfolded, ticked ones always."""
    made: list[Row] = []
    for field in NAMES:
        if field == "date":
            continue
        facet = next((one for one in facets if one.field == field), Facet(field, ()))
        ticked = {choice.value for choice in choices if choice.field == field}
        values = [*facet.values, *(FacetValue(one, one, 0) for one in sorted(ticked - {v.value for v in facet.values}))]
        if not values:
            continue
        made.append(Row(f"heading:{field}", NAMES[field], heading=True))
        shown = values if field in unfolded else [v for n, v in enumerate(values) if n < SHOWN or v.value in ticked]
        for value in shown:
            made.append(_row(field, value, value.value in ticked))
        hidden = len(values) - len(shown)
        if hidden:
            made.append(_offer(field, f"{hidden + facet.more} more…", Box(field, None, more=hidden + facet.more)))
        elif field in unfolded and len(values) > SHOWN:
            rest = f", and {facet.more:,} rarer" if facet.more else ""
            made.append(_offer(field, f"Fewer{rest}", Box(field, None, folds=True)))
    return made


def label(field: FacetField, value: FacetValue) -> str:
    if field == "tag":
        return wording.tag(value.label)
    if field == "kind":
        return wording.form(value.value) or value.label
    return wording.speaker_name(value.label) if field == "speaker" else value.label


def _row(field: FacetField, value: FacetValue, ticked: bool) -> Row:
    name = label(field, value)
    spoken = f"{NAMES[field]} {name}, {wording.count(value.count, 'brief')}{', ticked' if ticked else ''}"
    return Row(
        f"{field}:{value.value}", spoken, Box(field, value, ticked), tip=value.value if field == "path" else name
    )


def _offer(field: FacetField, text: str, box: Box) -> Row:
    return Row(f"{field}:more:", text, box)
