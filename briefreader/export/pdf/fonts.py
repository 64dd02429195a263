"""The fonts of a PDF: a family of this machine for the text, and for each script it lacks another font that has it.

Only TrueType outlines can be embedded as subsets. Where the machine has none of the families, Bitstream Vera is used,
which comes with reportlab and knows Latin letters alone; a character that no font has is shown as a box.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path
from unicodedata import bidirectional

import arabic_reshaper  # type: ignore[import-untyped]
import reportlab  # type: ignore[import-untyped]
from bidi.algorithm import get_display  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFError, TTFont  # type: ignore[import-untyped]

from briefreader.export.legal import plain

# python-bidi knows embeddings but not the isolates of Unicode 6.3, nor letters Unicode has not assigned.
_EMBEDDED = {0x2066: "\u202a", 0x2067: "\u202b", 0x2068: None, 0x2069: "\u202c"}
_FACES = ("", "b", "i", "bi")  # text, textb, texti, textbi
_FAMILIES = (
    ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSans-BoldItalic"),
    ("segoeui", "segoeuib", "segoeuii", "segoeuiz"),
    ("SourceSans3-Regular", "SourceSans3-Bold", "SourceSans3-It", "SourceSans3-BoldIt"),
    ("LiberationSans-Regular", "LiberationSans-Bold", "LiberationSans-Italic", "LiberationSans-BoldItalic"),
    ("arial", "arialbd", "ariali", "arialbi"),
    ("Arial", "Arial Bold", "Arial Italic", "Arial Bold Italic"),
    ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSans-BoldOblique"),
    ("Vera", "VeraBd", "VeraIt", "VeraBI"),
)
_OTHERS = (
    "NotoNaskhArabic-Regular", "NotoSansArabic-Regular", "NotoSansHebrew-Regular", "DejaVuSans",
    "NotoSansArmenian-Regular", "NotoSansGeorgian-Regular", "NotoSansThai-Regular", "NotoSansDevanagari-Regular",
    "NotoSansSymbols2-Regular", "segoeui", "arial", "Arial Unicode", "DroidSansFallbackFull", "DroidSansFallback",
)  # fmt: skip
_PLACES = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": (os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"),),  # noqa: PTH118 - of another system
}


class Fonts:
    """The fonts of one document, registered under the names text, textb, texti, textbi and other1, other2, ..."""

    def __init__(self) -> None:
        files = _files()
        family = next(names for names in _FAMILIES if all(name in files for name in names))
        self._own: dict[str, TTFont] = {}
        for face, name in zip(_FACES, family, strict=True):
            self._own[face] = _registered(f"text{face}", files[name])
        pdfmetrics.registerFontFamily("text", "text", "textb", "texti", "textbi")
        self._waiting = [files[name] for name in dict.fromkeys(_OTHERS) if name in files and name not in family]
        self._others: list[tuple[str, TTFont]] = []
        self._chosen: dict[tuple[str, str], str] = {}

    def markup(self, text: str, *, bold: bool = False, italic: bool = False) -> str:
        """`text` as reportlab's paragraph markup; letters written from right to left stand as they are seen."""
        face = ("b" if bold else "") + ("i" if italic else "")
        return "".join(
            escape(part) if name == "text" else f'<font name="{name}">{escape(part)}</font>'
            for name, part in self.parts(seen(plain(text)), face)
        )

    def parts(self, text: str, face: str = "") -> Iterator[tuple[str, str]]:
        """(font, words) in order."""
        name, start = "", 0
        for index, char in enumerate(text):
            wanted = name if char == " " and name else self._font(char, face)
            if wanted != name:
                if index > start:
                    yield name, text[start:index]
                name, start = wanted, index
        if text:
            yield name, text[start:]

    def width(self, text: str, size: float) -> float:
        """How wide `text` is, in points, at `size`."""
        return float(sum(pdfmetrics.stringWidth(part, name, size) for name, part in self.parts(text)))

    def _font(self, char: str, face: str) -> str:
        key = char, face
        if key not in self._chosen:
            self._chosen[key] = self._first_with(ord(char), face)
        return self._chosen[key]

    def _first_with(self, code: int, face: str) -> str:
        if code in self._own[face].face.charToGlyph:
            return f"text{face}"
        for name, font in self._others:
            if code in font.face.charToGlyph:
                return name
        while self._waiting:
            name = f"other{len(self._others) + 1}"
            font = _registered(name, self._waiting.pop(0))
            self._others.append((name, font))
            if code in font.face.charToGlyph:
                return name
        return f"text{face}"


def seen(text: str, base: str = "L") -> str:
    """`text` in the order it is seen in on one line, Arabic letters in the forms they take there."""
    if not any("\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" for char in text):
        return text
    text = "".join(char if bidirectional(char) else "\ufffd" for char in text.translate(_EMBEDDED))
    shown: str = get_display(_reshaper().reshape(text), base_dir=base)
    return shown


@cache
def _reshaper() -> arabic_reshaper.ArabicReshaper:
    return arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_ligatures": True})


@cache
def _files() -> dict[str, Path]:
    """The TrueType files of this machine by their names without ending, and those that come with reportlab."""
    found: dict[str, Path] = {}
    places = [Path(place).expanduser() for place in _PLACES.get(sys.platform, _PLACES["linux"])]
    for place in (*places, Path(reportlab.__file__).parent / "fonts"):
        for path in sorted(place.rglob("*.[tT][tT][fF]")):
            found.setdefault(path.stem, path)
    return found


def _registered(name: str, path: Path) -> TTFont:
    """Font `path` under `name`; one that reportlab cannot use counts as having no characters."""
    font = _font(name, path)
    pdfmetrics.registerFont(font)
    return font


def _font(name: str, path: Path) -> TTFont:
    try:
        return TTFont(name, str(path), shapable=False)
    except TTFError:
        font = TTFont(name, str(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"), shapable=False)
        font.face.charToGlyph = {}
        return font
