"""The HTML, or plain text, that Outlook wraps into rich text (MS-OXRTFEX) and often keeps nowhere else."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from html import escape

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|"
    rb"\\(?P<sign>[^a-zA-Z])|(?P<text>[^\\{}\r\n]+)|(?P<rest>[\r\n\\])",
    re.DOTALL,
)
_FROM_HTML = re.compile(rb"\\fromhtml1?\b")
_FROM_TEXT = re.compile(rb"\\fromtext\b")
_HEAD = 2_000  # bytes in which the file says what it wraps
_TABLES = frozenset((b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"generator", b"mhtmltag"))
_CHARACTERS = {
    b"par": "\r\n", b"line": "\r\n", b"tab": "\t", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"endash": "–", b"emdash": "—", b"emspace": "\u2003", b"enspace": "\u2002",
}  # fmt: skip
_SIGNS = {b"~": "\u00a0", b"_": "\u2011", b"{": "{", b"}": "}", b"\\": "\\"}
_DEEPEST = 1_000  # groups within groups; what stands deeper is read as if it stood there


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds for a group: whether it is left out, a tag of the page, suppressed as rich text alone; and how many
    characters stand in for one of Unicode."""

    skipped: bool = False
    tag: bool = False
    suppressed: bool = False
    fallback: int = 1


def html_in(data: bytes) -> str:
    """The page in the rich text `data`; "" when it wraps none."""
    return _Unwrapping(data, page=True).text() if _FROM_HTML.search(data[:_HEAD]) else ""


def text_in(data: bytes) -> str:
    """The plain text in the rich text `data`; "" when it wraps none."""
    return _Unwrapping(data, page=False).text() if _FROM_TEXT.search(data[:_HEAD]) else ""


class _Unwrapping:
    def __init__(self, data: bytes, page: bool) -> None:
        self._data = data
        self._page = page
        page_number = re.search(rb"\\ansicpg(\d{3,5})", data[:_HEAD])
        self._codec = _codec(page_number.group(1).decode() if page_number else "1252")
        self._group = _Group()
        self._outer: list[_Group] = []
        self._excess = 0
        self._skip = 0  # characters that stand in for the last one of Unicode
        self._star = False
        self._bytes = bytearray()
        self._parts: list[str] = []

    def text(self) -> str:
        for token in _TOKEN.finditer(self._data):
            kind = token.lastgroup if token.lastgroup != "number" else "word"
            if kind == "hex":
                self._byte(bytes.fromhex(token["hex"].decode()))
            elif kind == "text":
                self._byte(token["text"])
            elif kind == "word":
                self._word(token["word"], int(token["number"]) if token["number"] else None)
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
            elif kind == "sign":
                self._sign(token["sign"])
        self._flush()
        # Characters beyond the first 65,536 are written as two halves.
        return "".join(self._parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _open(self) -> None:
        self._flush()
        self._skip = 0
        if len(self._outer) < _DEEPEST:
            self._outer.append(self._group)
        else:
            self._excess += 1

    def _close(self) -> None:
        self._flush()
        self._skip = 0
        self._star = False
        if self._excess:
            self._excess -= 1
        elif self._outer:
            self._group = self._outer.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._star = True
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])
        elif sign in (b"\r", b"\n"):
            self._say("\r\n")

    def _word(self, word: bytes, number: int | None) -> None:
        star, self._star = self._star, False
        group = self._group
        if word == b"htmltag":
            self._flush()
            self._group = replace(group, tag=True, suppressed=False)
        elif word in _TABLES or star:
            self._group = replace(group, skipped=True)
        elif word == b"htmlrtf":
            self._flush()
            self._group = replace(group, suppressed=number != 0)
        elif word == b"uc":
            self._group = replace(group, fallback=max(0, min(number or 0, 8)))
        elif word == b"u" and number is not None:
            self._say(chr(number % 65536))
            self._skip = group.fallback
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])

    def _byte(self, data: bytes) -> None:
        if self._skip:
            left, self._skip = self._skip, max(0, self._skip - len(data))
            data = data[left:]
        if data and self._shows:
            self._bytes += data

    def _say(self, text: str) -> None:
        if self._skip:
            self._skip -= 1
        elif self._shows:
            self._flush()
            self._parts.append(text)

    @property
    def _shows(self) -> bool:
        return not self._group.skipped and not (self._group.suppressed and not self._group.tag)

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._codec, "replace")
            self._parts.append(escape(text, quote=False) if self._page and not self._group.tag else text)
            self._bytes.clear()


def _codec(number: str) -> str:
    try:
        return codecs.lookup("utf-8" if number == "65001" else f"cp{number}").name
    except LookupError:
        return "cp1252"
