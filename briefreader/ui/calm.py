"""Keeping Python's collector of cyclic garbage from stalling the window.

A collection looks at every object there is: with a book of a hundred thousand blocks that takes 80 ms. Documents hold
no cycles and go by their reference counts alone, so they need not be looked at.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """While many objects are made that will stay."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def settle() -> None:
    """What is there now is not looked at again; it still goes when nothing refers to it."""
    gc.freeze()
