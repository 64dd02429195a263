"""Tags: their names, their order, and renaming whole branches."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.errors import NotFound, UsageError
from briefreader.store import COLOURS, Store, tag_path


def _paths(store: Store) -> list[str]:
    return [tag.path for tag in store.tags.all()]


@pytest.fixture
def brief(shelf, harbour: str) -> str:
    return shelf.put("/b/port.txt", harbour)


@pytest.mark.parametrize(
    ("given", "path"), [("Trade", "Trade"), (" arms /  long  range ", "arms/long range"), ("//a//b/", "a/b")]
)
def test_a_path_is_tidied(given: str, path: str) -> None:
    assert tag_path(given) == path


@pytest.mark.parametrize("given", ["", "  ", "/", " / / ", "\x00"])
def test_a_tag_needs_a_name(given: str) -> None:
    with pytest.raises(UsageError):
        tag_path(given)


def test_case_does_not_make_another_tag(shelf, brief: str) -> None:
    shelf.tag(brief, "raised its dues", "Überfluss")
    shelf.tag(brief, "by a tenth", "überfluss")
    assert [(tag.path, tag.passages) for tag in shelf.store.tags.all()] == [("Überfluss", 2)]


def test_the_first_tags_have_colours_of_their_own(store: Store) -> None:
    for number in range(len(COLOURS)):
        store.tags.define(f"tag {number}", "")
    assert {tag.colour for tag in store.tags.all()} == set(COLOURS)


def test_recent_tags_are_those_used_last(shelf, brief: str) -> None:
    for words, tag in (("Harbour", "a"), ("dues", "b"), ("Veldmark", "c"), ("Ilse", "a")):
        shelf.tag(brief, words, tag)
    assert [tag.path for tag in shelf.store.tags.recent(2)] == ["a", "c"]
    assert shelf.store.tags.recent(2)[0].passages == 2


def test_a_definition_and_a_colour_are_kept(store: Store) -> None:
    store.tags.define("Trade", "What crosses a border.")
    store.tags.recolour("trade", "teal")
    tag = store.tags.find("TRADE")
    assert (tag.definition, tag.colour) == ("What crosses a border.", "teal")
    with pytest.raises(UsageError):
        store.tags.recolour("Trade", "plaid")
    with pytest.raises(NotFound):
        store.tags.recolour("Trad", "teal")


def test_a_branch_is_renamed_as_a_whole(shelf, brief: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "arms/drones/small", "arms", "armsmen")
    shelf.store.tags.rename("arms", "Weapons/all")
    assert shelf.store.passages.get(passage).tags == ("Weapons/all/drones/small", "Weapons/all", "armsmen")
    shelf.undo()
    assert shelf.store.passages.get(passage).tags == ("arms/drones/small", "arms", "armsmen")


@pytest.mark.parametrize(
    ("tags", "old", "new", "after"),
    [
        (["a"], "a", "a/b", ["a/b"]),
        (["a", "a/x", "a/a/x"], "a", "a/a", ["a/a", "a/a/a/x", "a/a/x"]),
        (["a/a", "a/a/x", "a/a/a/x"], "a/a", "a", ["a", "a/a/x", "a/x"]),
        (["trade", "trade/x"], "trade", "Trade", ["Trade", "Trade/x"]),
        (["a", "b"], "a", "a", ["a", "b"]),
    ],
)
def test_a_tag_may_be_renamed_along_its_own_branch(
    store: Store, tags: list[str], old: str, new: str, after: list[str]
) -> None:
    for path in tags:
        store.tags.define(path, "")
    store.tags.rename(old, new)
    assert _paths(store) == after


@pytest.mark.parametrize("new", ["c", "C", "b"])
def test_a_name_that_is_taken_is_refused_and_nothing_changes(store: Store, new: str) -> None:
    for path in ("a", "a/x", "b/x", "c"):
        store.tags.define(path, "")
    label = store.journal.undo_label()
    with pytest.raises(UsageError, match="already"):
        store.tags.rename("a", new)
    assert (_paths(store), store.journal.undo_label()) == (["a", "a/x", "b/x", "c"], label)


_names = st.lists(st.sampled_from("abA"), min_size=1, max_size=3).map("/".join)


@given(st.lists(_names, max_size=6), _names, _names)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_renaming_keeps_tags_apart_and_undo_brings_them_back(store: Store, tags: list[str], old: str, new: str) -> None:
    for path in tags:
        store.tags.define(path, "")
    before = {tag.id: tag.path for tag in store.tags.all()}
    try:
        store.tags.rename(old, new)
    except (NotFound, UsageError):
        assert {tag.id: tag.path for tag in store.tags.all()} == before
    else:
        after = {tag.id: tag.path for tag in store.tags.all()}
        assert len({path.casefold() for path in after.values()}) == len(before) == len(after)
        if after != before:
            store.journal.undo()
        assert {tag.id: tag.path for tag in store.tags.all()} == before
    for path in _paths(store):
        store.tags.remove(path)


def test_a_deleted_tag_leaves_its_passages(shelf, brief: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "Trade", "Ports")
    changes = shelf.store.tags.remove("Trade")
    assert changes.passages == {passage}
    assert shelf.store.passages.get(passage).tags == ("Ports",)
    shelf.undo()
    assert shelf.store.passages.get(passage).tags == ("Trade", "Ports")


def test_the_scope_of_a_tag_needs_no_row_of_its_own(store: Store) -> None:
    store.tags.define("Arms/Drones/Small", "")
    assert store.tags.scope("arms") == "Arms"
    assert store.tags.scope("arms/drones") == "Arms/Drones"
    assert store.tags.scope("ARMS/DRONES/SMALL") == "Arms/Drones/Small"
    with pytest.raises(NotFound):
        store.tags.scope("Arm")


def test_a_tag_beneath_another_takes_its_spelling(shelf, brief: str) -> None:
    one = shelf.tag(brief, "raised its dues", "Arms")
    two = shelf.tag(brief, "by a tenth", "arms/Drones")
    three = shelf.tag(brief, "Ilse Brandvold", "ARMS/drones/small")
    assert _paths(shelf.store) == ["Arms", "Arms/Drones", "Arms/Drones/small"]
    assert {found.id for found in shelf.store.passages.all(tag="arms")} == {one, two, three}
    shelf.store.tags.define("Trade", "")
    shelf.store.tags.rename("Arms/Drones", "trade/Drones")
    assert _paths(shelf.store) == ["Arms", "Trade", "Trade/Drones", "Trade/Drones/small"]
    assert {found.id for found in shelf.store.passages.all(tag="trade")} == {two, three}
