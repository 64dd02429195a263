"""The fields of the query language, and which values make sense in them."""

from __future__ import annotations

import re
from difflib import get_close_matches

TEXTS = ("title", "said", "note")
NAMES = ("entity", "person", "org", "country", "place", "speaker", "author")
WHERE = (*NAMES, "path", "kind", "tag", "date", "is", "has")
FIELDS = (*TEXTS, *WHERE)

IS = ("unread", "read", "tagged", "untagged", "analysed")
HAS = ("quotes", "notes", "tags", "passages", "pages", "date", "author")
_SAMPLES = {"is": IS, "has": HAS}
_DAY = "\\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?"
_DATE = re.compile(f"({_DAY})|({_DAY})?\\.\\.({_DAY})?")


def complaint(field: str, value: str) -> str:
    """A sentence on what is wrong with `field:value`; "" when it makes sense."""
    if field in _SAMPLES and value.lower() not in _SAMPLES[field]:
        known = _SAMPLES[field]
        like = get_close_matches(value.lower(), known, n=1)
        hint = f"did you mean {field}:{like[0]}?" if like else f"there are {', '.join(f'{field}:{k}' for k in known)}."
        return f"There is no {field}:{value}; {hint}"
    if field == "date" and (value == ".." or not _DATE.fullmatch(value)):
        return f"“{value}” is no date; write 2024, 2024-03, 2024-03-15, or from..to."
    return ""


def unknown(field: str) -> str:
    """A sentence when `field:` is nearly a field of the language; "" when it is more likely no field at all."""
    like = get_close_matches(field.lower(), FIELDS, n=1, cutoff=0.75)
    return f"There is no field “{field}:”; did you mean {like[0]}:?" if like else ""


def dates(value: str) -> tuple[str, str]:
    """The first and the last day `value` allows, as far as they are said: "2024-03..2025" is ("2024-03", "2025")."""
    low, dots, high = value.partition("..")
    return (low, high) if dots else (value, value)


def in_dates(date: str, low: str, high: str) -> bool:
    """Whether an ISO date, which may be a year or month only, lies between the two (each a day, month or year)."""
    if not date:
        return False
    after = not low or date[: len(low)] >= low[: len(date)]
    return after and (not high or date[: len(high)] <= high[: len(date)])
