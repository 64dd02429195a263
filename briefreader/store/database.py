"""The SQLite file: opening, locking, migrating, transactions."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from briefreader.errors import StoreError
from briefreader.store.schema import MIGRATIONS

BUSY_TIMEOUT = 5.0  # seconds another process may keep the file to itself
_PAUSE = 0.005
BACKUPS = "backups"  # the folder beside the file
Row = sqlite3.Row


def now(digits: Literal[3, 6] = 3) -> str:
    """The time in UTC, ISO 8601 to the millisecond (or microsecond), so that texts sort as times do."""
    timespec = "milliseconds" if digits == 3 else "microseconds"
    return datetime.now(UTC).isoformat(timespec=timespec).replace("+00:00", "Z")


class Database:
    """A connection to `library.db`. Belongs to one thread; other processes may have the same file open.

    Raises StoreError when the file is damaged, newer than this program, or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = False
        self._file: tuple[int, int] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            if path.stat().st_mode & 0o077:
                path.chmod(0o600)  # SQLite gives the files it puts beside it the same mode
            self._connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"The library {path} cannot be opened ({_cause(error)}).",
                "Choose another data folder with --data-dir, or mend its permissions.",
            ) from error
        self._connection.row_factory = sqlite3.Row
        self._file = _identity(path)
        try:
            self._prepare()
        except (sqlite3.DatabaseError, StoreError) as error:
            self._connection.close()
            if isinstance(error, StoreError):
                raise
            raise _refusal(path, error) from error

    def _prepare(self) -> None:
        run = self._connection.execute
        run("PRAGMA foreign_keys = ON")
        run("PRAGMA secure_delete = ON")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA temp_store = MEMORY")  # sorting must not put a brief's words into a shared folder
        run("PRAGMA trusted_schema = OFF")
        run("PRAGMA cache_size = -16000")
        self._use_log()
        if self.version() != len(MIGRATIONS):
            self._migrate()

    def _use_log(self) -> None:
        """Switch to WAL. SQLite does not wait here: two processes that open a new file would refuse each other. A disk
        that cannot have it (some of a network) is used with the journal it can have."""
        deadline = time.monotonic() + BUSY_TIMEOUT
        while self._connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            try:
                if self._connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                    return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(_PAUSE)

    def version(self) -> int:
        """The file's schema version; 0 for a new file."""
        return int(self._connection.execute("PRAGMA user_version").fetchone()[0])

    def _migrate(self) -> None:
        found = self.version()
        if found > len(MIGRATIONS):
            raise StoreError(
                f"The library {self.path} was made by a newer BriefReader.", "Install that version, or a later one."
            )
        if found:
            self.copy_to(self.path.parent / BACKUPS / f"library-before-version-{len(MIGRATIONS)}.db")
        with self.write():
            for number in range(self.version(), len(MIGRATIONS)):  # asked again: another process may have been first
                for statement in _statements(MIGRATIONS[number]):
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version = {number + 1}")

    @contextmanager
    def write(self) -> Iterator[None]:
        """A transaction that is committed, and on disk, when the block ends, and undone when it raises. Joins the one
        under way, if any; within `read`, which nothing outlives, it is a mistake of the caller's."""
        if self._reading:
            raise RuntimeError("what is written while reading would be lost")
        if self._connection.in_transaction:
            yield
            return
        self._check_file()
        self._execute("BEGIN IMMEDIATE")
        try:
            yield
            self._execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise

    @contextmanager
    def read(self) -> Iterator[None]:
        """What is read inside is of one moment, whatever other processes write meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        self._execute("BEGIN")
        self._reading = True
        try:
            yield
        finally:
            self._reading = False
            self._roll_back()

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.OperationalError):  # the disk has gone; nothing was written
                self._connection.execute("ROLLBACK")

    def _check_file(self) -> None:
        """SQLite would go on writing into a file that has been deleted, and all would be lost at the end."""
        if _identity(self.path) != self._file:
            raise StoreError(
                f"The library {self.path} is no longer where it was; the last change was not saved.",
                "Bring its folder back, then open BriefReader anew.",
            )

    def run(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one statement; returns the number of rows it touched."""
        return self._execute(sql, values).rowcount

    def insert(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Execute one INSERT; returns the new row's number."""
        return self._execute(sql, values).lastrowid or 0

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        with self._refusing():
            self._connection.executemany(sql, rows)

    def all(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        with self._refusing():
            return self._connection.execute(sql, values).fetchall()

    def one(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        with self._refusing():
            row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.one(sql, values)
        return row[0] if row is not None else None

    def data_version(self) -> int:
        """A number that changes when another connection has committed."""
        return int(self.value("PRAGMA data_version"))

    def copy_to(self, target: Path) -> None:
        """A consistent copy of the whole file at `target`, replaced only when the copy is complete, sound and on disk.
        Raises StoreError."""
        partial = target.with_name(f"{target.name}.{os.getpid()}.partial")  # another process may copy as well
        try:
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial.unlink(missing_ok=True)
            os.close(os.open(partial, os.O_CREAT | os.O_RDWR, 0o600))
            with contextlib.closing(sqlite3.connect(partial)) as copy:
                self._connection.backup(copy)
                wrong = [str(row[0]) for row in copy.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
            if wrong:
                raise sqlite3.DatabaseError(f"database disk image is malformed: {wrong[0]}")
            partial.replace(target)
            _sync(target.parent)
        except (OSError, sqlite3.Error) as error:
            with contextlib.suppress(OSError):  # the folder itself may be what is wrong
                partial.unlink(missing_ok=True)
            if isinstance(error, sqlite3.Error) and _is_damage(str(error)):
                raise _refusal(self.path, error) from error
            raise StoreError(
                f"The library could not be backed up to {target.parent} ({_cause(error)}).",
                "Make room there, or mend its permissions.",
            ) from error

    def leave_no_trace(self) -> None:
        """Write all back into the main file and empty the log beside it, so that deleted text is in neither.

        Raises StoreError when another process has been reading for longer than the busy timeout; the log is then
        emptied when the last process closes the file.
        """
        if self.value("PRAGMA wal_checkpoint(TRUNCATE)"):
            raise StoreError(
                "The text was removed, but another program is reading the library.",
                "Its last traces go when all BriefReader windows are closed.",
            )

    def complaints(self) -> list[str]:
        """What is wrong with the file; empty when sound."""
        try:
            found = [str(row[0]) for row in self.all("PRAGMA integrity_check(20)") if row[0] != "ok"]
            found += [f"{row[0]} refers to a missing {row[2]}" for row in self.all("PRAGMA foreign_key_check")[:20]]
            found += [f"{what}: {row[0]}" for sql, what in _CHECKS if (row := self.one(sql)) and row[0]]
        except StoreError as error:
            return [str(error)]
        return found

    def quick_check(self) -> None:
        """Look over the file's structure; takes about a second for each gigabyte. Raises StoreError when it is
        damaged."""
        wrong = [str(row[0]) for row in self.all("PRAGMA quick_check(1)") if row[0] != "ok"]
        if wrong:
            raise _refusal(self.path, sqlite3.DatabaseError(f"database disk image is malformed: {wrong[0]}"))

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        with self._refusing():
            return self._connection.execute(sql, values)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        """What SQLite refuses is told as a StoreError."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise _refusal(self.path, error) from error

    def close(self) -> None:
        self._connection.close()


_CHECKS = (
    (
        "SELECT count(*) FROM briefs LEFT JOIN versions ON versions.id = version AND versions.brief = briefs.id "
        "WHERE versions.id IS NULL AND (version IS NOT NULL OR state = 'ready')",
        "briefs that have lost their text",
    ),
    (
        "SELECT count(*) FROM passages JOIN briefs ON briefs.id = passages.brief "
        "JOIN versions ON versions.id = version WHERE NOT (0 <= start AND start < end AND end <= length(text))",
        "passages outside their text",
    ),
)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file is at `path`: device and number; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _sync(folder: Path) -> None:
    """A file put into `folder` is there after a power cut, too."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_damage(cause: str) -> bool:
    return "malformed" in cause or "not a database" in cause


def _cause(error: Exception) -> str:
    return error.strerror or "no reason given" if isinstance(error, OSError) else str(error)


def _refusal(path: Path, error: sqlite3.Error) -> StoreError:
    cause = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        return StoreError(
            f"What this change builds upon is no longer in the library ({cause}).", "Look again, and do it anew."
        )
    if "locked" in cause or "busy" in cause:
        return StoreError("Another program is keeping the library busy.", "Try again in a moment.")
    if _is_damage(cause):
        return StoreError(
            f"The library {path} is damaged ({cause}).",
            f"Put back one of its copies in {path.parent / BACKUPS} with: briefreader restore. What is there now "
            f"is kept beside them; {path.name} is not deleted.",
        )
    if "full" in cause:
        return StoreError("The disk is full; the last change was not saved.", "Free some space and do it again.")
    if "readonly" in cause:
        return StoreError(f"The library {path} may not be written.", "Mend its permissions.")
    if "disk I/O" in cause or "unable to open" in cause:
        return StoreError(
            f"The disk with the library {path} does not answer; the last change was not saved.",
            "Bring it back, then open BriefReader anew.",
        )
    return StoreError(f"The library {path} refused the request ({cause}).", "Run: briefreader doctor")
