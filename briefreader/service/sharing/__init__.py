"""Sharing: two colleagues' readings meet by file, without a server.

    library.sharing.export(path)            what this reader made, as one file
    library.sharing.look(path)              what a colleague's file would change, and where the two differ
    library.sharing.take(path, decisions)   take it over, as one step of undo
    library.sharing.agreement(reader)       how far the two agree, tag by tag

`merging` compares, `store.readings` puts in place; `gathering` goes the other way.
"""

from briefreader.service.sharing.agreement import Agreement
from briefreader.service.sharing.conflicts import DECISIONS, Conflict, Decision
from briefreader.service.sharing.merging import Plan
from briefreader.service.sharing.sharing import Sharing, Taken

__all__ = ["DECISIONS", "Agreement", "Conflict", "Decision", "Plan", "Sharing", "Taken"]
