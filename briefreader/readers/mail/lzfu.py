"""Rich text as Outlook compresses it (LZFu, the format of MS-OXRTFCP)."""

from __future__ import annotations

import struct

_DICTIONARY = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor "
    rb"MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
_SIZE = 4096
_HEADER = 16
_COMPRESSED = b"LZFu"
_PLAIN = b"MELA"
MAX_UNPACKED = 32 * 1024 * 1024


def unpacked(data: bytes) -> bytes:
    """The rich text in `data`, as far as it goes when `data` is cut short. Raises ValueError when it is none."""
    if len(data) < _HEADER:
        raise ValueError("too short")
    _, size, kind = struct.unpack_from("<II4s", data)
    if kind == _PLAIN:
        return data[_HEADER : _HEADER + size]
    if kind != _COMPRESSED:
        raise ValueError("no compressed rich text")
    window = bytearray(_DICTIONARY.ljust(_SIZE, b"\0"))
    write = len(_DICTIONARY)
    result = bytearray()
    place = _HEADER
    most = min(size, MAX_UNPACKED)
    while place < len(data) and len(result) < most:
        control = data[place]
        place += 1
        for bit in range(8):
            if control >> bit & 1:
                if place + 2 > len(data):
                    return bytes(result[:most])
                offset, length = data[place] << 4 | data[place + 1] >> 4, (data[place + 1] & 15) + 2
                place += 2
                if offset == write:
                    return bytes(result[:most])
                for _ in range(length):
                    byte = window[offset]
                    offset = (offset + 1) % _SIZE
                    window[write] = byte
                    write = (write + 1) % _SIZE
                    result.append(byte)
            else:
                if place >= len(data):
                    return bytes(result[:most])
                window[write] = data[place]
                write = (write + 1) % _SIZE
                result.append(data[place])
                place += 1
    return bytes(result[:most])
