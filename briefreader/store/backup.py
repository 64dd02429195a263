"""Copies of the library: one for each day it was used, the newest ten kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefreader.store.database import Database

KEPT = 10
_DAILY = "library-????-??-??.db"
_ALL = "library-*.db*"  # those made before a migration, and what a killed process left unfinished


def back_up(database: Database, folder: Path, today: date) -> Path | None:
    """Copy the library into `folder` unless today's copy is there; returns the copy. Raises StoreError."""
    target = folder / f"library-{today.isoformat()}.db"
    if target.exists():
        return None
    database.copy_to(target)
    for old in sorted(folder.glob(_DAILY))[:-KEPT]:
        old.unlink(missing_ok=True)
    return target


def replace_all(database: Database, folder: Path, today: date) -> Path:
    """One copy made now in place of all older ones, which still hold what is to be forgotten. Raises StoreError."""
    target = folder / f"library-{today.isoformat()}.db"
    database.copy_to(target)
    for old in folder.glob(_ALL):
        if old != target:
            old.unlink(missing_ok=True)
    return target
