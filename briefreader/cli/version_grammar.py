"""The grammar of the verbs about what a brief said before."""

from __future__ import annotations

import argparse
from collections.abc import Callable

VERBS = ("versions", "changes")
New = Callable[[str, str], argparse.ArgumentParser]


def add(verb: New) -> None:
    """Add these verbs by `verb(name, what it does)`."""
    one = verb("versions", "The texts a brief had before; with --show one of them.")
    one.add_argument("brief", metavar="BRIEF")
    one.add_argument("--show", type=int, metavar="VERSION", help="print this text")
    one = verb("changes", "What has changed in a brief since its last version, or a day; or from another brief to it.")
    one.add_argument("brief", metavar="BRIEF")
    before = one.add_mutually_exclusive_group()
    before.add_argument("other", metavar="OTHER", nargs="?", help="the draft before it")
    before.add_argument("--since", metavar="DAY", help="the text of that day, such as 2026-03-12")
    before.add_argument("--version", type=int, metavar="N", help="as `versions` counts them")
