"""The page being composed: cover and statements typed in place, the other blocks as they begin; on white paper."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from briefreader.service.drafting import Composed, Glimpse
from briefreader.text.draft import BlockName, Draft, SourceMark, Statement
from briefreader.ui.summary.statement import StatementEdit
from briefreader.ui.summary.statements import NAMES, StatementList
from briefreader.ui.theme import LIGHT, interface_font

_WIDTH = 640
_EDGE = 56
_ASIDE = 16
_COVER = 5  # rows of the page above its blocks
_FIELDS = (
    ("audience", "For", "whom"), ("date", "", "date (today)"), ("author", "prepared by", "whom"),
    ("status", "", "status"), ("deadline", "due", "when"),
)  # fmt: skip
FIELD: Mapping[BlockName, str] = {
    "bottom_line": "bottom_line", "key_points": "points", "questions": "questions", "open_points": "open_points",
}  # fmt: skip
_HEADING = re.compile(r"<(/?)h([2-6])>")
_STYLE = """
QFrame#paper {{ background: #FFFFFF; border: 1px solid {line}; }}
QFrame#paper QWidget {{ background: transparent; color: {ink}; }}
QFrame#paper QLineEdit {{ border: none; border-bottom: 1px solid transparent; padding: 1px 0; color: {ink}; }}
QFrame#paper QLineEdit:focus {{ border-bottom: 1px solid {accent}; }}
QFrame#paper QTextEdit#title {{ font-weight: 700; }}
QFrame#paper QLineEdit#soft, QFrame#paper QLabel#soft {{ color: {ink2}; }}
QFrame#paper QLineEdit#question {{ font-weight: 600; }}
QFrame#paper QLineEdit#marking {{ color: #8A1F1B; font-weight: 700; }}
QFrame#paper QLabel#heading {{ color: {accent}; font-weight: 700; }}
QFrame#paper QLabel#number {{ color: {ink}; padding-top: 2px; }}
QFrame#paper QTextEdit {{ border: 1px solid transparent; border-radius: 3px; color: {ink};
    selection-background-color: {accent}; selection-color: #FFFFFF; }}
