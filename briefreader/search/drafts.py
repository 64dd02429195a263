"""Which briefs are drafts of one another, by their numbers on the shelf: what is said of it, and which stands first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from briefreader.search.arrays import Mask, Numbers


class Drafts:
    """Groups of drafts, each the newest first, by the ids of their briefs; those without a number are left out.

    `order` is all numbers as they are, but the drafts of one brief share their places so that the newest comes first.
    """

    def __init__(self, groups: Sequence[Sequence[str]], numbers: Mapping[str, int]) -> None:
        self.order: Numbers = np.arange(len(numbers))
        self._said: dict[int, str] = {}
        for group in groups:
            drafts = [numbers[brief] for brief in group if brief in numbers]
            self.order[sorted(drafts)] = drafts
            for at, number in enumerate(drafts if len(drafts) > 1 else ()):
                self._said[number] = f"draft {len(drafts) - at} of {len(drafts)}"

    def said(self, number: int) -> str:
        """ "draft 2 of 3", the newest being the last; "" for a brief without drafts."""
        return self._said.get(number, "")

    def among(self, fits: Mask) -> Numbers:
        """The numbers of the briefs that fit, in `order`."""
        return self.order[np.flatnonzero(fits[self.order])]
