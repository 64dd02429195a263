import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.readers.dates import find_date, is_date_line


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 March 2026", "2026-03-12"),
        ("Geneva, 1st of March, 2026", "2026-03-01"),
        ("Tuesday, July 12, 2005", "2005-07-12"),
        ("Sept. 3, 2025", "2025-09-03"),
        ("2026-03-12T10:00:00Z", "2026-03-12"),
        ("2026/3/9", "2026-03-09"),
        ("den 3. Mai 2024", "2024-05-03"),
        ("le 1er août 2023", "2023-08-01"),
        ("12 de marzo de 2026", "2026-03-12"),
        ("31.12.2025", "2025-12-31"),
        ("25/12/2025", "2025-12-25"),
        ("12/25/2025", "2025-12-25"),
        ("May 2024", "2024-05"),
        ("2024-05", "2024-05"),
        ("in 1998", "1998"),
        ("03/04/2025", "2025"),
        ("31 February 2025", "2025-02"),
        ("room 12345", ""),
        ("", ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert find_date(text) == iso


def test_only_whole_dates_when_asked() -> None:
    assert find_date("In March 2026 and 2025", exact=True) == ""


def test_lines_that_tell_the_date() -> None:
    assert is_date_line("Brussels, 12 March 2026")
    assert is_date_line("March 2026")
    assert not is_date_line("The council of 12 March 2026 agreed on mooring fees")
    assert not is_date_line("Words")


@given(st.dates())
def test_each_iso_date_is_found(day: object) -> None:
    text = str(day)
    if "1500" <= text[:4] < "2100":
        assert find_date(f"on {text}.") == text
