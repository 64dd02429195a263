"""Canonical text: made once, when a file is read, and never again.

All offsets in the program are code points into a text that `canonical` has cleaned. Raise `TEXT_VERSION` when the
cleaning changes: stored texts then count as changed, and passages are placed anew.
"""

from __future__ import annotations

import hashlib
import re

TEXT_VERSION = 1

# Controls, non-characters, lone surrogates, byte order marks and soft hyphens: XML, SQLite or Qt give them a
# meaning of their own, or drop them, and every offset behind them would shift.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def canonical(text: str) -> str:
    """`text` with `\\n` as the only line end, and without characters that cannot be shown or stored.

    Directional marks, zero-width joiners and no-break spaces stay: they belong to the writing.
    """
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def text_hash(text: str) -> str:
    """The sha256 of a canonical text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
