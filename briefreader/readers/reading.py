"""Opens one file, finds out what it is, and hands it to its reader; every failure is one ReadError."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from briefreader.errors import ReadError
from briefreader.readers import (
    docx,
    epub,
    html,
    marked,
    members,
    mhtml,
    odt,
    pdf,
    plain,
    pptx,
    rtf,
    subtitles,
    tabular,
    xlsx,
)
from briefreader.readers.builder import TooManyBlocks
from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.kinds import PROTECTED, Format, begins_like_html, kind_of
from briefreader.readers.mail import eml, msg
from briefreader.text.document import Document

VERSION = 3  # raised when the same bytes give another text or other blocks
MAX_BYTES = 256 * 1024 * 1024
MAX_TEXT_BYTES = 32 * 1024 * 1024

_SAVE_AS = "Save it as text, PDF or Word (.docx) and add that file."
_TEXT_READERS: dict[Format, Callable[[str, str], Document]] = {
    "text": plain.read_text,
    "markdown": marked.read_text,
    "html": html.read_text,
}
# Each raises ReadError with the name it is given, or TooManyBlocks; what else a damaged file makes a library raise is
# turned into a ReadError by the reader that knows that library.
_READERS: dict[Format, Callable[[bytes, str], Document]] = {
    "csv": tabular.read,
    "xlsx": xlsx.read,
    "pptx": pptx.read,
    "rtf": rtf.read,
    "odt": odt.read,
    "docx": docx.read,
    "pdf": pdf.read,
    "eml": eml.read,
    "zip": members.read_pack,
    "msg": msg.read,
    "subtitles": subtitles.read,
    "epub": epub.read,
    "mhtml": mhtml.read,
}
_CALLED: dict[Format, str] = {"docx": "Word", "odt": "OpenDocument", "eml": "e-mail", "msg": "Outlook"}


def read(path: Path) -> Document:
    """The brief in the file `path`. Raises ReadError, and nothing else, when it cannot be read."""
    return read_bytes(load(path), str(path))


def load(path: Path) -> bytes:
    """The bytes of the file `path`, if it is of a kind and size that can be read. Raises ReadError."""
    name = str(path)
    try:
        before = path.stat()
        if stat.S_ISDIR(before.st_mode):
            raise ReadError(name, "It is a folder, not a file.", "All files in it are read by: briefreader index")
        if not stat.S_ISREG(before.st_mode):
            raise ReadError(name, "It is not an ordinary file.")
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
    """The brief in `data`; `name` is the file's name or path, whose ending counts where the content does not say what
    it is. Raises ReadError."""
    if not data:
        raise ReadError(name, "The file is empty.")
    if len(data) > MAX_BYTES:
        raise _too_big(name, len(data))
    form, called = kind_of(data, name)
    if called == PROTECTED:
        raise ReadError(name, "It is protected by a password.", "Save it without one and add that file.")
    if not form:
        raise ReadError(name, f"BriefReader cannot read {called} files.", _SAVE_AS)
    try:
        document = _text(data, name, form) if form in _TEXT_READERS else _bytes(data, name, form)
    except BinaryData:
        raise ReadError(name, "Its content is not text.", _SAVE_AS) from None
    except TooManyBlocks:
        raise ReadError(name, "It falls into more paragraphs than a brief can have.", "Split the file.") from None
    if not document.text and not document.paging:
        raise ReadError(name, "There is no text in it.")
    return document


def _text(data: bytes, name: str, form: Format) -> Document:
    if len(data) > MAX_TEXT_BYTES:
        raise _too_big(name, len(data), MAX_TEXT_BYTES)
    text = decode(data, html.declared_charset(data) if form == "html" else "").text
    return _TEXT_READERS["html" if begins_like_html(text) else form](text, name)


def _bytes(data: bytes, name: str, form: Format) -> Document:
    reader = _READERS.get(form)
    if reader is None:
        raise ReadError(name, f"BriefReader cannot read {_CALLED.get(form, form.upper())} files yet.", _SAVE_AS)
    return reader(data, name)


def _too_big(name: str, size: int, limit: int = 0) -> ReadError:
    most = (limit or MAX_BYTES) / 1024**2
    return ReadError(name, f"It has {size / 1024**2:.0f} MB; BriefReader reads up to {most:.0f} MB.", "Split the file.")
