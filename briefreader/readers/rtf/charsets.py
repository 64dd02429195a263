"""Code pages of RTF: which bytes are which letters, by the file and by the font."""

from __future__ import annotations

SYMBOL = "symbol"  # no code page: a place in a font of signs
_CHARSETS = {
    0: "cp1252", 2: SYMBOL, 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PAGES = {
    437: "cp437", 708: "iso8859_6", 720: "cp720", 737: "cp737", 775: "cp775", 850: "cp850", 852: "cp852", 855: "cp855",
    857: "cp857", 860: "cp860", 861: "cp861", 862: "cp862", 863: "cp863", 864: "cp864", 865: "cp865", 866: "cp866",
    874: "cp874", 932: "cp932", 936: "gbk", 949: "cp949", 950: "cp950", 1250: "cp1250", 1251: "cp1251", 1252: "cp1252",
    1253: "cp1253", 1254: "cp1254", 1255: "cp1255", 1256: "cp1256", 1257: "cp1257", 1258: "cp1258", 1361: "johab",
    10000: "mac_roman", 65001: "utf-8",
}  # fmt: skip
MULTIBYTE = frozenset(("cp932", "cp949", "johab", "gbk", "cp950", "utf-8"))


def of_charset(charset: int) -> str:
    """The code page of a font's character set; "" when the file's own counts."""
    return _CHARSETS.get(charset, "")


def of_page(number: int) -> str:
    """The code page of its number; that of western Windows for one that is not known."""
    return _PAGES.get(number, "cp1252")
