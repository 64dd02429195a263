"""Finding entities, quotes and key sentences in every brief that lacks them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from briefreader import log
from briefreader.jobs import Job, Progress
from briefreader.service import lazily
from briefreader.service.correcting import reapply, reapply_to
from briefreader.store import Store
from briefreader.text.document import Document
from briefreader.text.findings import Findings

if TYPE_CHECKING:
    from briefreader import analysis
else:
    analysis = lazily.module("briefreader.analysis")

UNFINISHED = "The analysis could not make sense of this brief; it can be read, searched and tagged all the same."

logger = logging.getLogger(__name__)


def understand(store: Store, first: str | None = None, *, only: bool = False) -> Job[int]:
    """Analyse every brief without findings of the present analyzer: `first`, then the newest; with `only`, nothing but
    `first`. Returns how many.

    What the user has put right is applied first where that waits, and to whatever is found. What is found in a brief is
    stored before the next is begun; stopped or killed, the next call goes on from there.
    """
    if not only:
        yield from reapply(store)
    waiting = store.findings.pending(analysis.ANALYZER, analysis.VERSION)
    if only:
        waiting = [brief for brief in waiting if brief == first]
    if not waiting:
        return 0
    if first in waiting:
        waiting.remove(first)
        waiting.insert(0, first)
    yield Progress(0, len(waiting), "model")
    model = analysis.load_model()
    for number, brief in enumerate(waiting):
        yield Progress(number, len(waiting), brief)
        with store.snapshot():
            digest = store.briefs.text_hash(brief)
            document = store.briefs.document(brief) if digest else None
        if document is None:
            continue  # forgotten meanwhile
        found = findings_of(document, model, brief)
        with store.transaction():
            changes = store.findings.put(brief, digest, document, found) | reapply_to(store, brief)
        yield Progress(number + 1, len(waiting), brief, changes or None)
    return len(waiting)


def findings_of(document: Document, model: analysis.Model | None, name: str) -> Findings:
    """What the analysis finds in `document`; when it fails, nothing but a notice that says so. `name` goes into the log
    and holds no words of the brief."""
    try:
        return analysis.analyse(document, model)
    except (MemoryError, RuntimeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
        logger.error("analysis of %s failed\n%s", name, log.describe(error))
        return Findings(analyzer=analysis.ANALYZER, version=analysis.VERSION, notice=UNFINISHED)
