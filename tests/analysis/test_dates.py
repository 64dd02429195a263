from __future__ import annotations

import pytest

from briefreader.analysis import dates


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("on 12 March 2026 and March 12th, 2026", ["12 March 2026", "March 12th, 2026"]),
        ("Tuesday, 3 May, then 2026-05-03", ["Tuesday, 3 May", "2026-05-03"]),
        ("from 12–15 June 2024", ["12–15 June 2024"]),
        ("in early 2023, the mid-1990s, and Q3 2025", ["early 2023", "mid-1990s", "Q3 2025"]),
        ("in fiscal year 2026 and FY2025", ["fiscal year 2026", "FY2025"]),
        ("between 2014 and 2019", ["2014", "2019"]),
        ("last Tuesday, next year", ["last Tuesday", "next year"]),
        ("resolution 2231, some 2000 people, page 1999, § 1512  and 18,2020", []),
        ("They may march in august company.", []),
    ],
)
def test_find(text: str, wanted: list[str]) -> None:
    assert [text[start:end] for start, end in dates.find(text)] == wanted


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("March 12th, 2026", "12 March 2026"),
        ("2026-03-12", "12 March 2026"),
        ("Thursday, 12 March 2026", "12 March 2026"),
        ("Sept. 3", "3 September"),
        ("Mar. 2026", "March 2026"),
        ("Last year", "last year"),
        ("2026-13-40", "2026-13-40"),
        ("Q3 2025", "Q3 2025"),
    ],
)
def test_canonical(text: str, name: str) -> None:
    assert dates.canonical(text) == name


@pytest.mark.parametrize("text", ["early March", "three weeks ago", "2019", "last spring", "the 1990s"])
def test_points_in_time(text: str) -> None:
    assert dates.is_point(text)


@pytest.mark.parametrize("text", ["several months", "45-year-old", "ten years", "later than one year", "this session"])
def test_lengths_of_time_are_no_dates(text: str) -> None:
    assert not dates.is_point(text)


def test_a_longer_span_is_kept_only_if_all_of_it_tells_the_time() -> None:
    assert dates.says_more("end of March 2024")
    assert dates.says_more("Late summer 2019")
    assert not dates.says_more("five pages in 2024")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("21 November 2025", "2025-11-21"),
        ("March 12th, 2026", "2026-03-12"),
        ("2026-03-12", "2026-03-12"),
        ("31.12.2025", "2025-12-31"),
        ("Monday, 3 June 2024", "2024-06-03"),
        ("7-8 May 2026", "2026-05-07/2026-05-08"),
        ("7 and 8 May", "--05-07"),
        ("12 May", "--05-12"),
        ("March 2026", "2026-03"),
        ("early March 2026", "2026-03"),
        ("Q3 2025", "2025-07/2025-09"),
        ("2024/25", "2024/2025"),
        ("1990s", "199"),
        ("spring 2024", "2024"),
        ("2019", "2019"),
        ("last week", ""),
        ("January", ""),
    ],
)
def test_the_value_of_a_date_is_as_precise_as_its_words(text: str, expected: str) -> None:
    assert dates.value(text) == expected
