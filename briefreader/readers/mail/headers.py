"""The headers of a mail as people read them: encoded words decoded, addresses apart, dates in ISO 8601."""

from __future__ import annotations

from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parsedate_to_datetime

from briefreader.readers.encoding import BinaryData, decode
from briefreader.readers.mail.addresses import people
from briefreader.readers.mail.letter import Correspondent

_LONGEST = 40_000  # characters of one header; the rest is not looked at
_MOST = 20  # headers of one kind
_STATEFUL = ("iso-2022-", "hz", "utf-7")  # encodings whose bytes look like ASCII


def words(value: str) -> str:
    """A header's value as it is meant: unfolded, `=?charset?...?=` decoded, one space where white space was."""
    value = " ".join(_unescaped(value[:_LONGEST]).split())
    if "=?" in value:
        try:
            parts = decode_header(value)
        except (HeaderParseError, ValueError):
            parts = [(value, None)]
        value = "".join(part if isinstance(part, str) else text_of(part, charset or "") for part, charset in parts)
    return " ".join(value.split())


def text_of(data: bytes, charset: str) -> str:
    """The text in `data`, said to be encoded in `charset`."""
    charset = charset.strip().strip("\"'").lower()
    if charset.startswith(_STATEFUL):
        try:
            return data.decode(charset, "replace")
        except (LookupError, ValueError):
            pass  # an encoding of that family that Python does not know
    try:
        return decode(data, charset).text
    except BinaryData:
        return data.decode("latin-1")


def correspondents(values: list[str]) -> tuple[Correspondent, ...]:
    """Everyone named in the address headers `values`."""
    found = (person for value in values[:_MOST] for person in people(_unfolded(value[:_LONGEST])))
    return tuple(Correspondent(words(name).strip("'\" "), words(address)) for name, address in found)


def day(value: str) -> str:
    """The day a date header names, in ISO 8601; "" when it names none."""
    try:
        return parsedate_to_datetime(_unfolded(value[:200])).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _unfolded(value: str) -> str:
    return _unescaped(value).replace("\r", " ").replace("\n", " ")


def _unescaped(value: str) -> str:
    """`value` with the bytes that the parser could not read as ASCII decoded."""
    if value.isascii():
        return value
    try:
        return text_of(value.encode("ascii", "surrogateescape"), "")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode("utf-8")
