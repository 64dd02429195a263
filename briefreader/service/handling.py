"""The handling markings that sources bear: listed as found, never ranked across schemes, never derived for the user."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefreader.config import resources
from briefreader.errors import UsageError

FILE = "markings.toml"
NONE_FOUND = "no marking found"


@dataclass(frozen=True, slots=True)
class Scheme:
    """Markings that can be compared with each other, the lowest first."""

    name: str
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Markings:
    """What the sources of a summary bear: each marking as written with its number of briefs, and how many briefs bear
    `none`. `highest` is the highest of them, "" unless all are of one scheme; `scheme` is that scheme's name."""

    found: tuple[tuple[str, int], ...] = ()
    none: int = 0
    highest: str = ""
    scheme: str = ""

    @property
    def sentence(self) -> str:
        """What was found, for the user to judge."""
        parts = [f"“{marking}” in {_briefs(number)}" for marking, number in self.found]
        if self.none or not parts:
            parts.append(f"{NONE_FOUND} in {_briefs(self.none)}" if self.none else NONE_FOUND)
        listed = ", ".join(parts)
        if self.highest:
            return f"{listed}. The highest of the scheme “{self.scheme}” is “{self.highest}”."
        mixed = " They are not of one known scheme and are not ranked." if len(self.found) > 1 else ""
        return f"{listed[:1].upper()}{listed[1:]}.{mixed}"


def schemes(data: Path | None = None) -> tuple[Scheme, ...]:
    """The known schemes: those of the user's own file in the folder `data`, else the program's. Raises UsageError."""
    own = data / FILE if data is not None else None
    path = own if own is not None and own.is_file() else resources() / FILE
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(Scheme(str(one["name"]), tuple(map(str, one["order"]))) for one in read.get("scheme", []))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(
            f"The markings in {path} could not be read: {error}.", "Mend the file, or remove it."
        ) from error


def found_in(markings: Iterable[str], known: Sequence[Scheme]) -> Markings:
    """What these sources bear, one marking each, "" for none."""
    counted = Counter(" ".join(marking.split()) for marking in markings)
    none = counted.pop("", 0)
    found = tuple(sorted(counted.items()))
    places = [_place(marking, known) for marking, _ in found]
    ranked = [place for place in places if place is not None]
    if not found or len(ranked) != len(found) or len({scheme for scheme, _ in ranked}) != 1:
        return Markings(found, none)
    highest = max(range(len(found)), key=lambda number: ranked[number][1])
    return Markings(found, none, found[highest][0], known[ranked[highest][0]].name)


def _place(marking: str, known: Sequence[Scheme]) -> tuple[int, int] | None:
    """The scheme of a marking and its place there; None when no scheme has it, or more than one."""
    fits = [
        (number, scheme.order.index(name))
        for number, scheme in enumerate(known)
        for name in scheme.order
        if _folded(name) == _folded(marking)
    ]
    return fits[0] if len(fits) == 1 else None


def _folded(marking: str) -> str:
    return "".join(char for char in marking.casefold() if char.isalnum() or char == "+")


def _briefs(number: int) -> str:
    return f"{number:,} {'brief' if number == 1 else 'briefs'}"
