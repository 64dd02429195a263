"""Bounded access to a zip container: nothing is written anywhere, and no member can unpack without end.

Word, OpenDocument, PowerPoint, Excel and EPUB files are such containers, as are packs of briefs.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from briefreader.errors import ReadError

MAX_MEMBERS = 10_000
MAX_MEMBER = 200 * 1024 * 1024  # bytes of one member, unpacked
MAX_TOTAL = 1024 * 1024 * 1024  # bytes of all that is read of one container, unpacked
MAX_RATIO = 200  # how much smaller than its content a member of more than _SMALL bytes may be packed
_SMALL = 10 * 1024 * 1024
_CHUNK = 1024 * 1024
# LZMA reserves as much memory as a member asks for; office files and packs use none of it.
_METHODS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2))
_ENCRYPTED = 0x1
_DIRECTORY_END = b"PK\x05\x06"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LONGEST_END = 22 + 65_535  # the record that ends a container, with its comment
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError,
    KeyError, IndexError, OverflowError,
)  # fmt: skip

_AGAIN = "Get the file again, or save it anew in the program that made it."


class Archive:
    """The members of the zip container `data`; `name` is the file that errors speak of.

    Raises ReadError when there is no such container, when it has more than MAX_MEMBERS members, and from `read`.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = MAX_TOTAL
        if _entries(data) > MAX_MEMBERS:
            raise ReadError(name, f"It packs more than {MAX_MEMBERS:,} files.", "Unpack it and add the folder.")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise ReadError(name, "It is damaged: what it packs cannot be found in it.", _AGAIN) from None
        self._infos = {
            info.filename: info for info in self._zip.infolist() if info.filename and info.filename[-1] != "/"
        }
        self._folded = {_folded(member): member for member in reversed(self._infos)}

    @property
    def names(self) -> tuple[str, ...]:
        """The members' paths as written, without folders, in the order of the container. Never to be trusted as
        paths of this machine."""
        return tuple(self._infos)

    def __contains__(self, member: str) -> bool:
        return member in self._infos or _folded(member) in self._folded

    def size(self, member: str) -> int:
        """The bytes of `member` unpacked, as the container declares them; 0 when there is no such member."""
        info = self._find(member)
        return info.file_size if info else 0

    def is_protected(self, member: str) -> bool:
        """Whether `member` needs a password."""
        info = self._find(member)
        return bool(info and info.flag_bits & _ENCRYPTED)

    def read(self, member: str) -> bytes:
        """The content of `member`, found by its path as written or, as these formats allow, in other letter cases.

        Raises ReadError when there is none, when it is damaged or protected, or when it unpacks to too much.
        """
        info = self._find(member)
        if info is None:
            raise ReadError(self._name, f"It is damaged: {member} is missing in it.", _AGAIN)
        if info.flag_bits & _ENCRYPTED:
            raise ReadError(self._name, "It is protected by a password.", "Save it without one and add that file.")
        if info.compress_type not in _METHODS:
            raise ReadError(self._name, f"{member} is packed in a way BriefReader does not know.", _AGAIN)
        self._check(member, info.file_size, info.compress_size)
        try:
            data = self._unpack(member, info)
        except _BROKEN:
            raise ReadError(self._name, f"It is damaged: {member} cannot be unpacked.", _AGAIN) from None
        self._left -= len(data)
        return data

    def _find(self, member: str) -> zipfile.ZipInfo | None:
        return self._infos.get(member) or self._infos.get(self._folded.get(_folded(member), ""))

    def _unpack(self, member: str, info: zipfile.ZipInfo) -> bytes:
        parts: list[bytes] = []
        size = 0
        with self._zip.open(info) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                self._check(member, size, info.compress_size)  # what the container declares may be a lie
                parts.append(part)
        return b"".join(parts)

    def _check(self, member: str, size: int, packed: int) -> None:
        if size > MAX_MEMBER or size > self._left or (size > _SMALL and size > MAX_RATIO * max(1, packed)):
            raise ReadError(
                self._name,
                f"{member} unpacks to more than a brief can hold; it may be made to harm.",
                "Ask where the file comes from.",
            )


def _folded(member: str) -> str:
    return member.replace("\\", "/").lstrip("/").lower()


def _entries(data: bytes) -> int:
    """How many members the directory at the end of `data` lists, counted before anything is made of them."""
    end = data.rfind(_DIRECTORY_END, max(0, len(data) - _LONGEST_END))
    if end < 0 or end + 16 > len(data):
        return 0
    (size,) = struct.unpack_from("<I", data, end + 12)
    start = 0 if size == 0xFFFFFFFF else max(0, end - size)
    return data.count(_DIRECTORY_ENTRY, start, end)
