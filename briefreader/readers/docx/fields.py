"""Fields: their results are text, their codes are not (ECMA-376, part 1, 17.16)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from briefreader.readers.marks import Mark

_LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]{1,2000})"', re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_DEEPEST = 100
_LONGEST = 4000


@dataclass(slots=True)
class _Field:
    code: str = ""
    in_code: bool = True
    mark: Mark | None = None
    omitted: bool = False


class Fields:
    """The fields that are open. Results of the fields named in `omitted` are left out."""

    def __init__(self, omitted: Collection[str] = ()) -> None:
        self._omitted = omitted
        self._open: list[_Field] = []
        self._excess = 0

    @property
    def hide(self) -> bool:
        """Whether text at this place is not printed."""
        return any(field.in_code or field.omitted for field in self._open)

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(field.mark for field in self._open if field.mark)

    def begin(self, code: str = "") -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(_Field(code))
        else:
            self._excess += 1

    def code(self, text: str) -> None:
        if self._open and self._open[-1].in_code and len(self._open[-1].code) < _LONGEST:
            self._open[-1].code += text

    def separate(self) -> None:
        if not self._open or self._excess:
            return
        field = self._open[-1]
        field.in_code = False
        name = field.code.split(None, 1)[0].upper() if field.code.strip() else ""
        field.omitted = name in self._omitted
        if match := _LINK.match(field.code):
            field.mark = link(match.group(1))

    def end(self) -> None:
        if self._excess:
            self._excess -= 1
        elif self._open:
            self._open.pop()


def link(target: str) -> Mark | None:
    """The mark of a link to `target`; None for addresses that a reader must not follow."""
    target = target.strip()
    return ("link", target) if _ADDRESS.match(target) else None
