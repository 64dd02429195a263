"""Numbers as lists, notes and pages print them: 4, iv, D, IV, 4th, fourth, §."""

from __future__ import annotations

from typing import Literal

Numeral = Literal[
    "decimal", "padded", "lower roman", "upper roman", "lower letter", "upper letter", "ordinal", "cardinal words",
    "ordinal words", "symbols", "dashed", "none", "bullet",
]  # fmt: skip

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_SYMBOLS = "*†‡§"


def numeral(number: int, style: Numeral) -> str:
    """`number` as `style` prints it; in plain digits where the style has no sign for it."""
    if style in ("none", "bullet"):
        return ""
    if style == "padded":
        return f"{number:02d}"
    if style == "dashed":
        return f"- {number} -"
    if number < 1 or number > 9999:
        return str(number)
    if style in ("lower roman", "upper roman"):
        return _cased(_roman(number), style)
    if style in ("lower letter", "upper letter"):
        return _cased(_letters(number), style)
    if style == "ordinal":
        return f"{number}{_suffix(number)}"
    if style in ("cardinal words", "ordinal words") and number < 100:
        return _words(number, style == "ordinal words")
    if style == "symbols":
        rounds, place = divmod(number - 1, len(_SYMBOLS))
        return _SYMBOLS[place] * (rounds + 1) if rounds < 5 else str(number)
    return str(number)


def _cased(text: str, style: str) -> str:
    return text.upper() if style.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text


def _letters(number: int) -> str:
    """a to z, then aa to zz: office programs repeat the letter."""
    rounds, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (rounds + 1) if rounds < 10 else str(number)


def _suffix(number: int) -> str:
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _words(number: int, ordinal: bool) -> str:
    tens, ones = divmod(number, 10)
    parts = [_ONES[number]] if number < 20 else [_TENS[tens], *([_ONES[ones]] if ones else [])]
    if ordinal:
        last = parts[-1]
        parts[-1] = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return "-".join(parts).capitalize()
