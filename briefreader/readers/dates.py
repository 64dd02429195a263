"""Dates as briefs write them, to ISO 8601 with the precision known."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero gennaio",
            "february feb februar février fevrier febrero febbraio",
            "march mar märz maerz mars marzo",
            "april apr avril abril aprile",
            "may mai mayo maggio",
            "june jun juni juin junio giugno",
            "july jul juli juillet julio luglio",
            "august aug août aout agosto",
            "september sep sept septembre septiembre settembre",
            "october oct oktober octobre octubre ottobre",
            "november nov novembre noviembre",
            "december dec dezember décembre decembre diciembre dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w]){form}(?![\w])", re.IGNORECASE)
    for form in (
        r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)(?=T\d\d:\d\d|(?!\w))(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?",
        rf"{_DAY}\s+(?:of\s+|de\s+)?{_MONTH}\.?,?\s+(?:de\s+)?{_YEAR}",
        rf"{_MONTH}\.?\s+{_DAY},?\s+{_YEAR}",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)",
        r"(?P<year>(?:19|20)\d\d)/(?P<number>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>(?:19|20)\d\d)",
        rf"{_MONTH}\.?,?\s+{_YEAR}",
        r"(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>\d\d)",
        _YEAR,
    )
)
_EXACT = 6  # the forms before this one name a day


def find_date(text: str, exact: bool = False) -> str:
    """The first date in `text`, as 2026, 2026-03 or 2026-03-12; "" when there is none.

    With `exact`, only one that names a day counts. A numeric date whose day and month could be exchanged is none.
    """
    for form in _FORMS[:_EXACT] if exact else _FORMS:
        for match in form.finditer(text):
            if iso := _iso(match.groupdict()):
                return iso
    return ""


def is_date_line(line: str) -> bool:
    """Whether a short line is there to tell the date: little stands in it besides (a place, a weekday)."""
    if len(line) > 80:
        return False
    if _FORMS[_EXACT].fullmatch(line.strip()):
        return True
    for form in _FORMS[:_EXACT]:
        if match := form.search(line):
            rest = re.findall(r"\w+", line[: match.start()] + line[match.end() :])
            return len(rest) <= 3 and not line.rstrip().endswith((":", ";"))
    return False


def _iso(parts: dict[str, str | None]) -> str:
    year = int(parts["year"] or 0)
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if first <= 12 and second <= 12 and first != second:
            return ""
        month, day = (second, first) if first > 12 else (first, second)
    else:
        name = parts.get("month")
        month = _MONTHS[name.lower()] if name else int(parts.get("number") or 0)
        day = int(parts.get("day") or 0)
    if not month:
        return f"{year:04}"
    if not day:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
