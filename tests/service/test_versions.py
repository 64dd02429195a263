"""What a brief said before, and what has changed since, over a library of real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import analysis, jobs
from briefreader.errors import NotFound
from briefreader.service.comparing import Comparison, Edition
from briefreader.service.library import Library
from briefreader.text.draft import Selection

FIRST = """Port fees

The fees rise on 2 March. "We have the tools, and we will use them," said Mara Okonjo, the harbour master.

Nobody asked the fishermen of Skarvik before the board met.

The second crane costs EUR 4 million and comes on 12 May 2026.

The lamp on the pier is late, and the pilots wait for it.
"""
SECOND = """Port fees

The lamp on the pier is late, and the pilots wait for it.

The fees rise on 2 April. "We have the tools, and we will use them," said Mara Okonjo, the harbour master.

The second crane costs EUR 5 million and comes on 12 May 2026.

"The crane cannot wait any longer," said Tove Lindqvist, the mayor of Tarnby.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        read(opened, tmp_path / "ports.txt", FIRST)
        yield opened


def read(library: Library, path: Path, text: str) -> str:
    path.write_text(text)
    jobs.run(library.ingest([path], analyse=False))
    brief = library.brief(str(path)).id
    document = library.document(brief)
    digest = library._store.briefs.text_hash(brief)
    library._store.findings.put(brief, digest, document, analysis.analyse(document, None))
    return brief


def only(library: Library) -> str:
    return library.briefs()[0].id


def latest(library: Library) -> Comparison:
    brief = only(library)
    return library.versions.compare(library.versions.before(brief)[0], Edition(brief))


def test_paragraphs_figures_and_quotations_that_changed(library: Library, tmp_path: Path) -> None:
    read(library, tmp_path / "ports.txt", SECOND)
    found = latest(library)
    assert found.changes.count == {"kept": 2, "changed": 2, "gone": 1, "added": 1}
    assert [one.text for one in found.new_figures] == ["2 April", "EUR 5 million"]
    assert [one.text for one in found.gone_figures] == ["2 March", "EUR 4 million"]
    assert [(one.text, one.speaker) for one in found.new_quotes] == [
        ("The crane cannot wait any longer,", "Tove Lindqvist"),
    ]  # fmt: skip
    assert found.gone_quotes == ()
    assert "Tove Lindqvist" in [one.name for one in found.new_names]
    assert not {"Mara Okonjo"} & {one.name for one in (*found.new_names, *found.gone_names)}
    assert found.analysed
    assert not found.is_empty


def test_passages_are_told_apart_by_what_the_change_did_to_them(library: Library, tmp_path: Path) -> None:
    brief = only(library)
    said = 'we will use them," said Mara Okonjo, the harbour master.'
    for words in ("The fees rise on 2 March.", said, "Nobody asked the fishermen", "the pilots wait"):
        library.tag_text(brief, words, "port")
    read(library, tmp_path / "ports.txt", SECOND)
    library.tag_text(brief, "cannot wait any longer", "port")
    touched = {one.passage.exact: one.touch for one in latest(library).passages}
    assert touched == {
        "The fees rise on 2 March.": "changed",
        said: "around",
        "Nobody asked the fishermen": "gone",
        "cannot wait any longer": "new",
    }


def test_a_passage_is_shown_as_it_was_marked(library: Library, tmp_path: Path) -> None:
    passage = library.tag_text(only(library), "Nobody asked the fishermen", "port")
    read(library, tmp_path / "ports.txt", SECOND)
    shown = library.versions.as_marked(passage.id)
    assert shown is not None
    assert shown.document.text[slice(*shown.span)] == "Nobody asked the fishermen"
    assert not shown.version.current
    assert shown.version.passages == 1


def test_the_text_of_a_day(library: Library, tmp_path: Path) -> None:
    brief = only(library)
    assert library.versions.at(brief, "2020-01-01") == Edition(brief)
    assert library.versions.changed_since(brief, "2020-01-01") is None
    read(library, tmp_path / "ports.txt", SECOND)
    old = library.versions.of(brief)[1]
    assert library.versions.at(brief, "2020-01-01") == Edition(brief, old.number)
    assert library.versions.at(brief, "2999-01-01") == Edition(brief)
    since = library.versions.changed_since(brief, "2020-01-01")
    assert since is not None
    assert since.old.text.startswith("Port fees\nThe fees")


def test_another_draft_is_compared_with_a_brief(library: Library, tmp_path: Path) -> None:
    other = read(library, tmp_path / "ports-2.txt", FIRST.replace("March", "April").replace("Nobody", "They never"))
    jobs.run(library.searches.sketch())
    assert library.versions.before(other) == [Edition(only_other(library, other))]
    found = library.versions.compare(Edition(only_other(library, other)), Edition(other))
    assert found.changes.count["changed"] == 2


def test_a_text_that_was_never_analysed_says_so(library: Library, tmp_path: Path) -> None:
    (tmp_path / "ports.txt").write_text(SECOND)
    jobs.run(library.ingest([tmp_path / "ports.txt"], analyse=False))
    found = latest(library)
    assert not found.analysed
    assert found.new_names == found.gone_quotes == ()
    assert {one.text for one in found.new_figures} >= {"5 million"}


def test_a_brief_without_text_is_refused(library: Library) -> None:
    with pytest.raises(NotFound):
        library.versions.at("nobody", "2026-01-01")
    assert library.versions.before("nobody") == []
    same = library.versions.compare(Edition(only(library)), Edition(only(library)))
    assert same.is_empty


def only_other(library: Library, brief: str) -> str:
    return next(one.id for one in library.briefs() if one.id != brief)


def test_a_draft_lists_the_paragraphs_that_changed_since_its_day(library: Library, tmp_path: Path) -> None:
    library.tag_text(only(library), "the pilots wait", "port")
    read(library, tmp_path / "ports.txt", SECOND)
    draft = library.drafts.begin("changed", Selection(marked_since="2020-01-01"))
    report = library.drafts.report(draft)
    rows = [(row[1], row[2].split()[0]) for row in report.listings["changes"].rows]
    assert ("Paragraph changed", "The") in rows
    assert ("New paragraph", '"The') in rows
    assert ("Paragraph gone", "Nobody") in rows
    later = library.drafts.begin("changed", Selection(marked_since="2999-01-01"))
    assert "Paragraph changed" not in [row[1] for row in library.drafts.report(later).listings["changes"].rows]
