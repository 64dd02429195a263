"""The library's copies: listing them, and putting one back. Works on the data folder, for a library that cannot be
opened needs it most."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.records import Changes
from briefreader.service import lazily

if TYPE_CHECKING:
    from briefreader.store import Copy, backup
else:
    backup = lazily.module("briefreader.store.backup")

LIBRARY = "library.db"
FOLDER = "backups"


def copies(data_dir: Path) -> list[Copy]:
    """Every copy of the library in `data_dir`, the newest first, each looked over."""
    return backup.copies(data_dir / FOLDER)


def restore(data_dir: Path, name: str) -> Path | None:
    """Put the copy `name` in the library's place: returns where the library as it was is kept (None: there was none).
    Raises NotFound, StoreError; nothing has changed then."""
    return backup.restore(data_dir / LIBRARY, name)


class Backups:
    """`library.backups`: the same for an open library."""

    def __init__(self, data_dir: Path, reconcile: Callable[[], int]) -> None:
        self._data_dir = data_dir
        self._reconcile = reconcile

    def all(self) -> list[Copy]:
        return copies(self._data_dir)

    def restore(self, name: str) -> Changes:
        """Put the copy `name` in the library's place; what was there is kept as a copy itself, so that this can be
        taken back. The index catches up when it is next drained. Raises NotFound, StoreError."""
        restore(self._data_dir, name)
        self._reconcile()
        return Changes(everything=True, index=True)
