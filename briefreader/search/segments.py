"""When the index's segments are merged: many small ones into one, and at once where a brief is to be forgotten."""

from __future__ import annotations

from typing import Any

from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

MOST_OF_A_SIZE = 10
_SIZES = ((1, 20), (21, 300))


def merging(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Merge the segments of one order of size once there are many of them; drop those with nothing left.

    Adding one brief then rewrites few others, and a query never meets more than some dozens of segments.
    """
    kept = [segment for segment in segments if segment.doc_count_all() > segment.deleted_count()]
    for least, most in _SIZES:
        small = [s for s in kept if least <= s.doc_count_all() - s.deleted_count() <= most]
        if len(small) >= MOST_OF_A_SIZE:
            _take_in(writer, small)
            kept = [segment for segment in kept if segment not in small]
    return kept


def purging(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Write every segment that holds deleted documents anew without them: older versions of a brief go as well."""
    _take_in(writer, [s for s in segments if s.has_deletions() and s.doc_count_all() > s.deleted_count()])
    return [segment for segment in segments if not segment.has_deletions()]


def _take_in(writer: SegmentWriter, segments: list[Any]) -> None:
    for segment in segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        try:
            writer.add_reader(reader)
        finally:
            reader.close()
