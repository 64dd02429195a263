"""What a page view and the process that draws for it say to each other. All can be pickled; pages count from 0.

Boxes are (left, top, right, bottom) in points (1/72 inch) from the top left corner of the page as shown.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Open:
    """Open the file at a place of the library, whose bytes must have this sha256. Answered by Opened or Refused."""

    place: str
    digest: str


@dataclass(frozen=True, slots=True)
class Draw:
    """Draw a page at `scale` pixels a point, turned clockwise by `rotation` degrees; `dark`: light letters on dark
    paper. Answered by Drawn."""

    page: int
    scale: float
    rotation: int = 0
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The boxes of stretches of a page's characters, (first, end) each. Answered by Outlined."""

    page: int
    stretches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Find:
    """The character at a place of a page. Answered by Found."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class AskLinks:
    """The links of a page. Answered by Links."""

    page: int


Request = Open | Draw | Outline | Find | AskLinks


@dataclass(frozen=True, slots=True)
class Opened:
    """The width and height of every page, in points."""

    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be shown in pages: why, in a sentence."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture: `height` rows of `stride` bytes, four (blue, green, red, unused) a pixel."""

    asked: Draw
    width: int
    height: int
    stride: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Outlined:
    """For each stretch asked for, its boxes, one a line."""

    page: int
    stretches: tuple[tuple[int, int], ...]
    boxes: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The character at the place asked for, None when there is none near."""

    asked: Find
    char: int | None


@dataclass(frozen=True, slots=True)
class Links:
    """(box, address, page) of each link of a page; the page is None for an address, which is "" for a page."""

    page: int
    links: tuple[tuple[Box, str, int | None], ...]


Answer = Opened | Refused | Drawn | Outlined | Found | Links
