"""The compound file that Outlook keeps a mail in, as storages of properties (MS-OXMSG), read by `olefile`."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import olefile

from briefreader.errors import ReadError
from briefreader.readers.mail.headers import text_of

_DAMAGED = "It is damaged: no mail can be made out in it."
_AGAIN = "Save the mail anew in Outlook, best as .eml."
_FIXED = 16  # bytes of a property of fixed length: tag, flags, value
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_BROKEN = (
    OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, EOFError, struct.error,
    RecursionError,
)  # fmt: skip
_CODE_PAGES = {65001: "utf-8", 20127: "us-ascii", 28591: "iso-8859-1", 20866: "koi8-r", 932: "shift_jis", 936: "gbk",
               949: "euc-kr", 950: "big5", 50220: "iso-2022-jp", 51932: "euc-jp", 54936: "gb18030"}  # fmt: skip
_MESSAGE_CODE_PAGES = (0x3FDE, 0x3FFD)


class Compound:
    """The storages of the compound file `data`; `name` is the file that errors speak of. Raises ReadError.

    No more is read of it in all than twice its size: honest streams do not overlap.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._left = 2 * len(data) + (1 << 20)
        try:
            self._file = olefile.OleFileIO(io.BytesIO(data))
            self._streams = {tuple(entry) for entry in self._file.listdir(streams=True, storages=False)}
        except _BROKEN:
            raise ReadError(name, _DAMAGED, _AGAIN) from None
        self.storages: dict[tuple[str, ...], list[str]] = {}
        for stream in sorted(self._streams):
            for depth in range(len(stream)):
                self.storages.setdefault(stream[:depth], []).append(stream[depth])

    def read(self, path: tuple[str, ...]) -> bytes:
        """The bytes of a stream; b"" when there is none. Raises ReadError."""
        if path not in self._streams:
            return b""
        try:
            if self._file.get_size(list(path)) > self._left:
                raise ReadError(self._name, _DAMAGED, _AGAIN)
            data: bytes = self._file.openstream(list(path)).read()
        except _BROKEN:
            return b""  # one damaged property does not make the others unreadable
        self._left -= len(data)
        return data


class Storage:
    """A mail, a recipient or an attachment: its properties by their number. `head` is how many bytes stand before the
    properties of fixed length."""

    def __init__(self, compound: Compound, path: tuple[str, ...] = (), head: int = 32, charset: str = "") -> None:
        self._compound = compound
        self._path = path
        fixed = compound.read((*path, "__properties_version1.0"))[head:]
        self._fixed = {
            tag >> 16: value for tag, _, value in struct.iter_unpack("<II8s", fixed[: len(fixed) // _FIXED * _FIXED])
        }
        self.charset = charset or self._charset()

    def text(self, number: int) -> str:
        """A property that is text; "" when it is absent."""
        if wide := self.binary(number, "001F"):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self.binary(number, "001E")
        return text_of(narrow, self.charset).rstrip("\0") if narrow else ""

    def binary(self, number: int, kind: str = "0102") -> bytes:
        return self._compound.read((*self._path, f"__substg1.0_{number:04X}{kind}"))

    def number(self, number: int) -> int:
        """A property that is a whole number of 32 bits; 0 when it is absent."""
        return int.from_bytes(self._fixed.get(number, b"")[:4], "little")

    def time(self, number: int) -> datetime | None:
        ticks = int.from_bytes(self._fixed.get(number, b""), "little")
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10) if ticks else None
        except OverflowError:
            return None

    def inner(self, prefix: str, head: int = 8) -> Iterator[Storage]:
        """The storages within this one whose name begins with `prefix`."""
        names = dict.fromkeys(self._compound.storages.get(self._path, ()))
        for name in names:
            if name.startswith(prefix) and (*self._path, name) in self._compound.storages:
                yield Storage(self._compound, (*self._path, name), head, self.charset)

    def _charset(self) -> str:
        page = next((page for number in _MESSAGE_CODE_PAGES if (page := self.number(number))), 0)
        return _CODE_PAGES.get(page) or (f"cp{page}" if 1250 <= page <= 1258 or page in (437, 850, 874) else "")
