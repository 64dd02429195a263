"""Dates that leave their year to the reader."""

from __future__ import annotations

_FAR = 8  # months: beyond that the year beside is the nearer


def with_year(value: str, date: str) -> tuple[str, bool]:
    """ "--05-07" in a brief of 2026 as 2026-05-07, and whether its year is assumed; of the years beside the brief's
    the nearest. "" when the brief's `date` (ISO 8601) does not tell it."""
    if not value.startswith("--"):
        return value, False
    if len(date) < 4:
        return "", True
    year = int(date[:4])
    month, written = int(value[2:4]), int(date[5:7]) if len(date) >= 7 else 6
    year += 1 if month - written < -_FAR else -1 if month - written > _FAR else 0
    return f"{year:04}-{value[2:]}", True