QFrame#paper QTextEdit:focus {{ border: 1px solid {accent}; }}
QFrame#paper QTextEdit[flagged="true"] {{ background: #FDEBE9; }}
"""


class Sheet(QScrollArea):
    """`edited` gives the field of the draft that was changed; what it holds is asked by `values`."""

    edited = Signal(str)
    cite_wanted = Signal()
    entered = Signal(str, int)  # block, which statement
    undoing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("The summary being composed")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setObjectName("sheet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scale = 1.0
        self._waiting: list[str] = []  # blocks whose beginning is still to be set
        self._glimpses: Mapping[str, Glimpse] = {}
        self._shown_html: dict[str, str] = {}
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._set_next)
        self.last: tuple[BlockName, int] = ("bottom_line", 0)
        self._make()
        self.set_scale(1.0)

    def _make(self) -> None:
        self.paper = QFrame()
        self.paper.setObjectName("paper")
        self._column = QVBoxLayout(self.paper)
        self._column.setSpacing(4)
        self.marking = self._field("marking", "", "No marking; asked again before each export")
        self.marking.setObjectName("marking")
        self.marking.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.marking.setAccessibleName("Marking")
        self.title = StatementEdit("Title", "Title")
        self.title.setObjectName("title")
        self.title.changed.connect(lambda: self.edited.emit("title"))
        self.title.undoing.connect(self.undoing)
        self.title.another.connect(self.focusNextChild)
        self.title.left.connect(lambda step: self.focusNextChild() if step > 0 else None)
        self._column.addWidget(self.marking)
        self._column.addSpacing(10)
        self._column.addWidget(self.title)
        self.fields = {"marking": self.marking}
        lines = [QHBoxLayout(), QHBoxLayout()]
        for name, word, hint in _FIELDS:
            line = lines[name not in ("audience", "date")]
            line.setSpacing(3)
            if word:
                label = QLabel(word)
                label.setObjectName("soft")
                line.addWidget(label)
            field = self._field(name, "soft", hint)
            field.setAccessibleName(f"{word} {hint}".strip().capitalize())
            self.fields[name] = field
            field.textChanged.connect(lambda _text, field=field: self._fit(field))
            line.addWidget(field)
        for line in lines:
            line.addStretch(1)
            self._column.addLayout(line)
        self._blocks: dict[str, QWidget] = {}
        self.lists: dict[BlockName, StatementList] = {}
        self.views: dict[str, QLabel] = {}
        self._column.addStretch(1)
        ground = QWidget()
        ground.setObjectName("desk")
        row = QHBoxLayout(ground)
        row.setContentsMargins(_ASIDE, 22, _ASIDE, 40)
        row.addStretch(1)
        row.addWidget(self.paper)
        row.addStretch(1)
        self.setWidget(ground)

    def set_ground(self, dark: bool) -> None:
        self.widget().setStyleSheet(f"QWidget#desk {{ background: {'#15171A' if dark else '#EDEBE5'}; }}")

    def set_scale(self, scale: float) -> None:
        """1.0 is 100 %."""
        self._scale = scale
        font = interface_font()
        font.setPixelSize(round(13.5 * scale))
        self.paper.setFont(font)
        self._widen()
        edge = round(_EDGE * scale)
        self._column.setContentsMargins(edge, round(14 * scale), edge, edge)
        sizes = f"QFrame#paper * {{ font-size: {font.pixelSize()}px; }}"
        sizes += f"QFrame#paper QTextEdit#title {{ font-size: {round(20 * scale)}px; }}"
        sizes += f"QFrame#paper QLabel#heading {{ font-size: {round(14 * scale)}px; }}"
        style = _STYLE.format(line=LIGHT.line, ink=LIGHT.ink, ink2=LIGHT.ink2, accent=LIGHT.accent)
        self.paper.setStyleSheet(style + sizes)
        for holder in self.lists.values():
            for one in holder.rows:
                one.number.setFixedWidth(round(24 * scale))
        self._widen()
        self._shown_html.clear()
        if self._glimpses:
            self._waiting = [name for name in self._blocks if name not in FIELD]
            self._next.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen()

    def _fit(self, field: QLineEdit) -> None:
        """As wide as its words, or as what is asked for."""
        words = field.text() or field.placeholderText()
        most = max(80, (self.paper.width() - 2 * round(_EDGE * self._scale)) // 5)
        field.setFixedWidth(min(most, QFontMetrics(field.font()).horizontalAdvance(words) + 14))

    def _widen(self) -> None:
        """The paper as wide as it is to be, or as there is room for."""
        room = self.viewport().width() - 2 * _ASIDE
        self.paper.setFixedWidth(max(300, min(round(_WIDTH * self._scale), room)))
        for field in self.fields.values():
            if field is not self.marking:
                self._fit(field)

    def _field(self, name: str, looks: str, hint: str) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName(looks or name)
        field.setFrame(False)
        field.setPlaceholderText(hint)
        field.setMinimumWidth(20)
        field.textEdited.connect(lambda _text: self.edited.emit(name))
        return field

    # The draft

    def show_draft(self, draft: Draft) -> None:
        """Show what was typed; the blocks that are not shown are hidden, and the others stand in their order."""
        for name, field in self.fields.items():
            value = getattr(draft, name)
            if field.text() != value:
                field.setText(value)
                field.setCursorPosition(0)
        self.title.set_statement(Statement(draft.title))
        for block, attribute in FIELD.items():
            if block in draft.shown:
                self._list(block).set_statements(getattr(draft, attribute))
        place = _COVER
        for block in draft.shown:
            widget = self._block(block)
            self._column.removeWidget(widget)
            self._column.insertWidget(place, widget)
            place += 1
            typed = block in FIELD
            widget.setVisible(typed or block in self._glimpses)
        for name, widget in self._blocks.items():
            if name not in draft.shown and name != "attention":
                widget.hide()

    def value(self, field: str) -> object:
        """What stands in a field of the draft."""
        if field == "title":
            return self.title.statement().words
        if field in self.fields:
            return self.fields[field].text()
        block = next(block for block, attribute in FIELD.items() if attribute == field)
        return self._list(block).statements()

    def show_composed(self, composed: Composed, draft: Draft) -> None:
        """Show what the worker has made of it, a block in each turn of the event loop."""
        self._glimpses = composed.blocks
        labels: Mapping[SourceMark, str] = composed.labels
        for block, holder in self.lists.items():
            holder.set_labels(labels)
            holder.set_flags(
                {one.number: one.sentence for one in composed.remarks if one.kind == "alarm" and one.block == block}
            )
        self._waiting = [name for name in self._blocks if name not in FIELD]
        self._waiting += [name for name in composed.blocks if name not in self._waiting]
        self._draft = draft
        self._next.start()

    @Slot()
    def _set_next(self) -> None:
        if not self._waiting:
            return
        name = self._waiting.pop(0)
        glimpse = self._glimpses.get(name)
        widget = self._block(name)
        shown = glimpse is not None and (name in self._draft.shown or name == "attention")
        if glimpse is not None and shown and self._shown_html.get(name) != glimpse.html:
            more = f'<p class="about">… {glimpse.more:,} lines more: see the print preview.</p>' if glimpse.more else ""
            self._shown_html[name] = glimpse.html
            self.views[name].setText(_styled(glimpse.html + more, round(14 * self._scale)))
        if name == "attention" and self._column.indexOf(widget) < 0:
            self._column.insertWidget(self._column.count() - 1, widget)
        widget.setVisible(shown)
        self._next.start()

    def focus(self, block: BlockName, number: int) -> None:
        if block in self.lists:
            self.lists[block].focus(number)

    def current_edit(self) -> object:
        """The statement that was typed in last."""
        block, number = self.last
        holder = self.lists.get(block)
        if holder is None or not holder.isVisible() or number >= len(holder.rows):
            return None
        return holder.rows[number].edit

    def _block(self, name: str) -> QWidget:
        if name in FIELD:
            self._list(name)  # type: ignore[arg-type]
        elif name not in self._blocks:
            view = QLabel()
            view.setTextFormat(Qt.TextFormat.RichText)
            view.setWordWrap(True)
            view.setAlignment(Qt.AlignmentFlag.AlignTop)
            view.hide()
            self.views[name] = view
            self._blocks[name] = view
        return self._blocks[name]

    def _list(self, block: BlockName) -> StatementList:
        if block not in self.lists:
            holder = StatementList(block)
            heading = QLabel(NAMES[block][0])
            heading.setObjectName("heading")
            whole = QWidget()
            column = QVBoxLayout(whole)
            column.setContentsMargins(0, 10, 0, 0)
            column.setSpacing(2)
            column.addWidget(heading)
            column.addWidget(holder)
            self._blocks[block] = whole
            self.lists[block] = holder
            holder.changed.connect(lambda: self.edited.emit(FIELD[block]))
            holder.entered.connect(lambda number: self._enter(block, number))
            holder.cite_wanted.connect(self.cite_wanted)
            holder.undoing.connect(self.undoing)
            holder.left.connect(lambda step: self._step(block, step))
        return self.lists[block]

    def _enter(self, block: BlockName, number: int) -> None:
        self.last = (block, number)
        edit = self.current_edit()
        if isinstance(edit, QWidget):
            self.ensureWidgetVisible(edit, 0, 60)
        self.entered.emit(block, number)

    def _step(self, block: BlockName, step: int) -> None:
        """The cursor to the typed block before or after."""
        shown = [one for one in self.lists if self.lists[one].isVisible()]
        shown.sort(key=lambda one: self._column.indexOf(self._blocks[one]))
        at = shown.index(block) + step
        if 0 <= at < len(shown):
            self.lists[shown[at]].focus(0 if step > 0 else len(self.lists[shown[at]].rows) - 1)


def _styled(html: str, heading: int) -> str:
    """HTML in the look of the page; headings are paragraphs here, since Qt gives those sizes of its own."""
    html = _HEADING.sub(lambda match: "</p>" if match[1] else f'<p class="h{min(3, int(match[2]))}">', html)
    return (
        f"<style>.h2 {{ color: {LIGHT.accent}; font-size: {heading}px; font-weight: 700; margin: 12px 0 2px 0; }}"
        f" .h3 {{ font-weight: 700; margin: 6px 0 1px 0; }}"
        " p { margin: 1px 0 3px 0; } blockquote { margin: 5px 0 0 12px; }"
        f" .cited, .about, .definition, .note, .source {{ color: {LIGHT.ink2}; }} .cited {{ margin-left: 12px; }}"
        f" .remark {{ color: {LIGHT.danger}; }} a {{ color: {LIGHT.accent}; text-decoration: none; }}"
        f" th {{ text-align: left; }} td, th {{ padding-right: 10px; }}</style>{html}"
    )
