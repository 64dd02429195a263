"""What a cell of a workbook shows: numbers plain, dates in ISO 8601, shares in per cent (ECMA-376, part 1, 18.8.30)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from briefreader.readers.trees import Element
from briefreader.readers.xlsx.names import number, s

_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))  # formats that every program knows
_PERCENT = {9: 0, 10: 2}
_LITERAL = re.compile(r'"[^"]{0,255}"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]{0,60}\]')
_DATE_SIGNS = re.compile(r"[ymdhs]", re.IGNORECASE)
_DECIMALS = re.compile(r"\.(0+)")
_LAST_DAY = 2_958_466  # the day after 9999-12-31

Kind = Literal["plain", "date", "percent"]


class Format(NamedTuple):
    """How a number is shown; `decimals` counts those of a share in per cent."""

    kind: Kind = "plain"
    decimals: int = 0


def formats(root: Element | None) -> list[Format]:
    """The formats that the styles part `root` gives cells, by their index."""
    if root is None:
        return []
    codes = {number(element, "numFmtId"): element.get("formatCode") or "" for element in root.iter(s("numFmt"))}
    cells = root.find(s("cellXfs"))
    return [_format(number(element, "numFmtId"), codes) for element in cells] if cells is not None else []


def _format(code_id: int, codes: dict[int, str]) -> Format:
    if code_id in codes:
        code = _LITERAL.sub("", codes[code_id].partition(";")[0])
        if "%" in code:
            decimals = _DECIMALS.search(code)
            return Format("percent", len(decimals.group(1)) if decimals else 0)
        return Format("date") if _DATE_SIGNS.search(code) and "General" not in code else Format()
    if code_id in _PERCENT:
        return Format("percent", _PERCENT[code_id])
    return Format("date") if code_id in _DATES else Format()


def shown(value: str, form: Format, from_1904: bool = False) -> str:
    """The number `value` as a cell with `form` shows it; as it stands when it is none."""
    try:
        amount = float(value)
    except ValueError:
        return value
    if amount != amount or amount in (float("inf"), float("-inf")):
        return value
    if form.kind == "percent":
        return f"{amount * 100:.{min(form.decimals, 10)}f}%"
    if form.kind == "date" and 0 <= amount < _LAST_DAY:
        return _moment(amount, from_1904)
    return f"{amount:.0f}" if amount == int(amount) and abs(amount) < 1e15 else f"{amount:.15g}"


def _moment(days: float, from_1904: bool) -> str:
    """A day counted from 1900, with the leap day of that year that there never was, or from 1904; or a time."""
    seconds = round(days * 86_400)
    if seconds < 86_400 and not from_1904:
        return _time(timedelta(seconds=seconds))
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if days >= 60 else 31)
    try:
        moment = start + timedelta(seconds=seconds)
    except OverflowError:
        return f"{days:.15g}"
    day = moment.date().isoformat()
    rest = seconds % 86_400
    return f"{day} {_time(timedelta(seconds=rest))}" if rest else day


def _time(span: timedelta) -> str:
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")
