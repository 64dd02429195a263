"""One statement being typed: plain words with source marks among them, which are drawn and cannot be half deleted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from briefreader.text.draft import MARK, SourceMark, Statement
from briefreader.ui.theme import LIGHT

_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 1
_PLACE = int(QTextFormat.Property.UserProperty) + 1  # which of the statement's marks it is
_RAISED = 0.72  # of the size of the words
_PAD = 6
_LOST = "[?]"


class MarkDrawer(QPyTextObject):
    """Draws a source mark as it will be read, "[2]", raised."""

    def __init__(self, edit: StatementEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def intrinsicSize(self, _document: QTextDocument, _at: int, form: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(self._font())
        return QSizeF(metrics.horizontalAdvance(self._label(form)) + 1, QFontMetricsF(self._edit.font()).ascent())

    def drawObject(
        self, painter: QPainter, rect: QRectF, _document: QTextDocument, _at: int, form: QTextFormat
    ) -> None:
        label = self._label(form)
        painter.setFont(self._font())
        painter.setPen(QColor(LIGHT.danger if label == _LOST else LIGHT.accent))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), label)

    def _font(self) -> QFont:
        font = QFont(self._edit.font())
        font.setPixelSize(max(7, round(self._edit.font().pixelSize() * _RAISED)))
        return font

    def _label(self, form: QTextFormat) -> str:
        return self._edit.label_at(int(form.property(_PLACE) or 0))


class StatementEdit(QTextEdit):
    """`changed` when its words or marks have; the others ask for what is done with the keyboard between statements:
    another one behind, itself removed, itself moved up (-1) or down, the cursor to the one before or after."""

    changed = Signal()
    another = Signal()
    removed = Signal()
    moved = Signal(int)
    left = Signal(int)
    undoing = Signal()
    entered = Signal()
    cite_wanted = Signal()

    def __init__(self, name: str, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)  # the library's undo is the one that outlives the program
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(_PAD / 2)
        self._marks: list[SourceMark] = []
        self._labels: Mapping[SourceMark, str] = {}
        self._quiet = False
        self.document().documentLayout().registerHandler(_OBJECT, MarkDrawer(self))
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.textChanged.connect(self._tell)
        self._fit()

    # What it holds

    def statement(self, question: str = "") -> Statement:
        """What stands in it now."""
        text, marks = "", []
        block = self.document().begin()
        while block.isValid():
            text += " " if text and block.blockNumber() else ""
            pieces = block.begin()
            while not pieces.atEnd():
                fragment = pieces.fragment()
                form = fragment.charFormat()
                if form.objectType() == _OBJECT and fragment.text() == MARK:
                    marks.append(self._marks[int(form.property(_PLACE))])
                    text += MARK
                else:
                    text += fragment.text().replace(MARK, "").replace("\u2028", " ")
                pieces += 1
            block = block.next()
        return Statement(text, tuple(marks), question)

    def set_statement(self, statement: Statement) -> None:
        """Show a statement; the cursor stays where it was as far as it can."""
        if statement == self.statement(statement.question):
            return
        at = self.textCursor().position()
        self._quiet = True
        self._marks = list(statement.marks)
        self.document().clear()
        cursor = self.textCursor()
        pieces = statement.text.split(MARK)
        cursor.insertText(pieces[0])
        for place, piece in enumerate(pieces[1:]):
            self._insert(cursor, place)
            cursor.insertText(piece, QTextCharFormat())
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self._quiet = False

    def cite(self, mark: SourceMark) -> None:
        """Put a source mark where the cursor is, behind the word it stands in."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self._marks.append(mark)
        self._insert(cursor, len(self._marks) - 1)
        cursor.setCharFormat(QTextCharFormat())
        self.setTextCursor(cursor)
        self.setCurrentCharFormat(QTextCharFormat())

    def set_labels(self, labels: Mapping[SourceMark, str]) -> None:
        """What each mark reads."""
        if any(self._labels.get(mark) != labels.get(mark) for mark in self._marks):
            self._labels = labels
            self.document().markContentsDirty(0, self.document().characterCount())
            self.viewport().update()
        self._labels = labels

    def label_at(self, place: int) -> str:
        return self._labels.get(self._marks[place], "[·]") if place < len(self._marks) else _LOST

    def set_flag(self, sentence: str) -> None:
        """Show that something is amiss, "" that nothing is."""
        if bool(sentence) != bool(self.property("flagged")):
            self.setProperty("flagged", bool(sentence))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setToolTip(sentence)
        self.setAccessibleDescription(sentence)

    # The keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
                self.undoing.emit()
                event.ignore()  # it is the window's
                return True
            if _is_alt_arrow(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, cursor = event.key(), self.textCursor()
        if _is_alt_arrow(event):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.cite_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.another.emit()
        elif key == Qt.Key.Key_Backspace and self.document().isEmpty():
            self.removed.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            way = QTextCursor.MoveOperation.Up if key == Qt.Key.Key_Up else QTextCursor.MoveOperation.Down
            if cursor.movePosition(way):
                super().keyPressEvent(event)
            else:
                self.left.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(" ".join(source.text().replace(MARK, "").split()))

    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _insert(self, cursor: QTextCursor, place: int) -> None:
        form = QTextCharFormat()
        form.setObjectType(_OBJECT)
        form.setProperty(_PLACE, place)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignNormal)
        cursor.insertText(MARK, form)

    @Slot()
    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(round(self.document().size().height()) + 2)


def _is_alt_arrow(event: QKeyEvent) -> bool:
    return event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
