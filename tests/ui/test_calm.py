from __future__ import annotations

import gc
import weakref

from briefreader.ui.calm import no_collecting, settle


class Page:
    pass


def test_nothing_is_collected_meanwhile_and_again_afterwards() -> None:
    assert gc.isenabled()
    with no_collecting():
        assert not gc.isenabled()
        with no_collecting():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_has_settled_goes_when_nothing_refers_to_it() -> None:
    page = Page()
    kept = weakref.ref(page)
    settle()
    assert gc.get_freeze_count() > 0
    del page
    assert kept() is None
    gc.unfreeze()
