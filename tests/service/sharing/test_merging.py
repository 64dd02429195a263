"""Two readings meet: nothing is lost, nothing comes twice, and what differs is listed."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from briefreader.records import PassageQuery
from briefreader.service.sharing import Decision

FORTY = "The harbour can take forty barges a week"
CRANES = "We shall need two more cranes"


def test_a_reading_comes_into_a_library_whose_files_lie_elsewhere(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    passage = office.tag(ann, FORTY, "trade/ports", "How was that *counted*?")
    ann.marking.set_strength([passage], "claim")
    ann.define_tag("trade/ports", "Where ships lie.")
    taken = office.give(ann, ben)
    assert (taken.plan.new, taken.plan.exact, taken.plan.missing) == (1, 1, ())
    found = ben.passage(passage)
    assert (found.exact, found.tags, found.note) == (FORTY, ("trade/ports",), "How was that *counted*?")
    assert (found.strength, found.author, found.status) == ("claim", "Ann", "exact")
    assert found.created == ann.passage(passage).created
    assert ben.tags()[0].definition == "Where ships lie."
    assert ben.sharing.others() == {passage: "Ann"}


def test_importing_twice_changes_nothing(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    office.tag(ann, FORTY, "trade", "Note.")
    ann.corrections.add("Brandt", "person")
    ann.marking.tag_brief(office.brief(ann), "urgent")
    file = office.file(ann)
    assert ben.sharing.take(file).changes
    before = office.told(ben), ben.undo_label(), ben.corrections.all(), ben.briefs()
    again = ben.sharing.take(file)
    assert not again.changes
    assert (again.plan.new, again.plan.changed, again.plan.same) == (0, 0, 1)
    assert (office.told(ben), ben.undo_label(), ben.corrections.all(), ben.briefs()) == before


def test_undo_takes_the_whole_import_back_and_redo_brings_it(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    office.tag(ann, FORTY, "trade")
    office.tag(ann, "eleven nurses", "health", title="Nurses")
    ann.corrections.add("Brandt", "person")
    office.give(ann, ben)
    after = office.told(ben)
    assert ben.undo() is not None
    assert (ben.passages(), ben.tags(), ben.corrections.all(), ben.sharing.others()) == ([], [], [], {})
    ben.redo()
    assert office.told(ben) == after
    ben.undo()
    office.give(ann, ben)
    assert office.told(ben) == after


def test_both_readers_marks_on_the_same_words_stand_and_are_listed(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    office.tag(ann, FORTY, "trade", "Too much.")
    office.tag(ben, FORTY, "harbour")
    (conflict,) = office.give(ann, ben).plan.conflicts
    assert (conflict.kind, conflict.mine, conflict.theirs) == ("same words", "harbour", "trade; “Too much.”")
    assert (conflict.me, conflict.by, conflict.decision) == ("Ben", "Ann", "both")
    assert {(one.tags, one.author) for one in ben.passages()} == {(("harbour",), "Ben"), (("trade",), "Ann")}
    assert office.give(ann, ben).plan.conflicts == ()


@pytest.mark.parametrize(("decision", "left"), [("mine", [("harbour",)]), ("theirs", [("trade",)])])
def test_of_the_same_words_one_mark_can_be_chosen(office: Any, decision: Decision, left: list[tuple[str]]) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    office.tag(ann, FORTY, "trade")
    office.tag(ben, FORTY, "harbour")
    office.give(ann, ben, decision)
    assert [one.tags for one in ben.passages()] == left
    assert not office.give(ann, ben).changes


def test_a_passage_changed_on_one_side_follows_without_a_question(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    passage = office.tag(ann, FORTY, "trade")
    office.give(ann, ben)
    ann.set_note(passage, "Counted twice.")
    ann.add_tag(passage, "figures")
    taken = office.give(ann, ben)
    assert (taken.plan.changed, taken.plan.conflicts) == (1, ())
    assert (ben.passage(passage).note, set(ben.passage(passage).tags)) == ("Counted twice.", {"trade", "figures"})
    ben.set_note(passage, "Counted twice, and wrongly.")
    back = office.give(ben, ann)
    assert (back.plan.changed, back.plan.conflicts) == (1, ())
    assert ann.passage(passage).note == "Counted twice, and wrongly."
    assert not office.give(ann, ben).plan.changed


@pytest.mark.parametrize(
    ("decision", "note", "tags"),
    [
        ("mine", "Ben says.", {"trade", "ports"}),
        ("theirs", "Ann says.", {"trade", "figures"}),
        ("both", "Ann says.\n\nBen says.", {"trade", "ports", "figures"}),
        (None, "Ann says.\n\nBen says.", {"trade", "ports", "figures"}),
    ],
)
def test_a_passage_changed_on_both_sides_is_decided(
    office: Any, decision: Decision | None, note: str, tags: set[str]
) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    passage = office.tag(ann, FORTY, "trade", "First.")
    office.give(ann, ben)
    ann.set_note(passage, "Ann says.")
    ann.add_tag(passage, "figures")
    ben.set_note(passage, "Ben says.")
    ben.add_tag(passage, "ports")
    taken = office.give(ann, ben, decision)
    assert [one.kind for one in taken.plan.conflicts] == ["passage"]
    assert (ben.passage(passage).note, set(ben.passage(passage).tags)) == (note, tags)
    assert office.give(ann, ben).plan.conflicts == ()
    ben.undo()
    assert ben.passage(passage).note == "Ben says."


def test_a_tag_taken_off_on_one_side_goes_though_the_other_has_added_one(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    passage = office.tag(ann, FORTY, "trade")
    ann.add_tag(passage, "draft")
    office.give(ann, ben)
    ann.untag(passage, "draft")
    ben.add_tag(passage, "ports")
    office.give(ann, ben)
    assert set(ben.passage(passage).tags) == {"trade", "ports"}


@pytest.mark.parametrize(("decision", "there"), [(None, True), ("theirs", True), ("mine", False)])
def test_deleted_here_and_changed_there(office: Any, decision: Decision | None, there: bool) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    passage = office.tag(ann, FORTY, "trade")
    office.give(ann, ben)
    ben.untag(passage)
    assert not office.give(ann, ben).changes
    assert ben.passages() == []
    ann.set_note(passage, "This matters.")
    taken = office.give(ann, ben, decision)
    assert [one.kind for one in taken.plan.conflicts] == ["deleted here"]
    assert bool(ben.passages()) is there
    assert office.give(ann, ben).plan.conflicts == ()


def test_what_its_reader_deleted_goes_unless_it_was_changed_here(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    left, changed = office.tag(ann, FORTY, "trade"), office.tag(ann, CRANES, "trade")
    office.give(ann, ben)
    ben.set_note(changed, "I quote this.")
    ann.untag(left)
    ann.untag(changed)
    partial = office.file(ann, office.brief(ann, "Nurses"))
    assert ben.sharing.take(partial).plan.removed == 0
    taken = office.give(ann, ben)
    assert ([one.kind for one in taken.plan.conflicts], taken.plan.removed) == (["deleted there"], 1)
    assert [one.id for one in ben.passages()] == [changed]
    assert office.give(ann, ben, "theirs").plan.removed == 1
    assert ben.passages() == []


def test_one_does_not_get_back_what_one_has_deleted(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    passage = office.tag(ann, FORTY, "trade")
    office.give(ann, ben)
    ann.untag(passage)
    assert not office.give(ben, ann).plan.new
    assert ann.passages() == []
    ben.set_note(passage, "Why was this deleted?")
    (conflict,) = office.give(ben, ann, "mine").plan.conflicts
    assert (conflict.kind, conflict.mine) == ("deleted here", "deleted")


def test_a_tag_both_made_is_one_tag_and_a_renamed_one_is_decided(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    office.tag(ann, FORTY, "Trade")
    office.tag(ben, CRANES, "trade")
    office.give(ann, ben)
    assert [(tag.path, tag.passages) for tag in ben.tags()] == [("trade", 2)]
    office.give(ben, ann)
    assert [(tag.path, tag.passages) for tag in ann.tags()] == [("Trade", 2)]
    ann.tag_text(office.brief(ann), "two more cranes", "money")
    office.give(ann, ben)
    ann.rename_tag("money", "budget")
    (conflict,) = office.give(ann, ben, "mine").plan.conflicts
    assert (conflict.kind, conflict.mine, conflict.theirs) == ("tag renamed", "money", "budget")
    assert {tag.path for tag in ben.tags()} == {"trade", "money"}
    assert not office.give(ann, ben).changes
    ann.rename_tag("budget", "budgets")
    office.give(ann, ben)
    assert {tag.path for tag in ben.tags()} == {"trade", "budgets"}


def test_definitions_that_differ_are_decided_and_a_missing_one_is_taken(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    ann.define_tag("trade", "Goods for money.")
    ben.define_tag("trade", "")
    assert office.give(ann, ben).plan.conflicts == ()
    assert ben.tags()[0].definition == "Goods for money."
    ben.define_tag("trade", "What is sold.")
    ann.define_tag("trade", "What is bought.")
    (conflict,) = office.give(ann, ben, "both").plan.conflicts
    assert conflict.kind == "tag redefined"
    assert ben.tags()[0].definition == "What is bought.\nWhat is sold."
    assert not office.give(ann, ben).changes


def test_corrections_come_once_and_those_that_differ_are_decided(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    ann.corrections.add("Varna", "place", role="a harbour")
    ben.corrections.add("Varna", "organisation")
    (conflict,) = office.give(ann, ben, "theirs").plan.conflicts
    assert (conflict.kind, conflict.about, conflict.by) == ("correction", "Varna", "Ann")
    assert [(one.to_type, one.author) for one in ben.corrections.all()] == [("place", "Ann")]
    assert not office.give(ann, ben).changes
    ben.corrections.remove(ben.corrections.all())
    assert not office.give(ann, ben).changes


def test_a_passage_of_a_brief_that_is_missing_waits_for_it(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben", health=office.health)
    passage = office.tag(ann, FORTY, "trade")
    taken = office.give(ann, ben)
    assert ([one.title for one in taken.plan.missing], taken.plan.unplaced) == (["Grain by barge"], 1)
    (waiting,), _ = ben.marking.find(PassageQuery(attention=True))
    assert (waiting.id, waiting.exact, waiting.status) == (passage, FORTY, "orphan")
    third = office.reader("Cem")
    office.give(ben, third)
    assert third.passage(passage).status == "exact"
    path = office.folder / "elsewhere.md"
    path.write_text(office.grain)
    office.put(ben, path)
    assert ben.passage(passage).status in ("exact", "moved")
    assert [one.state for one in ben.briefs()] == ["ready", "ready"]


def test_a_missing_brief_goes_with_undo_and_comes_with_redo(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben", health=office.health)
    office.tag(ann, FORTY, "trade")
    office.give(ann, ben)
    assert len(ben.briefs()) == 2
    ben.undo()
    assert len(ben.briefs()) == 1
    ben.redo()
    assert len(ben.passages()) == 1


def test_a_brief_that_comes_as_another_version_takes_its_passages(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben", health=office.health)
    office.tag(ann, FORTY, "trade")
    office.give(ann, ben)
    path = office.folder / "newer.md"
    path.write_text(office.grain.replace("Ministers met", "On reflection, ministers met") + "\nA last word.\n")
    office.put(ben, path)
    taken = office.give(ann, ben)
    assert taken.plan.missing == ()
    (found,) = ben.passages()
    assert found.status in ("exact", "moved")
    assert len(ben.briefs()) == 2
    ben.undo()
    assert ben.passages()[0].status == "orphan"


def test_another_version_of_a_brief_is_recognised_and_places_are_found(office: Any) -> None:
    newer = office.grain.replace("Ministers met in Varna on Monday", "After long talks, ministers met in Varna")
    ann, ben = office.reader("Ann"), office.reader("Ben", grain=newer)
    passage = office.tag(ann, FORTY, "trade")
    gone = office.tag(ann, "Ministers met in Varna on Monday", "who")
    taken = office.give(ann, ben)
    assert taken.plan.missing == ()
    assert ben.passage(passage).status in ("exact", "moved")
    assert ben.passage(gone).status in ("approximate", "ambiguous", "orphan")


def test_a_brief_of_the_same_name_about_something_else_is_not_taken_for_it(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben", grain="# Grain by barge\n\nQuite another text.\n")
    office.tag(ann, FORTY, "trade")
    assert [one.title for one in office.give(ann, ben).plan.missing] == ["Grain by barge"]


def test_the_order_in_which_readings_come_does_not_matter(office: Any) -> None:
    ann, ben, cem = office.reader("Ann"), office.reader("Ben"), office.reader("Cem")
    passage = office.tag(ann, FORTY, "trade", "First.")
    office.give(ann, ben)
    office.give(ann, cem)
    office.tag(ben, CRANES, "cranes")
    office.tag(cem, CRANES, "money", "How much?")
    ben.set_note(passage, "Ben doubts it.")
    ben.marking.set_strength([passage], "opinion")
    cem.add_tag(passage, "figures")
    cem.untag(passage, "trade")
    files = [office.file(one) for one in (ann, ben, cem)]
    results = []
    for number, order in enumerate(permutations(files)):
        dora = office.reader(f"Dora {number}")
        for file in order:
            dora.sharing.take(file)
        results.append(office.told(dora))
    assert all(result == results[0] for result in results)


def test_whole_brief_tags_come_and_stay_off_once_taken_off(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    ann.marking.tag_brief(office.brief(ann), "urgent")
    office.give(ann, ben)
    assert ben.brief(office.brief(ben)).tags == ("urgent",)
    ben.marking.untag_brief(office.brief(ben), "urgent")
    assert not office.give(ann, ben).changes
    assert ben.brief(office.brief(ben)).tags == ()


def test_looking_changes_nothing(office: Any) -> None:
    ann, ben = office.reader("Ann"), office.reader("Ben")
    office.tag(ann, FORTY, "trade")
    plan = ben.sharing.look(office.file(ann))
    assert (plan.new, ben.passages(), ben.tags(), ben.undo_label()) == (1, [], [], "")


def test_ones_own_file_brings_back_what_one_has_deleted(office: Any) -> None:
    ann = office.reader("Ann")
    passage = office.tag(ann, FORTY, "trade")
    file = office.file(ann)
    assert not ann.sharing.take(file).plan.new
    ann.untag(passage)
    assert ann.sharing.take(file).plan.new == 1 or ann.passages() == []
