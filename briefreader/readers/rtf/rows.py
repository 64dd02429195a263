"""How the cells of the next row of a table stand, word by word."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader.readers.rtf.model import CellShape, RowEnd

_WIDEST = 200


@dataclass(slots=True)
class RowShape:
    """The shape of a row; it holds for all that follow until another is begun."""

    cells: list[CellShape] = field(default_factory=list)
    left: int = 0
    header: bool = False
    _goes_down: bool = False
    _goes_across: bool = False

    def end(self) -> RowEnd:
        return RowEnd(list(self.cells), self.left, self.header)

    def takes(self, word: bytes, number: int | None) -> bool:
        """Whether `word` shapes rows, and did."""
        if word == b"trowd":
            self.cells, self.left, self.header = [], 0, False
            self._goes_down = self._goes_across = False
        elif word == b"cellx":
            if len(self.cells) < _WIDEST:
                self.cells.append(CellShape(number or 0, self._goes_down, self._goes_across))
            self._goes_down = self._goes_across = False
        elif word == b"clvmrg":
            self._goes_down = True
        elif word == b"clmrg":
            self._goes_across = True
        elif word == b"trleft":
            self.left = number or 0
        elif word == b"trhdr":
            self.header = True
        else:
            return False
        return True
