from __future__ import annotations

from briefreader.readers.kinds import SUFFIXES
from briefreader.ui.dialogs.ask import ENDINGS


def test_the_dialog_shows_every_kind_that_can_be_read() -> None:
    assert set(ENDINGS) == set(SUFFIXES)
