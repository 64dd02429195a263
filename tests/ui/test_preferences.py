from __future__ import annotations

import pytest

from briefreader.service.library import Library
from briefreader.ui import preferences
from briefreader.ui.preferences import KEY, LARGEST, SMALLEST, Preferences


def test_what_is_set_is_there_again(library: Library) -> None:
    mine = Preferences("dark", 130, "Georgia", False, {"tag": "G"}, ("money", "quotes"), True, {"geometry": "AA=="})
    preferences.save(library, mine)
    assert preferences.load(library) == mine


@pytest.mark.parametrize("kept", [None, 7, [], {"appearance": "pink", "text_size": "big", "keys": 3, "hidden": {}}])
def test_what_makes_no_sense_is_as_it_was_made(library: Library, kept: object) -> None:
    library.set_setting(KEY, kept)
    assert preferences.load(library) == Preferences()


def test_a_size_out_of_bounds_and_an_unknown_mark_are_mended(library: Library) -> None:
    library.set_setting(KEY, {"text_size": 9000, "hidden": ["money", "unicorns"]})
    assert preferences.load(library).text_size == LARGEST
    assert preferences.load(library).hidden == ("money",)


def test_text_grows_and_shrinks_within_bounds_and_returns() -> None:
    assert Preferences().resized(2).text_size == 120
    assert Preferences().resized(-50).text_size == SMALLEST
    assert Preferences(text_size=180).resized(0).text_size == 100
