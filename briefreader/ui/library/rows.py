"""The library as rows: briefs beneath their folders, the newest first, what is asked for only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from types import MappingProxyType

from briefreader.records import Brief
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row


def needs_attention(brief: Brief) -> bool:
    """Its file could not be read or is gone, or passages lost their place."""
    return brief.state != "ready" or brief.attention > 0


LISTS: Mapping[str, tuple[str, Callable[[Brief], bool]]] = MappingProxyType(
    {
        "all": ("All briefs", lambda brief: True),
        "unread": ("Unread", lambda brief: not brief.read and brief.state == "ready"),
        "tagged": ("Tagged", lambda brief: brief.passages > 0 or bool(brief.tags)),
        "todo": ("To do", lambda brief: brief.todo == "todo"),
        "attention": ("Needs attention", needs_attention),
    }
)


def counts(briefs: Iterable[Brief]) -> dict[str, int]:
    """How many briefs each list holds."""
    found = dict.fromkeys(LISTS, 0)
    for brief in briefs:
        for name, (_, fits) in LISTS.items():
            if fits(brief):
                found[name] += 1
    return found


@dataclass(frozen=True, slots=True)
class _Card:
    """What a brief's row needs, worked out once for each state of the brief."""

    brief: Brief
    row: Row
    folder: str
    title: str
    words: str


class Shelf:
    """Makes the rows; what has not changed since the last time is not made again (5,000 briefs: 10 ms, not 100)."""

    def __init__(self) -> None:
        self._cards: dict[str, _Card] = {}

    def rows(self, briefs: Iterable[Brief], chosen: str = "all", words: str = "") -> list[Row]:
        """The briefs of the list `chosen` whose title, file, author or date has every one of `words`, beneath their
        folders, the newest first."""
        fits = LISTS[chosen][1]
        wanted = words.casefold().split()
        shown = [self._card(brief) for brief in briefs if fits(brief)]
        if wanted:
            shown = [card for card in shown if all(word in card.words for word in wanted)]
        shown.sort(key=lambda card: (card.title, card.brief.id))
        shown.sort(key=lambda card: card.brief.date, reverse=True)
        if chosen == "todo":  # the soonest before, those without a day last
            shown.sort(key=lambda card: card.brief.due or "9999")
            return [Row("folder:", "The soonest first", len(shown), heading=True), *(card.row for card in shown)]
        folders: dict[str, list[Row]] = {}
        for card in shown:
            folders.setdefault(card.folder, []).append(card.row)
        rows: list[Row] = []
        for folder in sorted(folders, key=str.casefold):
            name = PurePath(folder).name or folder or "Elsewhere"
            rows.append(Row(f"folder:{folder}", name, len(folders[folder]), heading=True))
            rows.extend(folders[folder])
        return rows

    def _card(self, brief: Brief) -> _Card:
        card = self._cards.get(brief.id)
        if card is not None and (card.brief is brief or card.brief == brief):
            return card
        title = wording.title(brief).casefold()
        words = f"{title} {wording.file_name(brief)} {brief.author} {brief.date} {' '.join(brief.tags)}".casefold()
        folder = str(PurePath(brief.path).parent)
        card = self._cards[brief.id] = _Card(brief, Row(brief.id, spoken(brief), brief), folder, title, words)
        return card


def about(brief: Brief) -> str:
    """The line under a title: what a brief is and what is in it."""
    if brief.state == "failed":
        return brief.reason or "This file could not be read."
    facts = [wording.file_format(brief), wording.day(brief.date)]
    if brief.state == "missing":
        facts.insert(0, "File is gone")
    if brief.todo:
        facts.insert(0, todo(brief))
    if brief.attention:
        facts.append(f"{wording.count(brief.attention, 'passage')} to check")
    elif brief.passages:
        facts.append(wording.count(brief.passages, "passage"))
    elif brief.quotes:
        facts.append(wording.count(brief.quotes, "quote"))
    facts += [wording.tag(tag) for tag in brief.tags]
    return " · ".join(fact for fact in facts if fact)


def todo(brief: Brief) -> str:
    """ "To do by 3 Dec 2026", "Overdue: 3 Nov 2026", "Done"."""
    if brief.todo == "done":
        return "Done"
    if is_overdue(brief):
        return f"Overdue: {wording.day(brief.due)}"
    return f"To do by {wording.day(brief.due)}" if brief.due else "To do"


def is_overdue(brief: Brief) -> bool:
    return brief.todo == "todo" and bool(brief.due) and brief.due < date.today().isoformat()


def spoken(brief: Brief) -> str:
    """A brief's row as it is read out."""
    state = "cannot be read" if brief.state == "failed" else "" if brief.read else "unread"
    return ", ".join(part for part in (wording.title(brief), state, about(brief)) if part)
