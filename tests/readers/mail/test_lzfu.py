import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.readers.mail.lzfu import unpacked


def packed(data: bytes, size: int = 1000, kind: bytes = b"LZFu") -> bytes:
    return struct.pack("<II4sI", len(data) + 12, size, kind, 0) + data


def test_the_example_of_the_specification() -> None:
    data = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af3206865 6c090020627705b06c647d0a800fa0".replace(
            " ", ""
        )
    )
    assert unpacked(data) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_what_refers_to_itself() -> None:
    data = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert unpacked(data) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_uncompressed() -> None:
    assert unpacked(packed(b"{\\rtf1 x}!", 9, b"MELA")) == b"{\\rtf1 x}"


def test_no_rich_text() -> None:
    for data in (b"", b"x" * 10, packed(b"x", kind=b"ABCD")):
        with pytest.raises(ValueError, match=r"rich|short"):
            unpacked(data)


@given(st.binary(max_size=200), st.integers(0, 2**32 - 1))
def test_never_more_than_declared(data: bytes, size: int) -> None:
    assert len(unpacked(packed(data, size))) <= size
