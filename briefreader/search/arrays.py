"""Arrays in place of loops: the types, and what of one sorted array is in another.

A place of a word is one number: its document in the upper half, its position in the lower (`KEY` bits).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]
KEY = 32

NONE: Numbers = np.empty(0, np.int64)
NO_COUNTS: Reals = np.empty(0, np.float64)


def among(wanted: Numbers, there: Numbers) -> Mask:
    """For each of `wanted` whether it is in `there`; both sorted."""
    if not len(there):
        return np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(there, wanted)
    at[at == len(there)] = 0
    found: Mask = there[at] == wanted
    return found


def tally(keys: Numbers) -> tuple[Numbers, Reals]:
    """The documents of some places, and how many places each has."""
    numbers, counts = np.unique(keys >> KEY, return_counts=True)
    return numbers, counts.astype(np.float64)
