"""Letters of RTF: bytes in the code page of their font, and Unicode characters with what stands for them elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from briefreader.readers.docx.symbols import symbol
from briefreader.readers.rtf.charsets import MULTIBYTE, SYMBOL, of_charset
from briefreader.readers.rtf.state import State

_LONGEST_NAME = 100
_NAMES = ("fonts", "styles", "info")  # where a font of signs names itself in letters


class Letters:
    """Turns bytes into text and hands it to `say`. `page` is the code page of the file."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.page = "cp1252"
        self._say = say
        self._fonts: dict[int, tuple[str, str]] = {}  # code page and name
        self._bytes = bytearray()
        self._to_skip = 0  # characters that stand for the Unicode character before
        self._high = 0  # the first half of a character beyond the basic plane

    def skips(self) -> bool:
        """Whether what comes next only stands for the Unicode character before; it counts as one character."""
        if not self._to_skip:
            return False
        self._to_skip -= 1
        return True

    def end_group(self) -> None:
        self._to_skip = 0

    def text(self, value: bytes, state: State) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(value))
            self._to_skip -= skipped
            value = value[skipped:]
        if not value or state.target == "skip":
            return
        page, _ = self._font(state)
        if not value.isascii() or page == SYMBOL:
            self._bytes += value
            return
        if self._bytes and page in MULTIBYTE and self._is_cut(page):
            self._bytes += value[:1]
            value = value[1:]
        self.flush(state)
        self._say(value.decode("ascii"))

    def byte(self, value: bytes, state: State) -> None:
        if not self.skips() and state.target != "skip":
            self._bytes += value

    def unicode(self, number: int, state: State) -> None:
        if self.skips():
            return
        code = number & 0xFFFF if number < 0 else number
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if high:
                self._say(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        elif code <= 0x10FFFF:
            self._say(chr(code - 0xF000 if 0xF020 <= code <= 0xF0FF else code))
        self._to_skip = state.skip

    def flush(self, state: State) -> None:
        """Say the bytes that have come so far: what follows may stand in another font."""
        if not self._bytes:
            return
        data = bytes(self._bytes)
        self._bytes.clear()
        page, name = self._font(state)
        if page == SYMBOL:
            self._say("".join(symbol(name, f"{byte:X}") for byte in data))
        else:
            self._say(data.decode(page, "replace"))

    def set_charset(self, font: int, charset: int) -> None:
        self._fonts[font] = (of_charset(charset), self._fonts.get(font, ("", ""))[1])

    def add_name(self, font: int, text: str) -> None:
        """The name of `font` goes on with `text`."""
        page, name = self._fonts.get(font, ("", ""))
        if len(name) < _LONGEST_NAME:
            self._fonts[font] = (page, name + text.replace(";", ""))

    def _font(self, state: State) -> tuple[str, str]:
        page, name = self._fonts.get(state.font, ("", ""))
        if page == SYMBOL and state.target in _NAMES:
            page = ""
        return page or self.page, name

    def _is_cut(self, page: str) -> bool:
        """Whether the bytes so far end within a character."""
        try:
            bytes(self._bytes).decode(page)
        except UnicodeDecodeError:
            return True
        return False
