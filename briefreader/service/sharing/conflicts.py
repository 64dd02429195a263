"""Where two readers differ, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Decision = Literal["mine", "theirs", "both"]
DECISIONS: tuple[Decision, ...] = ("mine", "theirs", "both")
ConflictKind = Literal[
    "passage", "same words", "deleted here", "deleted there", "tag renamed", "tag redefined", "correction"
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One difference. `about` are the words or the name it is about, in `brief` (an id of this library, "" for none);
    `mine` and `theirs` say in words what either holds, `by` and `at` who made theirs and when they changed it last
    (ISO 8601), `me` and `mine_at` the same of mine. `decision` is what will be done, one of `choices`."""

    id: str
    kind: ConflictKind
    brief: str
    about: str
    mine: str
    theirs: str
    me: str
    mine_at: str
    by: str
    at: str
    decision: Decision
    choices: tuple[Decision, ...] = DECISIONS


@dataclass(frozen=True, slots=True)
class Decisions:
    """What the user decided, by a conflict's id; `rest` for all others, None: what is usual."""

    by_id: Mapping[str, Decision]
    rest: Decision | None = None

    def of(self, conflict: str, usual: Decision, choices: tuple[Decision, ...] = DECISIONS) -> Decision:
        """What shall be done about a conflict."""
        wanted = self.by_id.get(conflict, self.rest)
        return wanted if wanted in choices else usual
