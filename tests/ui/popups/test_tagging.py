from __future__ import annotations

from briefreader.records import Tag
from briefreader.ui.popups.tagging import choices

TAGS = [Tag(path, path, "green") for path in ("arms/drones", "negotiation/leverage", "legal", "Élan")]


def paths(typed: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [choice.path for choice in choices(TAGS, recent, typed)]


def test_nothing_typed_offers_recent_tags_first_with_their_keys() -> None:
    offered = choices(TAGS, ("negotiation/leverage", "arms/drones"), "")
    assert [(choice.path, choice.number) for choice in offered][:2] == [("negotiation/leverage", 1), ("arms/drones", 2)]
    assert not any(choice.new for choice in offered)


def test_what_begins_with_the_letters_comes_before_what_has_them() -> None:
    assert paths("le") == ["legal", "negotiation/leverage", "le"]
    assert paths("rage") == ["negotiation/leverage", "rage"]


def test_a_new_tag_is_offered_unless_it_is_there_in_any_case() -> None:
    assert choices(TAGS, (), "trade")[-1].new
    assert not any(choice.new for choice in choices(TAGS, (), "ARMS/Drones"))
    assert not any(choice.new for choice in choices(TAGS, (), "élan"))
