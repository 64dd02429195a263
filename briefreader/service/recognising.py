"""Having scanned pages recognised, brief by brief, where the system can."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.jobs import Job, Progress
from briefreader.service import lazily
from briefreader.store import FileFacts, Store
from briefreader.text.anchor import resolve
from briefreader.text.document import Document

if TYPE_CHECKING:
    from briefreader.service import reading_room
else:
    reading_room = lazily.module("briefreader.service.reading_room")

PATIENCE = 150.0  # seconds for one page

logger = logging.getLogger(__name__)


def recognise(store: Store, first: str | None = None, *, only: bool = False) -> Job[int]:
    """Read the scanned pages of every brief that has some, `first` before all (with `only`: no other), if Tesseract is
    installed. Returns how many briefs have been given more text. A brief it fails on is not tried again until its
    file changes."""
    waiting = sorted(store.briefs.scanned(), key=lambda pair: pair[0] != first)
    if only:
        waiting = [pair for pair in waiting if pair[0] == first]
    if not waiting or not reading_room.can_recognise():
        return 0
    done = 0
    with reading_room.ReadingRoom(readers=1, patience=PATIENCE) as room:
        for number, (brief, place) in enumerate(waiting):
            yield Progress(number, len(waiting), "scans")
            facts = store.briefs.known(place)
            for reading in room.read([reading_room.Wanted(Path(place), recognise=True)]):
                part = reading.part
                if part is not None and part.document is not None and facts is not None:
                    done += 1
                    yield Progress(number + 1, len(waiting), "scans", _put(store, facts, part.digest, part.document))
                elif part is not None:
                    logger.warning("recognition failed: %s", part.refusal.partition(".")[0])
                    store.briefs.give_up_scans(brief)
                else:
                    yield Progress(number, len(waiting), "scans")
    return done


def _put(store: Store, facts: FileFacts, digest: str, document: Document) -> object:
    if digest != facts.content_hash:
        return None  # changed meanwhile: it is about to be read anew
    return store.briefs.put(
        replace(facts),
        document,
        lambda brief, now, text_hash: store.passages.place_all(brief, now, text_hash, resolve),
    )[2]
