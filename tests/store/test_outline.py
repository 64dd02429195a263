"""The outline of tags: branches are moved, merged, split and cut off, and each of it can be taken back."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.errors import NotFound, UsageError
from briefreader.store import Store


@pytest.fixture
def brief(shelf, harbour: str) -> str:
    return shelf.put("/b/port.txt", harbour)


def _state(store: Store) -> tuple[object, ...]:
    tags = [(tag.path, tag.definition, tag.passages, tag.briefs) for tag in store.tags.all()]
    return tags, [(one.id, sorted(one.tags)) for one in store.passages.all()], [one.tags for one in store.briefs.all()]


def test_a_branch_counts_each_passage_once(shelf, brief: str) -> None:
    shelf.tag(brief, "raised its dues", "trade/ports", "Trade/ships")
    shelf.tag(brief, "by a tenth", "trade/ports", "arms")
    shelf.store.marks.put_tag(brief, "trade")
    found = {
        one.path: (one.depth, one.tag is not None, one.passages, one.briefs) for one in shelf.store.outline.branches()
    }
    assert found == {
        "arms": (1, True, 1, 0),
        "trade": (1, True, 2, 1),
        "trade/ports": (2, True, 2, 0),
        "trade/ships": (2, True, 1, 0),
    }


def test_steps_without_a_tag_of_their_own_are_branches(shelf, brief: str) -> None:
    shelf.tag(brief, "raised its dues", "a/b/c")
    assert [(one.path, one.tag is None) for one in shelf.store.outline.branches()] == [
        ("a", True),
        ("a/b", True),
        ("a/b/c", False),
    ]


def test_a_branch_moves_with_all_beneath_it(shelf, brief: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "trade/ports/dues")
    before = _state(shelf.store)
    shelf.store.tags.define("trade/ports", "Where ships lie.")
    shelf.store.outline.move("trade/ports", "Economy")
    assert shelf.store.passages.get(passage).tags == ("Economy/ports/dues",)
    shelf.store.outline.move("Economy/ports", "")
    assert shelf.store.passages.get(passage).tags == ("ports/dues",)
    for _ in range(3):
        shelf.undo()
    assert _state(shelf.store) == before


def test_a_branch_cannot_lie_within_itself(store: Store) -> None:
    store.tags.define("trade/ports", "")
    store.tags.define("trade", "")
    with pytest.raises(UsageError, match="beneath itself"):
        store.outline.move("trade", "trade/ports")


def test_merging_joins_what_bears_the_tags_and_what_is_said_of_them(shelf, brief: str) -> None:
    both = shelf.tag(brief, "raised its dues", "Ports", "Harbours")
    one = shelf.tag(brief, "by a tenth", "Ports/dues")
    shelf.store.tags.define("Ports", "Where ships lie.")
    shelf.store.tags.define("Harbours", "Where ships shelter.")
    shelf.store.marks.put_tag(brief, "Ports")
    before = _state(shelf.store)
    shelf.store.outline.merge("Ports", "harbours")
    assert shelf.store.passages.get(both).tags == ("Harbours",)
    assert shelf.store.passages.get(one).tags == ("Harbours/dues",)
    assert shelf.store.briefs.get(brief).tags == ("Harbours",)
    assert shelf.store.tags.find("Harbours").definition == "Where ships shelter.\nWhere ships lie."
    shelf.undo()
    assert _state(shelf.store) == before
    shelf.redo()
    assert [tag.path for tag in shelf.store.tags.all()] == ["Harbours", "Harbours/dues"]


def test_merging_keeps_who_put_the_tag_there_and_when(shelf, brief: str) -> None:
    shelf.tag(brief, "raised its dues", "Ports")
    shelf.tag(brief, "by a tenth", "Harbours")
    sql = "SELECT author, created FROM passage_tags ORDER BY created"
    before = [tuple(row) for row in shelf.store._database.all(sql)]
    shelf.store.outline.merge("Ports", "Harbours")
    assert [tuple(row) for row in shelf.store._database.all(sql)] == before


@pytest.mark.parametrize(("one", "into"), [("a", "a/b"), ("a/b", "a"), ("a", "A")])
def test_a_tag_is_not_merged_along_its_own_branch(store: Store, one: str, into: str) -> None:
    store.tags.define("a", "")
    store.tags.define("a/b", "")
    with pytest.raises(UsageError):
        store.outline.merge(one, into)


def test_splitting_gives_some_passages_another_tag(shelf, brief: str) -> None:
    first, second = shelf.tag(brief, "raised its dues", "Ports"), shelf.tag(brief, "by a tenth", "Ports")
    before = _state(shelf.store)
    shelf.store.outline.split("Ports", "Ports/dues", [first])
    assert shelf.store.passages.get(first).tags == ("Ports/dues",)
    assert shelf.store.passages.get(second).tags == ("Ports",)
    shelf.undo()
    assert _state(shelf.store) == before
    with pytest.raises(NotFound):
        shelf.store.outline.split("Ports", "Tolls", [first, shelf.tag(brief, "Ilse", "people")])
    assert "Tolls" not in [tag.path for tag in shelf.store.tags.all()]
    with pytest.raises(UsageError):
        shelf.store.outline.split("Ports", "ports", [first])


def test_a_branch_is_cut_off_whole_and_grows_again(shelf, brief: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "a/b", "a/b/c", "ab")
    shelf.store.marks.put_tag(brief, "a/b/d")
    before = _state(shelf.store)
    shelf.store.outline.remove("A")
    assert shelf.store.passages.get(passage).tags == ("ab",)
    assert [tag.path for tag in shelf.store.tags.all()] == ["ab"]
    assert shelf.store.briefs.get(brief).tags == ()
    shelf.undo()
    assert _state(shelf.store) == before


_paths = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map("/".join)


@given(st.lists(_paths, min_size=1, max_size=5), st.sampled_from(["move", "merge", "remove"]), _paths, _paths)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_passage_is_lost_and_all_can_be_taken_back(
    shelf, harbour: str, tags: list[str], what: str, one: str, other: str
) -> None:
    store = shelf.store
    brief = shelf.put("/b/port.txt", harbour)
    for number, path in enumerate(tags):
        shelf.tag(brief, harbour.split()[number + 3], path)
    before = _state(store)
    label = store.journal.undo_label()
    try:
        store.outline.remove(one) if what == "remove" else getattr(store.outline, what)(one, other)
    except (NotFound, UsageError):
        assert (_state(store), store.journal.undo_label()) == (before, label)
    else:
        paths = [tag.path.casefold() for tag in store.tags.all()]
        assert len(set(paths)) == len(paths)
        assert [one.exact for one in store.passages.all()] == [harbour.split()[n + 3] for n in _order(store, harbour)]
        if what == "merge":
            assert all(passage.tags for passage in store.passages.all())
        if _state(store) != before:
            shelf.undo()
        assert _state(store) == before
    for passage in store.passages.all():
        store.passages.remove(passage.id)
    for tag in store.tags.all():
        store.tags.remove(tag.path)


def _order(store: Store, harbour: str) -> list[int]:
    words = harbour.split()[3:]
    return [words.index(one.exact) for one in store.passages.all()]
