"""The tags as the office's own outline: moved by hand and by key, merged, split, coloured, defined, taken elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QDropEvent, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefreader.errors import BriefReaderError
from briefreader.records import Branch, Changes
from briefreader.service.asking import Answer
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.empty import Empty
from briefreader.ui.popups.palette import Entry, Palette
from briefreader.ui.popups.swatches import Swatches
from briefreader.ui.state import State
from briefreader.ui.theme import Theme, dot

_PATH = int(Qt.ItemDataRole.UserRole)
_FILES = "Codebook (*.qdc *.csv)"
_TOP = "At the top"


class Outline(QTreeWidget):
    """`moved` a tag beneath another, "" for the top; `pressed_key` what is ours."""

    moved = Signal(str, str)
    pressed_key = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Outline of tags")
        self.setColumnCount(3)
        self.setHeaderLabels(["Tag", "Passages", "Briefs"])
        self.setObjectName("across")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(14, 14))
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.header()
        head.setAccessibleName("Outline of tags: columns")
        head.setStretchLastSection(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, 90)

    def path(self) -> str:
        item = self.currentItem()
        return item.data(0, _PATH) if item is not None else ""

    def dropEvent(self, event: QDropEvent) -> None:
        """The tree is made anew from what the library says afterwards."""
        target = self.itemAt(event.position().toPoint())
        where = self.dropIndicatorPosition()
        parent = target
        between = (QAbstractItemView.DropIndicatorPosition.AboveItem, QAbstractItemView.DropIndicatorPosition.BelowItem)
        if target is not None and where in between:
            parent = target.parent()
        path, above = self.path(), parent.data(0, _PATH) if parent is not None else ""
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if path and above != path:
            self.moved.emit(path, above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed_key.emit("Enter")
        elif event.key() == Qt.Key.Key_Delete:
            self.pressed_key.emit("Del")
        elif event.key() == Qt.Key.Key_F2:
            self.pressed_key.emit("F2")
        elif event.text() and event.text().upper() in "MGS[]" and not event.modifiers() & others:
            self.pressed_key.emit(event.text().upper())
        else:
            super().keyPressEvent(event)


class TagsPage(QWidget):
    """`passages_wanted` with a tag whose passages are to be shown; `split_wanted` with one that is to be split."""

    opened = Signal(str, int, int)
    passages_wanted = Signal(str)

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        super().__init__()
        self._state, self._bridge, self._questions = state, bridge, questions
        self._question = 0
        self._chosen = ""
        self._branches: dict[str, Branch] = {}
        self._closed: set[str] = set()
        self.tree = Outline()
        self.tree.currentItemChanged.connect(self._tell)
        self.tree.moved.connect(self.move_tag)
        self.tree.pressed_key.connect(self._key)
        self.tree.itemDoubleClicked.connect(lambda *_: self._key("Enter"))
        self.tree.itemCollapsed.connect(lambda item: self._closed.add(item.data(0, _PATH)))
        self.tree.itemExpanded.connect(lambda item: self._closed.discard(item.data(0, _PATH)))
        self._empty = Empty("No tags yet", "Select words in a brief and press T, or take over a codebook.")
        self._count = QLabel()
        self._count.setObjectName("searchSummary")
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 6, 14, 6)
        bar.setSpacing(8)
        bar.addWidget(self._count)
        bar.addStretch(1)
        for text, name, slot in (
            ("Take over…", "Take over the tags of a codebook", self.read_file),
            ("Save…", "Save the tags as a codebook", self.write_file),
        ):
            bar.addWidget(_button(text, name, slot))
        middle = QWidget()
        middle.setObjectName("paper")
        middle.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.tree, 1)
        column.addWidget(self._empty, 1)
        self.zones = QSplitter(Qt.Orientation.Horizontal)
        self.zones.setHandleWidth(1)
        self.zones.addWidget(middle)
        self.zones.addWidget(self._make_form())
        self.zones.setStretchFactor(0, 1)
        self.zones.setSizes([900, 380])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.zones)
        self.parent_popup = Palette(state, self, "Beneath which tag?")
        self.parent_popup.command_wanted.connect(lambda path: self.move_tag(self._chosen, "" if path == _TOP else path))
        self.merge_popup = Palette(state, self, "Merge into which tag?")
        self.merge_popup.command_wanted.connect(self._merge)
        bridge.answered.connect(self._answered)
        state.changed.connect(self._changed)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)

    def _make_form(self) -> QWidget:
        self.name = QLineEdit()
        self.name.setAccessibleName("Name of the tag")
        self.name.returnPressed.connect(self.save)
        self.definition = QPlainTextEdit()
        self.definition.setAccessibleName("What the tag means")
        self.definition.setPlaceholderText("What it means, and what it does not")
        self.definition.setTabChangesFocus(True)
        self.definition.setMaximumHeight(150)
        self.swatches = Swatches(self._state)
        self.swatches.picked.connect(self._recolour)
        self._about = QLabel()
        self._about.setObjectName("quiet")
        self._about.setWordWrap(True)
        form = QWidget()
        form.setObjectName("sidePanel")
        form.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(form)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for text, widget in (("Name", self.name), ("Meaning", self.definition), ("Colour", self.swatches)):
            label = QLabel(text)
            label.setObjectName("sectionTitle")
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget)
        column.addWidget(self._about)
        save = _button("Save", "Save name and meaning", self.save)
        save.setProperty("primary", True)
        column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(10)
        self._deeds: list[QPushButton] = []
        for text, key, name, slot in (
            ("Show its passages", "Enter", "Show the passages that bear it", lambda: self._key("Enter")),
            ("Move beneath…", "M", "Move it with those beneath it", self.ask_parent),
            ("Out one step", "[", "Move it out of the tag above", lambda: self._shift(-1)),
            ("In one step", "]", "Move it beneath the tag before it", lambda: self._shift(1)),
            ("Merge into…", "G", "Merge it into another tag", self.ask_merge),
            ("Split…", "S", "Give some of its passages another tag", lambda: self._key("S")),
            ("Delete with all beneath", "Del", "Delete it and the tags beneath it", self.remove),
        ):
            button = _button(f"{text}   {key}", f"{name} ({key})", slot)
            button.setObjectName("link")
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._deeds.append(button)
        column.addStretch(1)
        self._form = form
        return form

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.swatches.set_theme(theme)
        self._fill(list(self._branches.values()))

    # For the window

    def come(self) -> None:
        self.ask()
        self.tree.setFocus()

    @property
    def focus_target(self) -> QWidget:
        return self.tree

    def holders(self) -> Sequence[QWidget]:
        return [self.tree, self.name]

    def step(self, step: int) -> None:
        item = (
            self.tree.itemBelow(self.tree.currentItem()) if step > 0 else self.tree.itemAbove(self.tree.currentItem())
        )
        if item is not None:
            self.tree.setCurrentItem(item)

    def step_open(self, step: int) -> None:
        self.step(step)

    def ask(self) -> None:
        self._question = self._bridge.ask("outline", limit=100_000)

    @Slot(int, object)
    def _answered(self, number: int, answer: Answer) -> None:
        if number == self._question:
            self._question = 0
            self._fill(list(answer.rows))

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.tags or changes.passages or changes.briefs or changes.everything):
            self.ask()

    def _fill(self, branches: list[Branch]) -> None:
        chosen, had_focus = self._chosen, self.tree.hasFocus()
        self._branches = {branch.path: branch for branch in branches}
        self.tree.blockSignals(True)
        self.tree.clear()
        items: dict[str, QTreeWidgetItem] = {}
        for branch in branches:
            steps = branch.path.split("/")
            above = items.get("/".join(steps[:-1]).casefold())
            item = QTreeWidgetItem(above) if above is not None else QTreeWidgetItem(self.tree)
            items[branch.path.casefold()] = item
            self._show(item, branch)
        for path, item in items.items():
            item.setExpanded(path not in {closed.casefold() for closed in self._closed})
        self.tree.blockSignals(False)
        self.tree.setVisible(bool(branches))
        self._empty.setVisible(not branches)
        self._count.setText(wording.count(len(branches), "tag"))
        there = items.get(chosen.casefold()) or self.tree.topLevelItem(0)
        if there is not None:
            self.tree.setCurrentItem(there)
        self._tell()
        if had_focus:
            self.tree.setFocus()

    def _show(self, item: QTreeWidgetItem, branch: Branch) -> None:
        name = branch.path.split("/")[-1]
        item.setText(0, name)
        item.setData(0, _PATH, branch.path)
        item.setText(1, f"{branch.passages:,}" if branch.passages else "")
        item.setText(2, f"{branch.briefs:,}" if branch.briefs else "")
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if branch.tag is not None:
            item.setIcon(0, _spot(dot(self._state.theme, branch.tag.colour)))
            item.setToolTip(0, branch.tag.definition)
        colour = f", {branch.tag.colour}" if branch.tag is not None else ""
        said = f"{wording.tag(branch.path)}{colour}, {wording.count(branch.passages, 'passage')}"
        item.setData(0, int(Qt.ItemDataRole.AccessibleTextRole), said)

    @Slot()
    def _tell(self, *_: object) -> None:
        path = self.tree.path()
        branch = self._branches.get(path)
        self._form.setEnabled(branch is not None)
        if branch is None:
            return
        same, self._chosen = path == self._chosen, path
        if not same or not self.name.isModified():
            self.name.setText(path.split("/")[-1])
        definition = branch.tag.definition if branch.tag is not None else ""
        if not same or not self.definition.document().isModified():
            self.definition.setPlainText(definition)
            self.definition.document().setModified(False)
        self.swatches.show_colour(branch.tag.colour if branch.tag is not None else "")
        for widget in (self.definition, self.swatches):
            widget.setEnabled(branch.tag is not None)
        own = branch.tag.passages if branch.tag is not None else 0
        beneath = f", {own:,} of them its own" if own != branch.passages else ""
        briefs = f" On {wording.count(branch.briefs, 'whole brief')}." if branch.briefs else ""
        self._about.setText(f"{wording.tag(path)}: {wording.count(branch.passages, 'passage')}{beneath}.{briefs}")

    # What is done

    @Slot(str)
    def _key(self, key: str) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "M": self.ask_parent, "G": self.ask_merge, "Del": self.remove, "F2": self._to_name,
            "[": lambda: self._shift(-1), "]": lambda: self._shift(1),
            "Enter": lambda: self.passages_wanted.emit(self._chosen), "S": self._split,
        }  # fmt: skip
        if self._chosen:
            deeds[key]()

    def _to_name(self) -> None:
        self.name.setFocus()
        self.name.selectAll()

    def save(self) -> None:
        """Name and meaning."""
        branch, library = self._branches.get(self._chosen), self._state.library
        name = wording.tag_path(self.name.text())
        if branch is None or not name:
            return
        self.name.setModified(False)
        above = "/".join(branch.path.split("/")[:-1])
        path = f"{above}/{name}" if above else name
        if branch.tag is not None and self.definition.document().isModified():
            self.definition.document().setModified(False)
            self._state.do(library.define_tag, branch.path, self.definition.toPlainText().strip())
        if path != branch.path and self._state.do(library.rename_tag, branch.path, path) is not None:
            self._chosen = path
            self._state.say(f"{wording.tag(branch.path)} is now {wording.tag(path)}. Ctrl+Z takes it back.")
            self.ask()
        self.tree.setFocus()

    @Slot(str)
    def _recolour(self, colour: str) -> None:
        branch = self._branches.get(self._chosen)
        if branch is not None and branch.tag is not None and colour != branch.tag.colour:
            self._state.do(self._state.library.recolour_tag, branch.path, colour)

    @Slot(str, str)
    def move_tag(self, path: str, parent: str) -> None:
        name = path.split("/")[-1]
        now = f"{parent}/{name}" if parent else name
        if path and now != path and self._state.do(self._state.library.codebook.move, path, parent) is not None:
            self._chosen = now
            self._state.say(f"{wording.tag(path)} is now {wording.tag(now)}. Ctrl+Z takes it back.")
            self.ask()

    def _shift(self, step: int) -> None:
        """Out of the tag above (-1), or beneath the one before it on the same step."""
        item = self.tree.currentItem()
        if item is None:
            return
        if step < 0 and item.parent() is not None:
            higher = item.parent().parent()
            self.move_tag(self._chosen, higher.data(0, _PATH) if higher is not None else "")
        elif step > 0:
            above = item.parent() or self.tree.invisibleRootItem()
            number = above.indexOfChild(item)
            if number > 0:
                self.move_tag(self._chosen, above.child(number - 1).data(0, _PATH))

    def ask_parent(self) -> None:
        entries = [Entry(_TOP, "", command=_TOP), *self._others(self._chosen, within=False)]
        self.parent_popup.ask(entries)

    def ask_merge(self) -> None:
        self.merge_popup.ask(self._others(self._chosen, within=False))

    def _others(self, path: str, *, within: bool) -> list[Entry]:
        """The tags but this one, and those beneath it."""
        inside = (path.casefold(), path.casefold() + "/")
        return [
            Entry(wording.tag(branch.path), f"{branch.passages:,}", command=branch.path)
            for branch in self._branches.values()
            if within or not (branch.path.casefold() == inside[0] or branch.path.casefold().startswith(inside[1]))
        ]

    @Slot(str)
    def _merge(self, into: str) -> None:
        path = self._chosen
        if self._state.do(self._state.library.codebook.merge, path, into) is not None:
            self._chosen = into
            self._state.say(f"{wording.tag(path)} went into {wording.tag(into)}. Ctrl+Z takes it back.")
            self.ask()

    def _split(self) -> None:
        """Its passages are shown: those selected there get the other tag."""
        self.passages_wanted.emit(self._chosen)
        self._state.say("Select the passages, then “Split off…” gives them another tag in place of this one.")

    def remove(self) -> None:
        path = self._chosen
        if path and self._state.do(self._state.library.codebook.remove_branch, path) is not None:
            self._chosen = ""
            self._state.say(
                f"{wording.tag(path)} and all beneath it is gone; the passages stay. Ctrl+Z brings it back."
            )
            self.ask()

    # Files

    def write_file(self) -> None:
        path = self._questions.save_file("Save the tags", "codebook.qdc", _FILES)
        if path is None:
            return
        try:
            written, count = self._state.library.codebook.write(path)
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        self._state.say(f"{wording.count(count, 'tag')} saved to {written.name}.")

    def read_file(self) -> None:
        path = self._questions.open_file("Take over the tags of a codebook", _FILES)
        if path is None:
            return
        try:
            report = self._state.library.codebook.read(path)
        except BriefReaderError as error:
            self._state.say(str(error))
            return
        self._state.broadcast(report.changes)
        self.ask()
        described = f", {report.described:,} given a meaning" if report.described else ""
        self._state.say(f"{wording.count(report.new, 'new tag')}{described}, {report.unchanged:,} known already.")


def _button(text: str, name: str, slot: Callable[[], object]) -> QPushButton:
    made = QPushButton(text)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.clicked.connect(lambda _checked=False: slot())
    return made


def _spot(colour: str) -> QIcon:
    pixmap = QPixmap(28, 28)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRect(4, 4, 20, 20), 4, 4)
    painter.end()
    return QIcon(pixmap)
