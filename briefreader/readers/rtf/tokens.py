"""RTF to tokens, in one pass and without recursion (Rich Text Format Specification 1.9.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["open", "close", "word", "sign", "byte", "text"]

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,40})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)",
    re.DOTALL,
)
_MOST = 0x7FFFFFFF


class Token(NamedTuple):
    """`value` is a control word, or bytes of text; `number` the word's parameter, None without one."""

    kind: Kind
    value: bytes = b""
    number: int | None = None


_OPEN, _CLOSE = Token("open"), Token("close")


def tokens(data: bytes) -> Iterator[Token]:
    """The tokens of `data`; binary data within is skipped, damage is passed over."""
    place, size = 0, len(data)
    while place < size:
        match = _TOKEN.match(data, place)
        if match is None:
            place += 1
            continue
        place = match.end()
        word, number, byte, sign, brace, text = match.groups()
        if text is not None:
            yield Token("text", text)
        elif word is not None:
            value = max(-_MOST, min(_MOST, int(number))) if number is not None else None
            if word == b"bin":
                place += max(0, value or 0)
            else:
                yield Token("word", word, value)
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif byte is not None:
            yield Token("byte", bytes((int(byte, 16),)))
        elif sign is not None:
            yield Token("sign", sign)
