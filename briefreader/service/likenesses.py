"""What is like what: drafts of one brief, briefs that are nearly the same, passages that speak of the same."""

from __future__ import annotations

from itertools import islice

from briefreader.jobs import Job, Progress
from briefreader.records import Likeness
from briefreader.service.answering import Answering
from briefreader.service.wording import Wording
from briefreader.store import Store
from briefreader.text import sketch

DRAFTS = 0.3  # Jaccard likeness of five-word shingles: a third of the wording is the same
SAME = 0.85
_BATCH = 64
_LEAST_SHARE = 0.15  # of the score the passage itself would have


class Likenesses:
    """Asks the sketches, and for passages the index."""

    def __init__(self, store: Store, answering: Answering, wording: Wording) -> None:
        self._store = store
        self._answering = answering
        self._wording = wording

    def sketch(self) -> Job[int]:
        """Bring the sketches in step with the texts. Returns how many were made."""
        waiting = self._store.sketches.lacking()
        texts = self._store.briefs.index_texts(waiting)
        done = 0
        while batch := list(islice(texts, _BATCH)):
            made = [(text.id, text.text_hash, sketch.pack(sketch.sketch(text.text))) for text in batch]
            self._store.sketches.put(made)
            done += len(batch)
            yield Progress(done, len(waiting), "drafts")
        if done:
            known = {brief: sketch.unpack(packed) for brief, packed in self._store.sketches.all().items()}
            groups = sketch.families(known, DRAFTS)
            self._store.sketches.set_families({brief: group[0] for group in groups for brief in group})
        return done

    def drafts(self) -> list[list[str]]:
        """The briefs that are drafts of one another, each group's newest first."""
        return [group[::-1] for group in self._store.sketches.families()]

    def drafts_of(self, brief: str) -> list[str]:
        """The drafts of one brief with itself, the newest first; none when it is alone."""
        found = self._store.sketches.families(brief)
        return found[0][::-1] if found else []

    def duplicates(self, brief: str, least: float = DRAFTS) -> list[Likeness]:
        """The briefs at least `least` like one, the most alike first."""
        known = self._store.sketches.all()
        if brief not in known:
            return []
        others = ((other, sketch.unpack(packed)) for other, packed in known.items() if other != brief)
        found = sketch.nearest(sketch.unpack(known[brief]), others, least)
        return [Likeness(other, round(like, 3)) for other, like in found]

    def related(self, brief: str, start: int, end: int, limit: int = 20) -> list[Likeness]:
        """The passages of other briefs that speak of what a span of one does, by its most telling words."""
        text = self._answering.document(brief).text[start:end]
        telling = self._wording.words_of(text)
        found = self._wording.places(telling, limit + 1) if telling else []
        whole = next((score for other, score, _ in found if other == brief), 0.0) or max(
            (score for _, score, _ in found), default=1.0
        )
        return [
            Likeness(other, round(min(1.0, score / whole), 3), *span)
            for other, score, span in found
            if other != brief and score >= _LEAST_SHARE * whole
        ][:limit]
