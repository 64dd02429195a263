"""Checksums of the index's files. Whoosh keeps none, and a byte that turned on the disk would answer wrongly without a
word; a length tells at once what was cut off."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from zlib import crc32

from briefreader.jobs import Job, Progress

_FILE = "seals"
_PIECE = 1 << 22  # bytes read at a time

Seals = dict[str, list[int]]
"""By name of a file, its length and CRC-32."""


def read(folder: Path) -> Seals:
    """The seals of an index; none where they cannot be read: then nothing is known against it."""
    try:
        found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def seal(folder: Path) -> None:
    """Seal the files that a commit has written, keep the seals of those before; the caller alone may write."""
    known = read(folder)
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(_FILE))
    made = {name: known.get(name) or _sealed(folder / name) for name in names}
    beside = folder / f"{_FILE}.new"
    beside.write_text(json.dumps(made), encoding="utf-8")
    beside.replace(folder / _FILE)


def check_lengths(folder: Path, seals: Seals, beginning: str) -> None:
    """Raises ValueError when a sealed file whose name begins so has another length, OSError when it is gone."""
    for name, (length, _) in seals.items():
        if name.startswith(beginning) and (folder / name).stat().st_size != length:
            raise ValueError(f"{name} has another length")


def broken(folder: Path, names: Iterable[str] | None = None) -> Job[list[str]]:
    """The sealed files, of these `names` or of all, that are not as they were written, or gone."""
    seals = read(folder)
    found: list[str] = []
    done, total = 0, sum(length for length, _ in seals.values())
    for name in seals if names is None else [name for name in names if name in seals]:
        crc = size = 0
        try:
            with (folder / name).open("rb") as file:
                while piece := file.read(_PIECE):
                    crc, size = crc32(piece, crc), size + len(piece)
                    yield Progress(done + size, total, "index")
        except OSError:
            size = -1
        if [size, crc] != seals[name]:
            found.append(name)
        done += seals[name][0]
    return found


def _sealed(path: Path) -> list[int]:
    crc = size = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            crc, size = crc32(piece, crc), size + len(piece)
    return [size, crc]
