from __future__ import annotations

from briefreader.records import Brief
from briefreader.ui.library.rows import Shelf, about, counts, spoken


def brief(number: int, **values: object) -> Brief:
    made: dict[str, object] = {
        "id": f"b{number}", "path": f"/papers/{'north' if number % 2 else 'south'}/{number}.txt",
        "title": f"Title {number}",
        "format": "text", "date": f"2026-01-{number % 28 + 1:02}", "author": "Ada", "language": "en", "words": 10,
        "pages": None, "state": "ready", "reason": None, "added": "", "changed": "",
    }  # fmt: skip
    return Brief(**(made | values))


def test_briefs_stand_beneath_their_folders_the_newest_first() -> None:
    rows = Shelf().rows([brief(1), brief(2), brief(3)])
    assert [(row.text if row.heading else row.key) for row in rows] == ["north", "b3", "b1", "south", "b2"]
    assert [row.item for row in rows if row.heading] == [2, 1]


def test_lists_and_their_counts_agree() -> None:
    briefs = [
        brief(1),
        brief(2, read=True, passages=2),
        brief(3, state="failed", reason="It is empty."),
        brief(4, state="missing", read=True),
        brief(5, attention=1, passages=1),
    ]
    found = counts(briefs)
    assert found == {"all": 5, "unread": 2, "tagged": 2, "todo": 0, "attention": 3}
    for name, number in found.items():
        assert sum(not row.heading for row in Shelf().rows(briefs, name)) == number


def test_the_filter_wants_every_word_in_title_file_author_or_date() -> None:
    briefs = [brief(1, title="Grain and ports"), brief(2, title="Grain", author="Bo"), brief(3, path="/x/ports.txt")]
    shown = [row.key for row in Shelf().rows(briefs, "all", "GRAIN ada") if not row.heading]
    assert shown == ["b1"]
    assert [row.key for row in Shelf().rows(briefs, "all", "ports") if not row.heading] == ["b1", "b3"]


def test_a_brief_says_what_it_is_in_words_too() -> None:
    failed = brief(1, state="failed", reason="The file is empty.", title="")
    assert about(failed) == "The file is empty."
    assert spoken(failed) == "1.txt, cannot be read, The file is empty."
    assert "unread" in spoken(brief(2))
    assert "unread" not in spoken(brief(2, read=True))
    assert about(brief(2, passages=3, quotes=9)) == "Text · 3 Jan 2026 · 3 passages"
    assert about(brief(2, quotes=9)) == "Text · 3 Jan 2026 · 9 quotes"


def test_only_the_row_of_a_changed_brief_is_made_anew() -> None:
    shelf = Shelf()
    before = shelf.rows([brief(1), brief(3)])
    after = shelf.rows([brief(1), brief(3, read=True)])
    assert after[2] is before[2]
    assert after[1] is not before[1]
    assert after[1].item.read
