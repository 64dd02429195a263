"""Looks over the store, the index and the findings, and mends what can be made again."""

from __future__ import annotations

from briefreader.errors import StoreError
from briefreader.jobs import Job, Progress
from briefreader.records import Check
from briefreader.service.folders import is_there
from briefreader.service.indexing import Indexing
from briefreader.service.understanding import understand
from briefreader.store import Store


def examine(store: Store, indexing: Indexing, rebuild: bool) -> Job[list[Check]]:
    """Check everything; with `rebuild` the index and the findings are made anew. Nothing of the user's is touched."""
    yield Progress(0, 5, "store")
    checks = [_store(store), _backup(store)]
    yield Progress(2, 5, "briefs")
    checks.append(_files(store))
    yield Progress(3, 5, "index")
    checks.append((yield from _index(indexing, rebuild)))
    yield Progress(4, 5, "findings")
    if rebuild:
        store.findings.clear()
    done = yield from understand(store)
    checks.append(Check("findings", True, f"{done} briefs analysed" if done else "complete"))
    checks.append(_passages(store))
    return checks


def _store(store: Store) -> Check:
    complaints = store.complaints()
    return Check("store", not complaints, "; ".join(complaints) or "sound")


def _backup(store: Store) -> Check:
    try:
        made = store.back_up()
    except StoreError as error:
        return Check("backup", False, str(error))
    return Check("backup", True, "made" if made else "today's is there")


def _files(store: Store) -> Check:
    briefs = store.briefs.all()
    failed = sum(brief.state == "failed" for brief in briefs)
    missing = sum(brief.state == "missing" for brief in briefs)
    gone = sum(brief.state == "ready" and not is_there(brief.path) for brief in briefs)
    parts = [f"{len(briefs)} in the library"]
    parts += [f"{failed} could not be read"] if failed else []
    parts += [f"{missing + gone} no longer where they were"] if missing + gone else []
    return Check("briefs", True, ", ".join(parts))


def _index(indexing: Indexing, rebuild: bool) -> Job[Check]:
    wrong = indexing.check()
    if rebuild or wrong:
        count = yield from indexing.rebuild()
        return Check("index", True, f"made anew, {count} briefs" + (f" ({wrong})" if wrong else ""))
    differing = indexing.reconcile()
    done = yield from indexing.drain()
    return Check("index", True, f"{done} briefs brought up to date" if differing or done else "in step with the store")


def _passages(store: Store) -> Check:
    waiting = [one for one in store.passages.all() if one.status in ("approximate", "ambiguous", "orphan")]
    detail = f"{len(waiting)} need attention" if waiting else "all in their places"
    return Check("passages", True, detail)
