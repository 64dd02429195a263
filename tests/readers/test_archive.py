"""Packed files: what is in them is read, what would harm is refused, in a sentence."""

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import archive as module
from briefreader.readers.archive import Archive


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as target:
        for name, content in members.items():
            target.writestr(name, content)
    return buffer.getvalue()


def test_members_are_listed_in_order_and_read() -> None:
    archive = Archive(packed({"b.txt": b"two", "folder/": b"", "folder/a.txt": b"one"}), "pack.zip")
    assert archive.names == ("b.txt", "folder/a.txt")
    assert archive.read("folder/a.txt") == b"one"
    assert archive.size("b.txt") == 3


def test_a_part_is_found_whatever_its_case_and_slashes() -> None:
    archive = Archive(packed({"Word\\Document.xml": b"x"}), "a.docx")
    assert "word/document.xml" in archive
    assert archive.read("/word/document.xml") == b"x"


def test_a_missing_member_is_named() -> None:
    with pytest.raises(ReadError, match=r"word/document\.xml is missing"):
        Archive(packed({"a": b""}), "a.docx").read("word/document.xml")


def test_what_is_no_container_is_damaged() -> None:
    with pytest.raises(ReadError, match="damaged"):
        Archive(b"PK\x03\x04 and no more", "a.docx")


def test_a_member_that_unpacks_a_thousandfold_is_refused() -> None:
    archive = Archive(packed({"bomb": bytes(12 * 1024 * 1024)}), "a.docx")
    with pytest.raises(ReadError, match="unpacks to more"):
        archive.read("bomb")


def test_little_that_packs_well_is_no_bomb() -> None:
    assert len(Archive(packed({"spaces": b" " * 1_000_000}), "a.docx").read("spaces")) == 1_000_000


def test_a_size_that_lies_does_not_help(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MEMBER", 100_000)
    data = bytearray(packed({"a": bytes(range(256)) * 1000}))
    place = data.find(b"PK\x01\x02") + 24
    assert struct.unpack_from("<I", data, place) == (256_000,)
    struct.pack_into("<I", data, place, 50)
    with pytest.raises(ReadError):
        Archive(bytes(data), "a.docx").read("a")


def test_all_members_together_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TOTAL", 2500)
    archive = Archive(packed({"a": bytes(1000), "b": bytes(1000), "c": bytes(1000)}), "a.zip")
    archive.read("a")
    archive.read("b")
    with pytest.raises(ReadError, match="unpacks to more"):
        archive.read("c")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_MEMBERS", 3)
    Archive(packed({"abc"[i]: b"" for i in range(3)}), "a.zip")
    with pytest.raises(ReadError, match="more than 3 files"):
        Archive(packed({"abcd"[i]: b"" for i in range(4)}), "a.zip")


def test_a_password_is_said_to_be_the_reason() -> None:
    data = bytearray(packed({"a": b"secret"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + offset] |= 1
    archive = Archive(bytes(data), "a.docx")
    assert archive.is_protected("a")
    with pytest.raises(ReadError, match="protected by a password"):
        archive.read("a")


def test_a_packing_that_reserves_memory_is_not_tried() -> None:
    with pytest.raises(ReadError, match="does not know"):
        Archive(packed({"a": b"x" * 100}, zipfile.ZIP_LZMA), "a.zip").read("a")


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=12), st.integers(0, 400))
def test_damage_is_a_read_error_and_nothing_else(changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(packed({"a/b.xml": b"<a>" * 50, "c": b"text"}))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        archive = Archive(bytes(data[: len(data) - cut if cut % 3 == 0 else None]), "a.docx")
        for name in archive.names:
            archive.read(name)
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
