"""People, bodies, places and the rest, by type, with how often they are named; choosing one steps through it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Entity, FoundMention
from briefreader.text.doubt import DOUBTFUL, name_sureness
from briefreader.text.findings import ENTITY_TYPES
from briefreader.ui import wording
from briefreader.ui.icons import icon
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList, right_edge
from briefreader.ui.reader.strokes import underline
from briefreader.ui.reading import Reading
from briefreader.ui.state import State
from briefreader.ui.theme import LINE_STYLES, Theme


class NameDelegate(RowDelegate):
    """A name is underlined here as it is in the text."""

    def height(self, row: Row, width: int) -> int:
        return 28

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        entity: Entity = row.item
        ground = rect.adjusted(8, 0, 0, -1)
        ground.setRight(right_edge(rect, option, 8))
        self.draw_ground(painter, ground, option)
        inside = ground.adjusted(8, 0, -8, 0)
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.ink))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(entity.name, Qt.TextElideMode.ElideRight, inside.width() - 52)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        base = inside.center().y() + metrics.ascent() / 2 + 1.5
        width = metrics.horizontalAdvance(name)
        colour = QColor(self.theme.names[entity.type])
        underline(painter, LINE_STYLES[entity.type], colour, inside.left(), inside.left() + width, base)
        painter.setPen(QColor(self.theme.ink2))
        painter.setFont(self.small)
        painter.drawText(
            inside,
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            f"{'?  ' if is_doubtful(entity) else ''}{len(entity.mentions):,}",
        )


class NamesPanel(QWidget):
    """`menu_wanted` asks for what can be said of a name."""

    counted = Signal(int)
    menu_wanted = Signal(object, QPoint)  # Entity, place on the screen

    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._entities: list[Entity] = []
        self._at: int | None = None
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Filter names")
        self.filter.setAccessibleName("Filter names")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._fill)
        self.list = RowList("People and places")
        self.list.set_delegate(NameDelegate(self.list))
        self.list.chosen.connect(self._choose)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self._empty = Empty("No names yet", "Names appear here when the brief has been analysed.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(4)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.filter)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        self._stepper = self._make_stepper()
        layout.addWidget(self._stepper)
        reading.mentions_changed.connect(self._show)
        reading.entity_chosen.connect(self._chosen_elsewhere)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)
        self._show([])

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self._back.setIcon(icon("up", theme.ink2))
        self._next.setIcon(icon("down", theme.ink2))

    def _make_stepper(self) -> QWidget:
        bar = QWidget()
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(16, 6, 10, 8)
        self._stepping = QLabel()
        self._stepping.setObjectName("quiet")
        self._back, self._next = QToolButton(), QToolButton()
        for button, name in ((self._back, "Mention before"), (self._next, "Next mention")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._back.clicked.connect(self._step_back)
        self._next.clicked.connect(self._step_on)
        layout.addWidget(self._stepping, 1)
        layout.addWidget(self._back)
        layout.addWidget(self._next)
        bar.hide()
        return bar

    @Slot(object)
    def _show(self, mentions: list[FoundMention]) -> None:
        self._entities = grouped(mentions)
        self._fill()
        self._empty.setVisible(not mentions)
        self.list.setVisible(bool(mentions))
        self.filter.setVisible(bool(mentions))
        self.counted.emit(len(self._entities))

    @Slot()
    def _fill(self) -> None:
        self.list.set_rows(as_rows(self._entities, self.filter.text()))

    @Slot(object)
    def _choose(self, row: Row) -> None:
        entity: Entity = row.item
        same = self._reading.entity is not None and _key(self._reading.entity) == row.key
        at = self._at if same else None
        self._reading.choose_entity(entity)
        first = None if same else entity.mentions[0].mention.start - 1
        self._go(entity, 1, at if at is not None else first)

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        row = self.list.rows.row(index if index.isValid() else self.list.currentIndex())
        if row is not None and not row.heading:
            self.menu_wanted.emit(row.item, self.list.viewport().mapToGlobal(where))

    @Slot()
    def _step_on(self) -> None:
        self.step(1)

    @Slot()
    def _step_back(self) -> None:
        self.step(-1)

    def step(self, step: int) -> None:
        if self._reading.entity is not None:
            self._go(self._reading.entity, step, self._at)

    def _go(self, entity: Entity, step: int, at: int | None) -> None:
        found = self._reading.step_mention(entity, step, at)
        self._at = found.mention.start
        self._tell(entity)

    @Slot(object)
    def _chosen_elsewhere(self, entity: Entity | None) -> None:
        self._at = None
        self._stepper.setVisible(entity is not None)
        self.list.choose(_key(entity) if entity else "")
        if entity is not None:
            self._tell(entity)

    def _tell(self, entity: Entity) -> None:
        starts = [found.mention.start for found in entity.mentions]
        number = f"{starts.index(self._at) + 1} of " if self._at in starts else ""
        self._stepping.setText(f"{entity.name}: {number}{wording.count(len(starts), 'mention')}")


def grouped(mentions: list[FoundMention]) -> list[Entity]:
    """The entities of `mentions`, by type, the most named first."""
    found: dict[tuple[str, str], list[FoundMention]] = {}
    for mention in mentions:
        found.setdefault((mention.mention.type, mention.mention.name), []).append(mention)
    entities = [Entity(name, same[0].mention.type, tuple(same)) for (_, name), same in found.items()]
    entities.sort(key=lambda e: (ENTITY_TYPES.index(e.type), -len(e.mentions), e.name.casefold()))
    return entities


def as_rows(entities: list[Entity], words: str = "") -> list[Row]:
    """Entities beneath their types, those only that have all `words` in their name or in what they are called."""
    wanted = words.casefold().split()
    rows: list[Row] = []
    for type_ in ENTITY_TYPES:
        kept = [entity for entity in entities if entity.type == type_ and _has(entity, wanted)]
        if kept:
            plural = wording.TYPES[type_][1]
            rows.append(Row(f"type:{type_}", plural, len(kept), heading=True))
            rows.extend(
                Row(_key(e), _spoken(e), e, tip="Doubtful: C puts it right, Y says it is" if is_doubtful(e) else "")
                for e in kept
            )
    return rows


def is_doubtful(entity: Entity) -> bool:
    """Whether not one of its mentions is sure."""
    if entity.type in ("date", "money"):
        return False
    return all(name_sureness(found.mention) < DOUBTFUL for found in entity.mentions)


def _spoken(entity: Entity) -> str:
    doubt = ", doubtful" if is_doubtful(entity) else ""
    return f"{entity.name}, {wording.TYPES[entity.type][0]}, {wording.count(len(entity.mentions), 'mention')}{doubt}"


def _has(entity: Entity, wanted: list[str]) -> bool:
    if not wanted:
        return True
    names = {entity.name.casefold(), *(found.mention.text.casefold() for found in entity.mentions)}
    return any(all(word in name for word in wanted) for name in names)


def _key(entity: Entity) -> str:
    return f"{entity.type}:{entity.name}"
