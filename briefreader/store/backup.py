"""Copies of the library: one for each day it was used, each looked over before it counts, and how one is put back."""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from briefreader.errors import NotFound, StoreError
from briefreader.store.database import BACKUPS, BUSY_TIMEOUT, Database, now
from briefreader.store.schema import MIGRATIONS

KEPT = 10  # of the newest days
KEPT_MONTHS = 6  # of which the last day's copy is kept besides
_DAILY = re.compile(r"library-(\d{4}-\d{2})-\d{2}\.db")
_ALL = "library-*.db*"  # those made before a migration too, and what a killed process left unfinished


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in the backups folder: its file's name, size in bytes and time (ISO 8601, UTC), the schema's version, what
    it holds, and what is wrong with it ("" when it can be put back)."""

    name: str
    size: int
    made: str
    version: int = 0
    briefs: int = 0
    passages: int = 0
    tags: int = 0
    complaint: str = ""


def back_up(database: Database, folder: Path, today: date) -> Path | None:
    """Copy the library into `folder` unless today's copy is there; returns the copy. Older copies go only when the new
    one is sound, and none goes while the library is without any passage. Raises StoreError."""
    target = folder / f"library-{today.isoformat()}.db"
    if target.exists():
        return None
    database.copy_to(target)
    if database.value("SELECT 1 FROM passages LIMIT 1"):  # an empty one may have been made in a lost one's place
        for old in _superseded(folder, target):
            with contextlib.suppress(OSError):  # it goes another day
                old.unlink()
    return target


def replace_all(database: Database, folder: Path, today: date) -> Path:
    """One copy made now in place of all older ones, which still hold what is to be forgotten. Raises StoreError."""
    target = folder / f"library-{today.isoformat()}.db"
    database.copy_to(target)
    for old in folder.glob(_ALL):
        if old != target:
            old.unlink(missing_ok=True)
    return target


def copies(folder: Path) -> list[Copy]:
    """Every copy in `folder`, the newest first, each looked over."""
    found = [path for path in folder.glob("library-*.db") if path.is_file()]
    return sorted(map(_described, found), key=lambda copy: (copy.made, copy.name), reverse=True)


def restore(library: Path, name: str) -> Path | None:
    """Put the copy `name` in the place of `library`; returns where the library as it was is kept, None if it was not
    there.

    Other processes may have the library open: they see what was put back. One that is too damaged to be written into
    is moved away whole; other processes must then be started anew. Raises NotFound, StoreError.
    """
    folder = library.parent / BACKUPS
    source = folder / name
    if Path(name).name != name or not source.is_file():
        raise NotFound(f"There is no copy “{name}”.", "See: briefreader backups")
    copy = _described(source)
    if copy.complaint:
        raise StoreError(f"The copy {name} cannot be put back: {copy.complaint}", "Choose another.")
    stamp = re.sub(r"\D", "", now())
    kept = folder / f"library-before-restore-{stamp}.db"
    if not library.exists():
        _move_away(library, folder / f"library-damaged-{stamp}.db")  # a log left behind would be played into the copy
        _put(source, library)
        Database(library).close()
        return None
    try:
        with contextlib.closing(sqlite3.connect(library, timeout=BUSY_TIMEOUT)) as live:
            newest = _newest(live)
            with contextlib.closing(sqlite3.connect(kept)) as aside:
                kept.chmod(0o600)
                live.backup(aside)
            with _read_only(source) as one:
                one.backup(live)
            live.execute("INSERT INTO changes (seq, kind, id) VALUES (?, 'all', '')", (max(newest, _newest(live)) + 1,))
            live.commit()
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "busy" in str(error) or "full" in str(error):
            raise StoreError(
                f"The copy could not be put back ({error}).", "Close other windows and try again."
            ) from error
        kept.unlink(missing_ok=True)
        kept = _move_away(library, folder / f"library-damaged-{stamp}.db")
        _put(source, library)
    Database(library).close()  # brings the schema of an older copy up to date
    return kept


def _superseded(folder: Path, newest: Path) -> Iterator[Path]:
    """The daily copies that are neither among the newest nor the last of one of the months before."""
    daily = sorted((path for path in folder.iterdir() if _DAILY.fullmatch(path.name)), reverse=True)
    if newest in daily:  # whatever day the clock says it is
        daily.remove(newest)
        daily.insert(0, newest)
    months: list[str] = []
    for path in daily[KEPT:]:
        month = path.name[: len("library-2026-01")]
        if month not in months:
            months.append(month)
            if len(months) <= KEPT_MONTHS:
                continue
        yield path


def _described(path: Path) -> Copy:
    status = path.stat()
    made = _time(status.st_mtime)
    try:
        with _read_only(path) as opened:
            wrong = [str(row[0]) for row in opened.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
            version = int(opened.execute("PRAGMA user_version").fetchone()[0])
            briefs, passages, tags = (
                int(opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
                for table in ("briefs", "passages", "tags")
            )
    except sqlite3.DatabaseError as error:
        return Copy(path.name, status.st_size, made, complaint=f"it is damaged ({error}).")
    complaint = f"it is damaged ({wrong[0]})." if wrong else ""
    if version > len(MIGRATIONS):
        complaint = "it was made by a newer BriefReader."
    return Copy(path.name, status.st_size, made, version, briefs, passages, tags, complaint)


@contextlib.contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy, opened so that not a byte of it or beside it is written."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _newest(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(seq), 0) FROM changes").fetchone()[0])


def _move_away(library: Path, target: Path) -> Path:
    for ending in ("", "-wal", "-shm"):
        part = library.with_name(library.name + ending)
        with contextlib.suppress(FileNotFoundError):
            part.replace(target.with_name(target.name + ending))
    return target


def _put(source: Path, library: Path) -> None:
    """A copy of `source` at `library`, complete before it appears there."""
    partial = library.with_name(f"{library.name}.restored")
    try:
        with contextlib.closing(sqlite3.connect(partial)) as made:
            partial.chmod(0o600)
            with _read_only(source) as one:
                one.backup(made)
        partial.replace(library)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        raise StoreError(
            f"The copy could not be put back ({error}).", "Make room there, or mend its permissions."
        ) from error


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
