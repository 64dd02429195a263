"""Every error a caller may meet, in one tree.

BriefReaderError            a sentence for the user: `message`; what to do about it: `remedy`
├── UsageError              the request itself is malformed (command line: exit code 2)
├── ReadError               one file could not be read; names the file
├── NotFound                no such brief, passage or tag
│   └── TextNotFound        the exact text stands nowhere in the brief
├── Ambiguous               a name or text fits more than one thing; lists the places
├── StoreError              the library file cannot be opened, is newer than this program, or refuses a write
├── SearchError             the index could not answer
├── ExportError             the report could not be written
└── WorkerDied              a background process ended before its work did
"""

from __future__ import annotations

from collections.abc import Sequence


class BriefReaderError(Exception):
    """Base of all errors meant for the user: one sentence, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(BriefReaderError):
    """The request is malformed."""


class ReadError(BriefReaderError):
    """A file could not be read. `path` is as the user gave it, `message` is the reason without the path."""

    def __init__(self, path: str, reason: str, remedy: str = "") -> None:
        super().__init__(reason, remedy)
        self.args = (path, reason, remedy)  # so that the error survives a pickle between processes
        self.path = path


class NotFound(BriefReaderError):
    """No such brief, passage or tag."""


class TextNotFound(NotFound):
    """The exact text stands nowhere in the brief."""


class Ambiguous(BriefReaderError):
    """More than one thing fits; `places` describes each, in order."""

    def __init__(self, message: str, remedy: str = "", places: Sequence[str] = ()) -> None:
        super().__init__(message, remedy)
        self.args = (message, remedy, tuple(places))
        self.places = tuple(places)


class StoreError(BriefReaderError):
    """The library file cannot be used."""


class SearchError(BriefReaderError):
    """The index could not answer."""


class ExportError(BriefReaderError):
    """The report could not be written."""


class WorkerDied(BriefReaderError):
    """A background process ended before its work did."""
