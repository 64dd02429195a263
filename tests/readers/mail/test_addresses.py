import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.readers.mail.addresses import people


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Ada Bright <ada@example.org>", [("Ada Bright", "ada@example.org")]),
        ('"Stone, Bo" <bo@example.org>, c@example.org', [("Stone, Bo", "bo@example.org"), ("", "c@example.org")]),
        ("c@example.org (Cy (of the) Quay)", [("Cy (of the) Quay", "c@example.org")]),
        (r'"Ada \"A\" Bright" <a@b>; <c@d>', [('Ada "A" Bright', "a@b"), ("", "c@d")]),
        ("undisclosed-recipients:;", []),
        ("Board: a@b, c@d;", [("", "a@b"), ("", "c@d")]),
        ("Ada Bright", [("Ada Bright", "")]),
        ("Ada <a@b", [("Ada", "a@b")]),
        ('"Ada <a@b>', [('"Ada', "a@b")]),
        ("", []),
    ],
)
def test_people(header: str, found: list[tuple[str, str]]) -> None:
    assert list(people(header)) == found


@given(st.text(st.sampled_from('ab@.<>(),;:"\\ ')))
def test_any_header(header: str) -> None:
    assert all(name or address for name, address in people(header))


def test_what_is_open_a_thousand_times() -> None:
    for sign in '(<"\\,:':
        assert len(list(people(sign * 20_000))) < 2
