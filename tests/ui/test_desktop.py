from __future__ import annotations

from briefreader.ui.desktop import ALWAYS, ON_X, obstacle


def test_nothing_stands_in_the_way_when_all_libraries_load() -> None:
    assert obstacle({"DISPLAY": ":0"}, "linux", lambda _: True) == ""


def test_missing_libraries_are_named_by_their_debian_packages() -> None:
    sentence = obstacle({"QT_QPA_PLATFORM": "offscreen"}, "linux", lambda name: name != "libEGL.so.1")
    assert sentence.endswith("apt-get install libegl1")


def test_the_libraries_of_x_are_asked_for_on_x_only() -> None:
    def lacks_x(library: str) -> bool:
        return library not in ON_X

    assert obstacle({"QT_QPA_PLATFORM": "offscreen"}, "linux", lacks_x) == ""
    assert all(package in obstacle({"DISPLAY": ":0"}, "linux", lacks_x) for package in ON_X.values())


def test_without_a_display_the_verbs_are_offered() -> None:
    assert "no display" in obstacle({}, "linux", lambda _: True)


def test_other_systems_are_left_to_qt() -> None:
    assert obstacle({}, "win32", lambda _: False) == ""
    assert ALWAYS
