"""What the user has set for the window, kept in the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from briefreader.service.library import Library

KEY = "window"
APPEARANCES = ("system", "light", "dark")
SMALLEST, LARGEST, STEP = 70, 240, 10
MARKS = ("person", "organisation", "country", "place", "group", "law", "weapon", "event", "date", "money",
         "quotes", "speakers", "passages", "hits", "reported")  # fmt: skip
_HIDDEN = ("reported",)  # what is only reported is switched on by those who want it


@dataclass(frozen=True)
class Preferences:
    """`text_size` is in per cent; `typeface` "" is the program's choice; `keys` holds the keys that differ from the
    commands' own, by command ("" is none); `letters` tells whether single letters are keys at all; `hidden` are the
    kinds of marks that are switched off; `pages` tells whether a brief that has pages is shown in them; `places` is
    how the window was left (geometry and splitter, base 64)."""

    appearance: str = "system"
    text_size: int = 100
    typeface: str = ""
    letters: bool = True
    keys: Mapping[str, str] = field(default_factory=dict)
    hidden: tuple[str, ...] = _HIDDEN
    pages: bool = False
    places: Mapping[str, str] = field(default_factory=dict)

    def resized(self, steps: int) -> Preferences:
        """With larger (or smaller) text; 0 steps: as it was made."""
        size = self.text_size + steps * STEP if steps else 100
        return replace(self, text_size=min(LARGEST, max(SMALLEST, size)))


def load(library: Library) -> Preferences:
    """The preferences as kept; what is missing or makes no sense is as it was made."""
    return _sound(library.setting(KEY, {}))


def save(library: Library, preferences: Preferences) -> None:
    library.set_setting(KEY, asdict(preferences))


def _sound(kept: Any) -> Preferences:
    if not isinstance(kept, dict):
        return Preferences()
    plain = Preferences()
    appearance, size = kept.get("appearance"), kept.get("text_size")
    typeface, hidden = kept.get("typeface"), kept.get("hidden")
    return Preferences(
        appearance=appearance if appearance in APPEARANCES else plain.appearance,
        text_size=min(LARGEST, max(SMALLEST, size)) if isinstance(size, int) else plain.text_size,
        typeface=typeface if isinstance(typeface, str) else "",
        letters=kept.get("letters") is not False,
        keys=_texts(kept.get("keys")),
        hidden=tuple(kind for kind in hidden if kind in MARKS) if isinstance(hidden, list) else plain.hidden,
        pages=kept.get("pages") is True,
        places=_texts(kept.get("places")),
    )


def _texts(kept: Any) -> dict[str, str]:
    if not isinstance(kept, dict):
        return {}
    return {name: value for name, value in kept.items() if isinstance(name, str) and isinstance(value, str)}
