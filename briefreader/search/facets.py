"""The boxes beside the results: what the briefs of an answer have, and how many of them."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath

import numpy as np

from briefreader.records import Choice, Facet, FacetField, FacetValue
from briefreader.search.arrays import Mask, Numbers
from briefreader.search.columns import Column
from briefreader.search.shelf import Shelf

FIELDS: tuple[FacetField, ...] = ("speaker", "person", "org", "country", "tag", "kind", "path", "date")
MOST = 30
_MONTHS_TO = 24  # months; an answer that spans more is told by years
_KINDS = {
    "markdown": "Markdown",
    "text": "Text",
    "docx": "Word",
    "odt": "OpenDocument",
    "mhtml": "Web page",
    "eml": "Mail",
    "msg": "Mail (Outlook)",
    "pptx": "Slides",
    "xlsx": "Excel",
    "subtitles": "Subtitles",
}


def narrowed(shelf: Shelf, fits: Mask, choices: Sequence[Choice], without: str = "") -> Mask:
    """Those of the briefs that `fits` flags which have what is chosen: one of each field's values. `without` names a
    field whose choices do not count."""
    result = fits
    for field in dict.fromkeys(choice.field for choice in choices):
        if field != without:
            values = [choice.value for choice in choices if choice.field == field]
            result = result & _chosen(shelf, field, values)
    return result


def facets(shelf: Shelf, fits: Mask, choices: Sequence[Choice]) -> tuple[Facet, ...]:
    """The boxes of every field that has any. What is chosen in a field does not narrow that field's own counts."""
    chosen = {choice.field for choice in choices}
    everything = narrowed(shelf, fits, choices)
    made = []
    for field in FIELDS:
        mask = narrowed(shelf, fits, choices, field) if field in chosen else everything
        counts = shelf.columns[field].counts(mask)
        picked = {choice.value for choice in choices if choice.field == field}
        facet = _dates(shelf, counts) if field == "date" else _facet(shelf, field, counts, picked)
        if facet.values:
            made.append(facet)
    return tuple(made)


def _chosen(shelf: Shelf, field: FacetField, values: Sequence[str]) -> Mask:
    column = shelf.columns[field]
    if field == "date":
        numbers = column.fitting(lambda date: date.startswith(tuple(values)))
    else:
        numbers = [number for value in values for number in column.number(value)]
    return column.having(numbers, shelf.size)


def _facet(shelf: Shelf, field: FacetField, counts: Numbers, picked: set[str]) -> Facet:
    """The commonest values; those picked stay to be seen even when they are not."""
    values = shelf.columns[field].values
    there = np.flatnonzero(counts)
    if len(there) > MOST:
        least = np.partition(counts[there], -MOST)[-MOST]
        there = there[counts[there] >= least]
    order = sorted(there.tolist(), key=lambda n: (-int(counts[n]), values[n].casefold()))[:MOST]
    for value in sorted(picked):
        number = shelf.columns[field].number(value)
        if number and number[0] not in order:
            order = [*order[: MOST - 1], number[0]]
    more = int(np.count_nonzero(counts)) - sum(int(counts[n] > 0) for n in order)
    shown = tuple(FacetValue(values[n], _label(field, values[n]), int(counts[n])) for n in order)
    return Facet(field, shown, more)


def _dates(shelf: Shelf, counts: Numbers) -> Facet:
    """Years, or months where there are few, in order of time; of too many the latest."""
    years, months = (_by_span(shelf.columns["date"], counts, length) for length in (4, 7))
    few = len(years) <= _MONTHS_TO // 12 and 1 < len(months) <= _MONTHS_TO
    found = months if few else years
    shown = tuple(FacetValue(value, _label("date", value), count) for value, count in found[-MOST:])
    return Facet("date", shown, len(found) - len(shown))


def _by_span(dates: Column, counts: Numbers, length: int) -> list[tuple[str, int]]:
    """The years or months (by the `length` of their names) that have any, in order, and how many."""
    if not dates.values:
        return []
    names, which = dates.shortened(length)
    sums = np.bincount(which, weights=counts, minlength=len(names))
    return [(names[number], int(sums[number])) for number in np.flatnonzero(sums).tolist()]


@lru_cache(maxsize=10_000)
def _label(field: FacetField, value: str) -> str:
    if field == "kind":
        return _KINDS.get(value, value.upper())
    if field == "path":
        parts = PurePosixPath(value).parts
        return "/".join(parts[-2:]) if len(parts) > 2 else value
    if field == "date" and len(value) == 7 and value[5:].isdigit() and 1 <= int(value[5:]) <= 12:
        return f"{month_name[int(value[5:])]} {value[:4]}"
    return value
