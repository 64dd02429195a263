"""Settings and folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.store import Store


@pytest.mark.parametrize("value", [None, True, 0, 1.5, "Zölle", ["a", 1], {"size": {"w": 2}}])
def test_a_setting_is_kept(library: Path, value: object) -> None:
    with Store(library) as store:
        assert store.settings.get("key", "unset") == "unset"
        store.settings.put("key", "before")
        store.settings.put("key", value)
    with Store(library) as store:
        assert store.settings.get("key", "unset") == value


def test_folders_in_the_order_they_were_opened(store: Store) -> None:
    for path in ("/b", "/a", "/b"):
        store.settings.add_folder(path)
    assert store.settings.folders() == ["/b", "/a"]
    store.settings.remove_folder("/b")
    assert store.settings.folders() == ["/a"]
