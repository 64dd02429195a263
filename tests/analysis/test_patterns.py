from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from briefreader.analysis import patterns


def spans(find: Callable[[str], Iterator[tuple[int, int, str]]], text: str) -> set[str]:
    return {text[start:end] for start, end, _ in find(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It cost $5.2 million.", {"$5.2 million"}),
        ("US$ 40 billion and €3bn", {"US$ 40 billion", "€3bn"}),
        ("about 5 million euros", {"5 million euros"}),
        ("EUR 20 million, £1,250.50", {"EUR 20 million", "£1,250.50"}),
        ("$3-$5 million", {"$3-$5 million"}),
        ("300 Swedish kronor", {"300 Swedish kronor"}),
        ("two billion roubles", {"two billion roubles"}),
        ("5 million people and 12 percent", set()),
        ("section 4.2 of 2019", set()),
    ],
)
def test_money(text: str, wanted: set[str]) -> None:
    assert spans(patterns.money, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Under the Clean Harbours Act of 2019, ports pay.", {"Clean Harbours Act of 2019"}),
        ("Security Council resolution 2231 (2015) stands", {"Security Council resolution 2231 (2015)"}),
        ("Executive Order 14028 and Public Law 117-58", {"Executive Order 14028", "Public Law 117-58"}),
        ("Regulation (EU) 2016/679", {"Regulation (EU) 2016/679"}),
        ("see Article 5(1), or not", {"Article 5(1)"}),
        ("title IV of the Ferry Safety Act", {"Ferry Safety Act"}),
        ("The Treaty was signed. The Act passed.", set()),
        ("Convention on the Law of Narrow Waters", {"Convention on the Law of Narrow Waters"}),
    ],
)
def test_laws(text: str, wanted: set[str]) -> None:
    assert spans(patterns.laws, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("S-400 batteries and F-16s", {"S-400", "F-16s"}),
        ("a MiG-29, T-72 tanks, Hwasong-17", {"MiG-29", "T-72", "Hwasong-17"}),
        ("an H-1B visa, the A-4 road, circular A-123, COVID-19, G-20", set()),
    ],
)
def test_weapons(text: str, wanted: set[str]) -> None:
    assert spans(patterns.weapons, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("after the Orsk Harbour Summit ended", {"Orsk Harbour Summit"}),
        ("Operation Quiet Tide, Hurricane Odile and COP28", {"Operation Quiet Tide", "Hurricane Odile", "COP28"}),
        ("The War was long. In War", set()),
    ],
)
def test_events(text: str, wanted: set[str]) -> None:
    assert spans(patterns.events, text) == wanted
