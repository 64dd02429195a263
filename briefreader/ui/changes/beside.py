"""Beside the changes: the passages they touch, names, figures and quotations that are new or gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefreader.service.overview import Overview
from briefreader.ui import wording

_TOUCH: Mapping[str, str] = {
    "changed": "words changed", "gone": "words gone", "around": "changed around it", "new": "new words",
}  # fmt: skip
_PLACE = int(Qt.ItemDataRole.UserRole)
_LONGEST = 140


class Beside(QWidget):
    """`chosen` with a place and whether it is one of the old text."""

    chosen = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = QLabel()
        self.head.setObjectName("searchSummary")
        self.head.setWordWrap(True)
        self.head.setContentsMargins(5, 0, 0, 0)  # in line with the rows below
        self.note = QLabel()
        self.note.setContentsMargins(5, 0, 0, 0)
        self.note.setObjectName("quiet")
        self.note.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Passages touched, names, figures and quotations")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._chosen)
        self.list.itemClicked.connect(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 8, 12)
        layout.setSpacing(8)
        layout.addWidget(self.head)
        layout.addWidget(self.note)
        layout.addWidget(self.list, 1)

    def show_overview(self, found: Overview) -> None:
        counts = [
            (found.counts.get(kind, 0), words)
            for kind, words in (("changed", "changed"), ("added", "new"), ("gone", "gone"), ("moved", "moved"))
        ]
        told = ", ".join(f"{number:,} {words}" for number, words in counts if number)
        self.head.setText(f"Paragraphs: {told}" if told else "No word is another.")
        never = "One of the two texts was never analysed: names and quotations are not compared."
        notes = [] if found.analysed else [never]
        notes += [f"{found.more:,} more rows are left out."] if found.more else []
        self.note.setText(" ".join(notes))
        self.note.setVisible(bool(notes))
        self.list.clear()
        self._section(
            "Passages touched",
            (
                (f"{_brief(one.passage.exact)}\n{_TOUCH[one.touch]} · {', '.join(map(wording.tag, one.passage.tags))}",
                 (one.new or one.old or (-1,))[0], one.new is None)
                for one in found.passages
            ),
        )  # fmt: skip
        for title, quotes, old in (
            ("New quotations", found.new_quotes, False), ("Quotations gone", found.gone_quotes, True),
        ):  # fmt: skip
            self._section(
                title, ((f"“{_brief(q.text)}”\n{q.speaker or 'speaker not named'}", q.start, old) for q in quotes)
            )
        for title, names, old in (("New names", found.new_names, False), ("Names gone", found.gone_names, True)):
            self._section(title, ((f"{n.name} · {wording.TYPES[n.type][0].lower()}", n.start, old) for n in names))
        for title, figures, old in (
            ("New figures", found.new_figures, False), ("Figures gone", found.gone_figures, True),
        ):  # fmt: skip
            self._section(title, ((one.text, one.start, old) for one in figures))

    def _section(self, title: str, rows: Iterable[tuple[str, int, bool]]) -> None:
        found = list(rows)
        if not found:
            return
        head = QListWidgetItem(f"{title} ({len(found):,})")
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = head.font()
        font.setBold(True)
        font.setPixelSize(11)
        head.setFont(font)
        self.list.addItem(head)
        for text, start, old in found:
            item = QListWidgetItem(text)
            item.setData(_PLACE, (start, old))
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), f"{title}: {text}")
            self.list.addItem(item)

    def _chosen(self, item: QListWidgetItem) -> None:
        place = item.data(_PLACE)
        if place is not None and place[0] >= 0:
            self.chosen.emit(*place)


def _brief(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …"
