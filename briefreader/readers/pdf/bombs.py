"""Compressed streams that unpack to many times their size, found before a library unpacks them whole."""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n")
_LEAST = 20_000  # compressed bytes; what is smaller cannot unpack to more than 20 MB
_PROBE = 8_192
_STEEP = 100  # times its size; text reaches 10, plain pictures 1,000
_MOST = 64 * 1024 * 1024
_PIECE = 1 << 20


def swells(data: bytes) -> bool:
    """Whether a stream of the PDF in `data` unpacks to more than 64 MB at a hundred times its size or more.

    Pictures are left alone: a library unpacks them line by line, and only when they are drawn.
    """
    place = 0
    while match := _STREAM.search(data, place):
        begin = match.end()
        place = data.find(b"endstream", begin)
        if place < 0:
            place = len(data)
        place += len(b"endstream")
        end = place - len(b"endstream")
        if end - begin < _LEAST or data[begin : begin + 1] not in (b"\x78", b"\x58", b"\x48", b"\x68", b"\x38"):
            continue
        header = data[max(0, begin - 400) : begin]
        if b"/Image" not in header[header.rfind(b" obj") + 1 :] and _unpacked(data, begin, end) > _MOST:
            return True
    return False


def _unpacked(data: bytes, begin: int, end: int) -> int:
    """How many bytes a stream unpacks to; no more than the first are looked at when they are not steep."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        size = len(unpacker.decompress(data[begin : begin + _PROBE], _STEEP * _PROBE))
        if size < _STEEP * _PROBE:
            return size
        rest = unpacker.unconsumed_tail + data[begin + _PROBE : end]
        while rest and size <= _MOST and not unpacker.eof:
            size += len(unpacker.decompress(rest, _PIECE))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return size
    return size
