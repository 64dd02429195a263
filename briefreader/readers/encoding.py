"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and the single-byte encodings of old files."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])  # not tab, line ends, form feed, escape
_MULTIBYTE = re.compile(b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(b"[\x80-\xff]")
_UNDEFINED_IN_CP1252 = re.compile(b"[\x81\x8d\x8f\x90\x9d]")
# What a page may declare: codecs that only map bytes to letters (Python knows others, such as zlib and punycode).
_DECLARABLE = re.compile(
    r"(?:us-ascii|ascii|utf-?8|utf-?16(?:le|be)?|iso-?8859-?\d{1,2}|latin-?[1-9]|windows-?125\d|cp125\d|koi8-?[ru]|"
    r"shift[-_]?jis|euc-?(?:jp|kr)|iso-?2022-?jp|gb2312|gbk|gb18030|big5(?:-hkscs)?|macintosh|tis-620|ibm\d{3}|x-sjis)"
)
_SAMPLE = 1 << 20


class Decoded(NamedTuple):
    """A text and the encoding it was in."""

    text: str
    encoding: str


class BinaryData(Exception):
    """The bytes are not a text."""


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text in `data`. `declared` is what the file says of itself, believed only when the bytes do not contradict.

    Raises BinaryData. Bytes that fit no encoding become U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    if wide := _wide(data[:_SAMPLE]):
        return Decoded(data.decode(wide, "replace"), wide)
    controls = _controls(data[:_SAMPLE])
    if controls > 0.4:
        raise BinaryData
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        if controls > 0.03:
            raise BinaryData from None
    name = declared.strip().strip("\"'").lower()
    if name in ("utf8", "utf-8"):
        return Decoded(data.decode("utf-8", "replace"), "utf-8")
    if _DECLARABLE.fullmatch(name) and not name.startswith("utf"):
        return _declared(data, name)
    if _is_damaged_utf8(data):
        return Decoded(data.decode("utf-8", "replace"), "utf-8")
    return _single_byte(data)


def _declared(data: bytes, name: str) -> Decoded:
    if name in ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"):
        return _single_byte(data)  # browsers read all of these as Windows-1252
    try:
        return Decoded(data.decode(name, "replace"), name)
    except LookupError:
        return _single_byte(data)


def _wide(sample: bytes) -> str:
    """UTF-32 or UTF-16 without a mark: NUL is the high byte of most characters; "" otherwise."""
    size = len(sample) // 4 * 4
    if size < 4:
        return ""
    nul = [sample[place:size:4].count(0) / (size // 4) for place in range(4)]
    if nul[2] > 0.9 and nul[3] > 0.9 and nul[0] < 0.1:
        return "utf-32-le"
    if nul[0] > 0.9 and nul[1] > 0.9 and nul[3] < 0.1:
        return "utf-32-be"
    even, odd = (nul[0] + nul[2]) / 2, (nul[1] + nul[3]) / 2
    if odd > 0.25 and even < 0.02:
        return "utf-16-le"
    if even > 0.25 and odd < 0.02:
        return "utf-16-be"
    return ""


def _controls(sample: bytes) -> float:
    """The share of bytes that no text holds."""
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample) if sample else 0.0


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether most high bytes stand in whole UTF-8 characters, so that the others are damage."""
    high = len(_HIGH.findall(data))
    whole = sum(len(match) for match in _MULTIBYTE.findall(data))
    return whole >= 0.5 * high


def _single_byte(data: bytes) -> Decoded:
    if _UNDEFINED_IN_CP1252.search(data):
        return Decoded(data.decode("latin-1"), "latin-1")
    return Decoded(data.decode("cp1252"), "cp1252")
