"""Opens one file, finds out what it is, and hands it to its reader; every failure is one ReadError."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path, PurePath

from briefreader.errors import ReadError
from briefreader.readers import html, marked, plain
from briefreader.readers.builder import TooManyBlocks
from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.kinds import READABLE, UNREADABLE, Format, begins_like_html, signature
from briefreader.text.document import Document

VERSION = 1  # raised when the same bytes give another text or other blocks
MAX_BYTES = 32 * 1024 * 1024

_SAVE_AS = "Save it as text, Markdown or HTML and add that file."
_READERS: dict[Format, Callable[[str, str], Document]] = {
    "text": plain.read_text,
    "markdown": marked.read_text,
    "html": html.read_text,
}


def read(path: Path) -> Document:
    """The brief in the file `path`. Raises ReadError, and nothing else, when it cannot be read."""
    return read_bytes(load(path), str(path))


def load(path: Path) -> bytes:
    """The bytes of the file `path`, if it is of a kind and size that can be read. Raises ReadError."""
    name = str(path)
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise ReadError(name, "It is a folder, not a file.", "Give the folder to index to read the files in it.")
        if not stat.S_ISREG(before.st_mode):
            raise ReadError(name, "It is not an ordinary file.")
        _refuse_by_name(name)
        if before.st_size > MAX_BYTES:
            raise _too_big(name, before.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        after = path.stat()
    except FileNotFoundError:
        raise ReadError(name, "There is no such file.", "It may have been moved or renamed.") from None
    except PermissionError:
        raise ReadError(name, "This file may not be opened.", "Ask for permission to read it.") from None
    except (OSError, ValueError) as error:
        raise ReadError(name, f"The system could not read it ({type(error).__name__}).") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise ReadError(name, "It changed while it was being read.", "Try again when it has been saved.")
    return data


def read_bytes(data: bytes, name: str) -> Document:
    """The brief in `data`; `name` is the file's name or path, whose ending says the format. Raises ReadError."""
    _refuse_by_name(name)
    if not data:
        raise ReadError(name, "The file is empty.")
    if len(data) > MAX_BYTES:
        raise _too_big(name, len(data))
    if kind := signature(data):
        raise ReadError(name, f"Its content is not text but {_article(kind)} {kind} file.", _SAVE_AS)
    form = READABLE.get(PurePath(name).suffix.lower(), "text")
    try:
        text = decode(data, html.declared_charset(data) if form == "html" else "").text
        if begins_like_html(text):
            form = "html"
        document = _READERS[form](text, name)
    except BinaryData:
        raise ReadError(name, "Its content is not text.", _SAVE_AS) from None
    except TooManyBlocks:
        raise ReadError(name, "It falls into more paragraphs than a brief can have.", "Split the file.") from None
    if not document.text:
        raise ReadError(name, "There is no text in it.")
    return document


def _refuse_by_name(name: str) -> None:
    if kind := UNREADABLE.get(PurePath(name).suffix.lower()):
        raise ReadError(name, f"BriefReader cannot read {kind} files yet.", _SAVE_AS)


def _too_big(name: str, size: int) -> ReadError:
    limit = MAX_BYTES // 1024**2
    return ReadError(name, f"It has {size / 1024**2:.0f} MB; BriefReader reads up to {limit} MB.", "Split the file.")


def _article(kind: str) -> str:
    return "an" if kind[0] in "AEIOUaeiou" or kind in ("RTF", "XPS") else "a"
