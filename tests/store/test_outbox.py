"""The outbox: each change the index must hear of is in it, entered by the transaction that makes the change."""

from __future__ import annotations

from briefreader.store import FileFacts, Store, Waiting


def _waiting(store: Store) -> list[str]:
    return [one.brief for one in store.outbox.take(99)]


def test_every_change_the_index_must_hear_of(shelf, harbour: str, grain: str) -> None:
    store = shelf.store
    brief = shelf.put("/b/port.txt", harbour, "Port")

    def entered() -> bool:
        there = _waiting(store) == [brief]
        store.outbox.clear()
        return there

    assert entered()
    shelf.put("/b/port.txt", harbour, "Port")
    assert not entered()
    shelf.put("/b/port.txt", grain, "Port")
    assert entered()
    shelf.put("/b/port.txt", grain, "Another title", reader_version=2)
    assert entered()
    store.briefs.put_failure(FileFacts("/b/port.txt", 1, 99), "It is cut off.")
    assert entered()
    shelf.put("/b/port.txt", grain)
    assert entered()
    store.briefs.remove_places(["/b/port.txt"])
    assert entered()
    shelf.put("/c/port.txt", grain)
    assert entered()
    store.briefs.mark_read(brief, True)
    store.briefs.remember(brief, 3)
    shelf.tag(brief, "four months", "Stocks")
    assert not entered()
    store.briefs.forget(brief, passages=False)
    assert entered()
    store.briefs.forget(brief, passages=True)
    assert entered()


def test_a_failed_transaction_enters_nothing(shelf, harbour: str) -> None:
    try:
        with shelf.store.transaction():
            shelf.put("/b/port.txt", harbour)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert len(shelf.store.outbox) == 0


def test_each_brief_is_taken_once_the_longest_waiting_first(store: Store) -> None:
    store.outbox.enter(["a", "b", "a", "c"])
    assert store.outbox.take(2) == [Waiting("a", 3), Waiting("b", 2)]
    assert len(store.outbox) == 3
    assert _waiting(store) == ["a", "b", "c"]


def test_what_is_entered_meanwhile_waits_on(store: Store) -> None:
    store.outbox.enter(["a", "b"])
    taken = store.outbox.take(9)
    store.outbox.enter(["a"])
    store.outbox.done(taken)
    assert store.outbox.take(9) == [Waiting("a", 3)]
