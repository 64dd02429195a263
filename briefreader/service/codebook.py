"""The codebook: the tags as an outline, changed branch by branch, and brought in from or taken to other programs."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader import __version__, export
from briefreader.errors import ReadError, UsageError
from briefreader.records import Branch, Changes
from briefreader.service import lazily
from briefreader.store import COLOURS, Store, tag_path

if TYPE_CHECKING:
    from briefreader.export import delimited, refi, tables
    from briefreader.readers.foreign import codebook
else:
    delimited = lazily.module("briefreader.export.delimited")
    refi = lazily.module("briefreader.export.refi")
    tables = lazily.module("briefreader.export.tables")
    codebook = lazily.module("briefreader.readers.foreign.codebook")

_GREY = 0.1  # saturation
_LARGEST = 20 * 1024**2  # bytes of a codebook


@dataclass(frozen=True, slots=True)
class CodebookReport:
    """What came of a codebook: how many tags were new, how many were given a definition or colour they lacked."""

    new: int
    described: int
    unchanged: int
    changes: Changes


class Codebook:
    """`library.codebook`. Every mutation is one step of undo; all raise NotFound and UsageError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def branches(self) -> list[Branch]:
        """Every tag and step above one, in order, with what bears it or a tag beneath it, each counted once."""
        return self._store.outline.branches()

    def move(self, tag: str, parent: str) -> Changes:
        """Put a tag with those beneath it under `parent`; "" is the top."""
        return self._store.outline.move(tag, parent)

    def merge(self, tag: str, into: str) -> Changes:
        """What bears `tag` bears `into` instead; so do the tags beneath it."""
        return self._store.outline.merge(tag, into)

    def split(self, tag: str, new: str, passages: Sequence[str]) -> Changes:
        """These passages bear `new` in place of `tag`."""
        return self._store.outline.split(tag, new, passages)

    def remove_branch(self, tag: str) -> Changes:
        """Delete a tag and all beneath it; the passages stay."""
        return self._store.outline.remove(tag)

    def write(self, output: Path) -> tuple[Path, int]:
        """Write all tags as `.qdc` or `.csv`, by the name of `output`: (full path, how many). Raises ExportError."""
        tags = self._store.tags.all()
        match output.suffix.lower():
            case ".qdc":
                content = refi.outline(tags, f"BriefReader {__version__}")
            case ".csv":
                columns = tuple(tables.Column(*one) for one in (("tag", 40), ("definition", 60), ("colour", 10)))
                rows = tuple((tag.path, tag.definition, tag.colour) for tag in tags)
                content = delimited.render(tables.Table("Codebook", columns, rows))
            case _:
                raise UsageError("A codebook is written as .qdc or .csv.", "Give the file such a name.")
        return export.write(output, content, protected=map(Path, self._store.briefs.files())), len(tags)

    def read(self, source: Path) -> CodebookReport:
        """Bring in the tags of a `.qdc` or CSV: new ones are made, those that are there get the definition they lack.
        Nothing is taken away. Raises ReadError."""
        codes = codebook.read(_bytes(source), str(source))
        new = described = 0
        with self._store.journal.action(f"Tags from {source.name}") as action:
            defined = {tag.path.casefold(): tag.definition for tag in self._store.tags.all()}
            for code in codes:
                path = tag_path(code.path)
                known = defined.get(path.casefold())
                defined[path.casefold()] = known or code.definition
                tag = self._store.tags.ensure(action, path)
                colour = _marker(code.colour)
                if known is None:
                    new += 1
                    self._store.tags.set(
                        action, tag, definition=code.definition, **({"colour": colour} if colour else {})
                    )
                elif code.definition and not known:
                    described += 1
                    self._store.tags.set(action, tag, definition=code.definition)
        return CodebookReport(new, described, len(codes) - new - described, action.changes)


def _bytes(source: Path) -> bytes:
    try:
        if source.stat().st_size > _LARGEST:
            raise ReadError(str(source), "It is too large for a codebook.")
        return source.read_bytes()
    except OSError as error:
        raise ReadError(str(source), f"It cannot be read ({(error.strerror or '').lower()}).") from error


def _marker(colour: str) -> str:
    """The marker whose hue is nearest to a colour of another program; "" when it has none."""
    if colour in COLOURS:
        return colour
    wanted = _hue(colour)
    if wanted is None:
        return ""

    def distance(name: str) -> float:
        apart = abs((_hue(refi.COLOURS[name]) or 0.0) - wanted)
        return min(apart, 1 - apart)

    return min(COLOURS, key=distance)


def _hue(colour: str) -> float | None:
    """Where on the circle of colours "#fde28a" lies, 0 to 1; None for a grey or what is no colour."""
    digits = colour.removeprefix("#").lower()
    if len(digits) != 6 or any(digit not in "0123456789abcdef" for digit in digits):
        return None
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
    return hue if saturation > _GREY else None
