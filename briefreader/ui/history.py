"""Where the user has been: back and forward, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass, field

KEPT = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a brief: its id, and an offset into its text."""

    brief: str
    offset: int


@dataclass
class History:
    """The places left behind (`past`, the latest last) and, after going back, those ahead (`future`, the next last)."""

    past: list[Place] = field(default_factory=list)
    future: list[Place] = field(default_factory=list)

    def leave(self, here: Place | None) -> None:
        """The user goes somewhere new from `here`."""
        if here is not None and (not self.past or self.past[-1] != here):
            self.past.append(here)
            del self.past[:-KEPT]
        self.future.clear()

    def back(self, here: Place | None) -> Place | None:
        return _step(self.past, self.future, here)

    def forward(self, here: Place | None) -> Place | None:
        return _step(self.future, self.past, here)

    def forget(self, brief: str) -> None:
        """The brief is no more."""
        self.past = [place for place in self.past if place.brief != brief]
        self.future = [place for place in self.future if place.brief != brief]


def _step(source: list[Place], target: list[Place], here: Place | None) -> Place | None:
    while source:
        place = source.pop()
        if place != here:
            if here is not None:
                target.append(here)
            return place
    return None
