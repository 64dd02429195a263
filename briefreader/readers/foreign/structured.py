"""JSON from elsewhere: whatever it holds, it ends as plain values of the types asked for, or as a `ReadError`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn

from briefreader.errors import ReadError
from briefreader.readers.encoding import BinaryData, decode
from briefreader.text.normalize import canonical

LONGEST = 200_000  # code points of a quotation or a note
_NAME = 120  # code points of a person's name
_FARTHEST = 2**40  # code points into a text
# Controls, and marks that turn the direction of writing, have no business in a name.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")
Object = Mapping[str, Any]


def load(data: bytes, name: str) -> Any:
    """The value in the JSON `data`. Raises ReadError when it is none, or nested without end."""
    try:
        return json.loads(decode(data).text, parse_constant=_no_number)
    except (ValueError, RecursionError, BinaryData):
        raise ReadError(
            name, "It is no whole JSON file: it was cut off, or something else was written into it.",
            "Have it exported again.",
        ) from None  # fmt: skip


def _no_number(_constant: str) -> NoReturn:
    raise ValueError("not a number")


def object_(value: object) -> Object:
    """`value` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> Sequence[Object]:
    """The objects in a list; a single object is a list of itself."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(value: object, longest: int = LONGEST) -> str:
    """A text as the library keeps texts; "" for whatever is none."""
    return canonical(value[:longest]) if isinstance(value, str) else ""


def line(value: object, longest: int = 500) -> str:
    """A text of one line, without what cannot be seen."""
    return " ".join(_UNSEEN.sub(" ", words(value, longest)).split())


def person(value: object) -> str:
    """A person's name, given as such or in an object that has one."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("nickname") or value.get("id") or ""
    return line(value, _NAME)


def texts(value: object, longest: int = 500) -> tuple[str, ...]:
    """The lines in a list of texts, or a single one."""
    given = value if isinstance(value, list) else [value]
    return tuple(filter(None, (line(one, longest) for one in given)))


def whole(value: object) -> int | None:
    """A whole number from 0 on that may be an offset; None for whatever is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _FARTHEST else None


def share(value: object) -> float:
    """A number from 0 to 1."""
    return min(1.0, max(0.0, float(value))) if isinstance(value, (int, float)) and value == value else 0.0


def time(value: object) -> str:
    """An ISO 8601 time in UTC, as the library writes it; "" for whatever is none."""
    if not isinstance(value, str) or len(value) > 40:
        return ""
    try:
        when = datetime.fromisoformat(value.strip())
        when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return value if _TIME.fullmatch(value) else when.isoformat(timespec="milliseconds").replace("+00:00", "Z")
