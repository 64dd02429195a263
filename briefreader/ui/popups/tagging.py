"""Tagging at the passage: type a few letters, Enter. `1` to `9` take a recent tag; a note can be written at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Tag
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.popups.frame import Popup
from briefreader.ui.popups.swatches import Swatches
from briefreader.ui.state import State
from briefreader.ui.theme import Theme, dot

_SHOWN = 7
_WIDTH = 310


@dataclass(frozen=True, slots=True)
class Choice:
    """A row: a tag that is there, or a new one by that path; `number` is the key of a recent one, 0 for none."""

    path: str
    colour: str = ""
    number: int = 0
    new: bool = False


class ChoiceDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        return 27

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        choice: Choice = row.item
        self.draw_ground(painter, rect.adjusted(0, 0, 0, -1), option)
        inside = rect.adjusted(9, 0, -10, -1)
        painter.setFont(self.font)
        text = f"New tag “{wording.tag(choice.path)}”" if choice.new else wording.tag(choice.path)
        if not choice.new:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(dot(self.theme, choice.colour)))
            painter.drawRoundedRect(QRect(inside.left(), inside.center().y() - 4, 9, 9), 2, 2)
            inside.setLeft(inside.left() + 16)
        painter.setPen(QColor(self.theme.ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, inside.width() - 20)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if choice.number:
            painter.setPen(QColor(self.theme.ink2))
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(choice.number))


class TagPopup(Popup):
    """`tagged` with the tag's path, the note ("" for none) and the colour ("" for as it is)."""

    tagged = Signal(str, str, str)

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__("Tag the selection", parent)
        self._state = state
        self._present: tuple[str, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Tag, or parent / tag")
        self.field.setAccessibleName("Tag")
        self.list = RowList("Tags")
        self.list.setObjectName("popupList")
        self.list.set_delegate(ChoiceDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.chosen.connect(self._clicked)
        self.swatches = Swatches(state)
        self.note = QLineEdit()
        self.note.setPlaceholderText("Note (optional)")
        self.note.setAccessibleName("Note")
        save = QToolButton()
        save.setObjectName("link")
        save.setText("Tag  ⏎")
        save.setAccessibleName("Tag")
        save.clicked.connect(self._take)
        foot = QHBoxLayout()
        foot.addWidget(self.swatches, 1)
        foot.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self.note)
        layout.addLayout(foot)
        self.setFixedWidth(_WIDTH)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.note.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        state.theme_changed.connect(self.set_theme)
        self.list.selectionModel().currentChanged.connect(self._show_colour)
        self.set_theme(state.theme)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.swatches.set_theme(theme)

    def ask(self, anchor: QRect, present: Sequence[str] = (), note: str = "") -> None:
        """Ask for a tag beside `anchor`; `present` are the tags the passage bears already."""
        self._present = tuple(present)
        self.note.setText(note)
        self.field.clear()
        self._fill()
        self.open_at(anchor, self.field)

    @Slot()
    def _fill(self) -> None:
        typed = wording.tag_path(self.field.text())
        recent = [tag.path for tag in self._state.library.recent_tags()]
        tags = [tag for tag in self._state.tags.values() if tag.path not in self._present]
        offered = choices(tags, recent, typed)
        rows = [
            Row(one.path, _spoken(one), one, tip=wording.tag_tip(self._state.tags.get(one.path))) for one in offered
        ]
        self.list.set_rows(rows)
        self.list.setFixedHeight(max(1, min(_SHOWN, len(rows))) * 27 + 2)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.setCurrentIndex(self.list.rows.index(0))
        self._show_colour()
        if self.isVisible():
            self.settle()

    @Slot()
    def _show_colour(self) -> None:
        choice = self._choice()
        self.swatches.show_colour(choice.colour if choice else "")

    def _choice(self) -> Choice | None:
        row = self.list.rows.row(self.list.currentIndex())
        return row.item if row is not None else None

    @Slot(object)
    def _clicked(self, _row: Row) -> None:
        self._take()

    @Slot()
    def _take(self) -> None:
        choice = self._choice()
        if choice is None:
            return
        note, colour = self.note.text().strip(), self.swatches.colour
        self.dismiss()
        self.tagged.emit(choice.path, note, colour if colour != choice.colour else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if not self.field.text() and event.text().isdigit() and self._take_recent(int(event.text())):
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        count = len(self.list.rows.rows)
        if count:
            self.list.setCurrentIndex(self.list.rows.index((self.list.currentIndex().row() + step) % count))

    def _take_recent(self, number: int) -> bool:
        for index, row in enumerate(self.list.rows.rows):
            if row.item.number == number and number:
                self.list.setCurrentIndex(self.list.rows.index(index))
                self._take()
                return True
        return False


def choices(tags: Sequence[Tag], recent: Sequence[str], typed: str) -> list[Choice]:
    """What is offered for what is typed: recent tags first, those that begin with it before those that have it, and
    a new one unless it is there."""
    known = {tag.path: tag for tag in tags}
    numbers = {path: number for number, path in enumerate(recent, 1)}
    wanted = typed.casefold()
    fitting = [path for path in known if wanted in path.casefold()]
    fitting.sort(key=lambda path: (_rank(path, wanted), numbers.get(path, 99), path.casefold()))
    offered = [Choice(path, known[path].colour, numbers.get(path, 0)) for path in fitting]
    if typed and wanted not in {path.casefold() for path in known}:
        offered.append(Choice(typed, new=True))
    return offered


def _rank(path: str, wanted: str) -> int:
    folded = path.casefold()
    if folded == wanted:
        return 0
    return 1 if any(step.strip().startswith(wanted) for step in folded.split("/")) else 2


def _spoken(choice: Choice) -> str:
    if choice.new:
        return f"New tag {wording.tag(choice.path)}"
    return f"{wording.tag(choice.path)}, {choice.colour}" + (f", key {choice.number}" if choice.number else "")
