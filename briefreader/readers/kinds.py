"""Which files are briefs, by name, and what a file is: by its content first, then by how its name ends."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Literal, NamedTuple

from briefreader.errors import ReadError
from briefreader.readers.archive import Archive

Format = Literal[
    "text", "markdown", "html", "pdf", "docx", "odt", "rtf", "epub", "mhtml", "eml", "msg", "pptx", "xlsx", "csv",
    "subtitles", "zip",
]  # fmt: skip

PROTECTED = "password-protected Office"


class Kind(NamedTuple):
    """What a file is: a format, "" when it is none BriefReader reads; then `name` is what people call such files."""

    format: Format | Literal[""]
    name: str = ""


SUFFIXES: dict[str, Format] = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx", ".docm": "docx", ".dotx": "docx", ".odt": "odt", ".ott": "odt", ".rtf": "rtf",
    ".epub": "epub", ".mht": "mhtml", ".mhtml": "mhtml", ".eml": "eml", ".msg": "msg", ".pptx": "pptx",
    ".ppsx": "pptx", ".xlsx": "xlsx", ".xlsm": "xlsx", ".csv": "csv", ".tsv": "csv", ".srt": "subtitles",
    ".vtt": "subtitles", ".zip": "zip",
}  # fmt: skip

# Documents a folder of briefs may hold: listed, so that the user sees that they were not read.
_FOREIGN: dict[str, str] = {
    ".doc": "old Word", ".dot": "old Word", ".mobi": "Kindle", ".azw3": "Kindle", ".mbox": "mailbox",
    ".ppt": "old PowerPoint", ".odp": "OpenDocument presentation", ".xls": "old Excel",
    ".ods": "OpenDocument spreadsheet", ".pages": "Pages", ".wpd": "WordPerfect", ".djvu": "DjVu", ".xps": "XPS",
    ".tex": "LaTeX", ".7z": "7-Zip", ".rar": "RAR",
}  # fmt: skip

_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind("rtf")),
    (b"\x89PNG\r\n", Kind("", "PNG image")),
    (b"\xff\xd8\xff", Kind("", "JPEG image")),
    (b"GIF8", Kind("", "GIF image")),
    (b"\x1f\x8b\x08", Kind("", "gzip")),
    (b"7z\xbc\xaf", Kind("", "7-Zip")),
    (b"Rar!\x1a", Kind("", "RAR")),
    (b"\x7fELF", Kind("", "program")),
    (b"MZ\x90\x00", Kind("", "program")),
    (b"SQLite format 3\x00", Kind("", "database")),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of Outlook, old Office and encrypted Office files
_PDF_SEARCHED = 1024  # bytes; readers of PDF allow so much before the header
_PARTS: tuple[tuple[str, Kind], ...] = (
    ("word/document.xml", Kind("docx")),
    ("ppt/presentation.xml", Kind("pptx")),
    ("xl/workbook.xml", Kind("xlsx")),
)
_MIMETYPES: tuple[tuple[bytes, Kind], ...] = (
    (b"application/epub+zip", Kind("epub")),
    (b"application/vnd.oasis.opendocument.text", Kind("odt")),
    (b"application/vnd.oasis.opendocument.presentation", Kind("", "OpenDocument presentation")),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind("", "OpenDocument spreadsheet")),
)


def is_candidate(path: Path, explicit: bool) -> bool:
    """Whether a file is worth listing, by its name alone. What the user names themselves always is."""
    if explicit:
        return True
    name = path.name
    if name.startswith((".", "~$", ".~lock.")) or name.endswith("~"):
        return False
    suffix = path.suffix.lower()
    return suffix in SUFFIXES or suffix in _FOREIGN


def kind_of(data: bytes, name: str) -> Kind:
    """What the file `name` with the content `data` is: by its content, and only where that says nothing by its name."""
    by_name = SUFFIXES.get(PurePath(name).suffix.lower())
    if b"%PDF-" in data[:_PDF_SEARCHED] and (by_name in ("pdf", None) or data.lstrip()[:5] == b"%PDF-"):
        return Kind("pdf")
    if data.startswith(_COMPOUND):
        return _compound(data)
    if data.startswith(b"PK\x03\x04") or (data.startswith(b"PK\x05\x06") and by_name != "text"):
        return _zipped(data, by_name)
    for start, kind in _SIGNATURES:
        if data.startswith(start):
            return kind
    if by_name:
        return Kind(by_name)
    foreign = _FOREIGN.get(PurePath(name).suffix.lower())
    return Kind("", foreign) if foreign else Kind("text")


def begins_like_html(text: str) -> bool:
    """Whether a text is a web page whatever its name says."""
    head = text[:1000].lstrip().lower()
    if head.startswith("<?xml"):
        head = head.partition("?>")[2].lstrip()
    return head.startswith(("<!doctype html", "<html"))


def _compound(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind("", PROTECTED)
    if "__substg1.0_".encode("utf-16-le") in data or "__properties_version1.0".encode("utf-16-le") in data:
        return Kind("msg")
    return Kind("", "old Microsoft Office")


def _zipped(data: bytes, by_name: Format | None) -> Kind:
    try:
        archive = Archive(data, "")
        mimetype = archive.read("mimetype").strip() if 0 < archive.size("mimetype") < 200 else b""
    except ReadError:  # its own reader says what is wrong
        return Kind(by_name if by_name in ("docx", "odt", "epub", "pptx", "xlsx") else "zip")
    for part, kind in _PARTS:
        if part in archive:
            return kind
    for start, kind in _MIMETYPES:
        if mimetype.startswith(start):
            return kind
    if "META-INF/container.xml" in archive:
        return Kind("epub")
    return Kind(by_name if by_name in ("docx", "odt", "epub", "pptx", "xlsx") else "zip")
