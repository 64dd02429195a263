"""Bullets and numbers of slides: set on a paragraph, its shape, the shape's layout, or the master."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefreader.readers.numerals import Numeral, numeral
from briefreader.readers.pptx.names import a, number
from briefreader.readers.trees import Element

_NONE, _SIGNS, _NUMBER = a("buNone"), (a("buChar"), a("buBlip")), a("buAutoNum")
_STYLES: tuple[tuple[str, Numeral], ...] = (
    ("alphaLc", "lower letter"), ("alphaUc", "upper letter"), ("romanLc", "lower roman"), ("romanUc", "upper roman"),
    ("arabic", "decimal"),
)  # fmt: skip
_AROUND = {"ParenBoth": "({})", "ParenR": "{})", "Period": "{}.", "Plain": "{}", "Minus": "- {} -"}


class Bullet(NamedTuple):
    """What stands before a paragraph: a sign, or a number as printed, which counts `value`."""

    label: str = ""
    value: int = 0


@dataclass(slots=True)
class Bullets:
    """Counts the paragraphs of one shape. `styles` are the lists of level properties that count after the paragraph's
    own, the nearest first; without any word from them a paragraph has no bullet."""

    styles: Sequence[Element]
    _counts: dict[int, int] = field(default_factory=dict)

    def next(self, properties: Element | None, level: int) -> Bullet | None:
        """What stands before the next paragraph, which is on `level` from 0; None without a bullet."""
        setting = _setting(properties)
        for style in self.styles:
            if setting is None:
                setting = _setting(style.find(a(f"lvl{level + 1}pPr")))
        self._counts = {place: count for place, count in self._counts.items() if place <= level}
        if setting is None or setting.tag == _NONE:
            self._counts.pop(level, None)
            return None
        if setting.tag != _NUMBER:
            return Bullet()
        count = self._counts.get(level, number(setting, "startAt", 1) - 1) + 1
        self._counts[level] = count
        kind = setting.get("type") or "arabicPeriod"
        style_of: Numeral = next((style for name, style in _STYLES if kind.startswith(name)), "decimal")
        around = next((form for name, form in _AROUND.items() if kind.endswith(name)), "{}.")
        return Bullet(around.format(numeral(count, style_of)), count)


def _setting(properties: Element | None) -> Element | None:
    """The child of paragraph properties that says what stands before the paragraph."""
    if properties is None:
        return None
    return next((child for child in properties if child.tag in (_NONE, _NUMBER, *_SIGNS)), None)
