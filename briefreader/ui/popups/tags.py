"""The user's tags: choose one, give it another name (its path: so it also moves), a colour, and say what it means."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefreader.records import Changes, Tag
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.popups.frame import Popup
from briefreader.ui.popups.swatches import Swatches
from briefreader.ui.state import State
from briefreader.ui.theme import Theme, dot

_SHOWN = 7
_ROW = 27
_WIDTH = 340


class TagDelegate(RowDelegate):
    """A tag's colour, its name, and how many passages bear it."""

    def height(self, row: Row, width: int) -> int:
        return _ROW

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        tag: Tag = row.item
        self.draw_ground(painter, rect.adjusted(0, 0, 0, -1), option)
        inside = rect.adjusted(9, 0, -10, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(dot(self.theme, tag.colour)))
        painter.drawRoundedRect(QRect(inside.left(), inside.center().y() - 4, 9, 9), 2, 2)
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{tag.passages:,}")
        painter.setPen(QColor(self.theme.ink))
        words = inside.adjusted(18, 0, -40, 0)
        shown = painter.fontMetrics().elidedText(wording.tag(tag.path), Qt.TextElideMode.ElideMiddle, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class TagsPopup(Popup):
    """Name and meaning are kept by Enter or Save, a colour at once; each change is one step of undo."""

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__("Tags", parent)
        self._state = state
        self._chosen = ""  # id
        self._shown = ""  # id of the tag in the fields
        title = QLabel("Tags")
        title.setObjectName("popupTitle")
        self._none = QLabel("There are no tags yet. Select words in a brief and press T.")
        self._none.setObjectName("quiet")
        self._none.setWordWrap(True)
        self.list = RowList("Tags")
        self.list.setObjectName("popupList")
        self.list.set_delegate(TagDelegate(self.list))
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.name, self.definition = QLineEdit(), QLineEdit()
        self.name.setAccessibleName("Name of the tag")
        self.name.setPlaceholderText("Name, or parent / name")
        self.definition.setAccessibleName("What the tag means")
        self.definition.setPlaceholderText("What it means: a tooltip")
        self.name.returnPressed.connect(self._save)
        self.definition.returnPressed.connect(self._save)
        self.list.chosen.connect(self._to_name)
        self.swatches = Swatches(state)
        self.swatches.picked.connect(self._recolour)
        self.undo = QPushButton()
        self.undo.setObjectName("link")
        self.undo.setAccessibleName("Undo")
        self.undo.clicked.connect(state.undo)
        self.save = QPushButton("Save")
        self.save.setProperty("primary", True)
        self.save.clicked.connect(self._save)
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 6, 0, 0)
        form.setSpacing(6)
        for text, widget in (("Name", self.name), ("Meaning", self.definition), ("Colour", self.swatches)):
            form.addLayout(_named(text, widget))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(self.save)
        form.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        for widget in (title, self._none, self.list, self._form):
            layout.addWidget(widget)
        self.setFixedWidth(_WIDTH)
        state.theme_changed.connect(self.set_theme)
        state.changed.connect(self._changed)
        state.undoable.connect(self._name_undo)
        self.set_theme(state.theme)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self.swatches.set_theme(theme)

    def ask(self, anchor: QRect, path: str = "") -> None:
        """Show the tags beside `anchor`, the one at `path` chosen."""
        tag = self._state.tags.get(path)
        self._shown = ""
        self._chosen = tag.id if tag else ""
        self._fill()
        self._state.tell_undo()
        self.open_at(anchor, self.name if tag else self.list)

    def _fill(self) -> None:
        tags = sorted(self._state.library.tags(), key=lambda tag: tag.path.casefold())
        self._none.setVisible(not tags)
        for widget in (self.list, self._form):
            widget.setVisible(bool(tags))
        self.list.set_rows([Row(tag.id, _spoken(tag), tag, tip=tag.definition) for tag in tags])
        self.list.setFixedHeight(max(1, min(_SHOWN, len(tags))) * _ROW + 2)
        if tags:
            known = {tag.id for tag in tags}
            self.list.choose(self._chosen if self._chosen in known else tags[0].id)
        self._show_tag()

    def _tag(self) -> Tag | None:
        row = self.list.rows.row(self.list.currentIndex())
        return row.item if row is not None else None

    @Slot()
    def _current_changed(self) -> None:
        tag = self._tag()
        if tag is not None and tag.id != self._chosen:
            self._show_tag()

    def _show_tag(self) -> None:
        tag = self._tag()
        if tag is None:
            return
        same, self._chosen = tag.id == self._shown, tag.id
        self._shown = tag.id
        for field, text in ((self.name, wording.tag(tag.path)), (self.definition, tag.definition)):
            if not same or not field.isModified():  # what is being typed stays when something else has changed
                field.setText(text)
        self.swatches.show_colour(tag.colour)

    @Slot(object)
    def _to_name(self, _row: Row) -> None:
        self.name.setFocus()
        self.name.selectAll()

    @Slot(str)
    def _recolour(self, colour: str) -> None:
        tag = self._tag()
        if tag is not None and colour != tag.colour:
            self._state.do(self._state.library.recolour_tag, tag.path, colour)

    @Slot()
    def _save(self) -> None:
        tag = self._tag()
        if tag is None:
            return
        path = wording.tag_path(self.name.text())
        definition = self.definition.text().strip()
        self.name.setModified(False)
        if path and path != tag.path:
            if self._state.do(self._state.library.rename_tag, tag.path, path) is None:
                self.name.setModified(True)
                self.name.setFocus()
                return
            self._state.say(f"{wording.tag(tag.path)} is now {wording.tag(path)}.")
        self.definition.setModified(False)
        if definition != tag.definition:
            self._state.do(self._state.library.define_tag, path or tag.path, definition)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.tags or changes.passages or changes.everything):
            self._fill()

    @Slot(str, str)
    def _name_undo(self, undo: str, _redo: str) -> None:
        self.undo.setVisible(bool(undo))
        self.undo.setText(self.fontMetrics().elidedText(f"Undo: {undo}", Qt.TextElideMode.ElideRight, 200))
        self.undo.setAccessibleName(f"Undo: {undo}")
        self.undo.setToolTip(f"Undo: {undo}")


def _named(text: str, widget: QWidget) -> QHBoxLayout:
    label = QLabel(text)
    label.setObjectName("quiet")
    label.setFixedWidth(58)
    label.setBuddy(widget)
    row = QHBoxLayout()
    row.setSpacing(6)
    row.addWidget(label)
    row.addWidget(widget, 1)
    return row


def _spoken(tag: Tag) -> str:
    meaning = f", {tag.definition}" if tag.definition else ""
    return f"{wording.tag(tag.path)}, {tag.colour}, {wording.count(tag.passages, 'passage')}{meaning}"
