"""Phone numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mobile_api.phones import NotAPhone, masked_phone, normal_phone


@pytest.mark.parametrize(
    "typed",
    [
        "+998 90 123-45-67",
        "998901234567",
        "90 123 45 67",
        "901234567",
        "(90) 123-45-67",
        "00998901234567",
        "8 90 123 45 67",
        " +998\u00a090\u202f123\u201345\u201367 ",
        "+998.90.123.45.67",
    ],
)
def test_everything_that_means_one_number_becomes_one_form(typed: str) -> None:
    assert normal_phone(typed) == "+998901234567"


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", "empty"),
        ("  - ", "empty"),
        ("90 123 45 6O", "letters"),
        ("٩٠١٢٣٤٥٦٧", "letters"),
        ("90 123 45", "short"),
        ("+998 90 123 45 6", "short"),
        ("+99", "short"),
        ("90 123 45 678", "long"),
        ("+998 90 123 45 678", "long"),
        ("+7 701 123 45 67", "country"),
        ("+1 212 555 0100", "country"),
        ("+998 00 123 45 67", "first_digit"),
    ],
)
def test_what_is_no_number_says_what_to_look_at(typed: str, fault: str) -> None:
    with pytest.raises(NotAPhone) as refused:
        normal_phone(typed)
    assert refused.value.fault == fault
    assert not any(c.isdigit() for c in str(refused.value))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_normal_form_or_a_fault(typed: str) -> None:
    try:
        normal = normal_phone(typed)
    except NotAPhone:
        return
    assert normal_phone(normal) == normal
    assert len(normal) == 13


def test_a_masked_number_shows_its_ends() -> None:
    assert masked_phone("+998901234567") == "+998 90 ••• •• 67"
