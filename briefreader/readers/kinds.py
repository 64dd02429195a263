"""Which files are briefs, by name and by their first bytes, and what to say of those that cannot be read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Format = Literal["text", "markdown", "html"]

READABLE: dict[str, Format] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip

# Documents a folder of briefs may hold: listed, so that the user sees that they were not read.
UNREADABLE: dict[str, str] = {
    ".pdf": "PDF", ".docx": "Word", ".doc": "Word", ".docm": "Word", ".dotx": "Word", ".odt": "OpenDocument",
    ".rtf": "RTF", ".epub": "EPUB", ".mobi": "Kindle", ".azw3": "Kindle", ".eml": "e-mail", ".msg": "Outlook",
    ".mbox": "e-mail", ".pptx": "PowerPoint", ".ppt": "PowerPoint", ".odp": "OpenDocument presentation",
    ".xlsx": "Excel", ".xls": "Excel", ".ods": "OpenDocument spreadsheet", ".pages": "Pages", ".wpd": "WordPerfect",
    ".djvu": "DjVu", ".xps": "XPS", ".tex": "LaTeX", ".mht": "web archive", ".mhtml": "web archive",
}  # fmt: skip

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Microsoft Office"),
    (b"\x89PNG\r\n", "PNG image"),
    (b"\xff\xd8\xff", "JPEG image"),
    (b"GIF8", "GIF image"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!\x1a", "RAR"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3\x00", "database"),
)
_OFFICE_PARTS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "Word"),
    (b"ppt/", "PowerPoint"),
    (b"xl/", "Excel"),
    (b"application/epub", "EPUB"),
    (b"opendocument.text", "OpenDocument"),
)


def is_candidate(path: Path, explicit: bool) -> bool:
    """Whether a file is worth listing, by its name alone. What the user names themselves always is."""
    if explicit:
        return True
    name = path.name
    if name.startswith((".", "~$")) or name.endswith("~"):
        return False
    suffix = path.suffix.lower()
    return suffix in READABLE or suffix in UNREADABLE


def signature(data: bytes) -> str:
    """What kind of file `data` begins like ("PDF", "ZIP", ...); "" when it has no signature known here."""
    if data.startswith(b"PK\x03\x04"):
        head = data[:4096]
        return next((kind for part, kind in _OFFICE_PARTS if part in head), "ZIP")
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), "")


def begins_like_html(text: str) -> bool:
    """Whether a text is a web page whatever its name says."""
    head = text[:1000].lstrip().lower()
    if head.startswith("<?xml"):
        head = head.partition("?>")[2].lstrip()
    return head.startswith(("<!doctype html", "<html"))
